public import HerokuAPI
import TerminalText

extension OAuthClient {
  /// Whether its name can be typed as it is displayed, and so confirm a deletion: nothing of it is replaced, no blank
  /// cannot be seen, and it is short enough to be typed right.
  public var hasTypableName: Bool {
    !name.isEmpty && !CleanText(name).wasChanged && name.cellWidth <= 40
      && !name.hasPrefix(" ") && !name.hasSuffix(" ") && !name.contains("  ")
      && !name.contains { $0.isWhitespace && $0 != " " }
  }
}
