public import HerokuAPI
import TerminalText

extension OAuthClient {
  /// The name as a cell can show it; words in its place where there is none.
  public var displayName: String {
    let name = CleanText(name).text
    return name.allSatisfy(\.isWhitespace) ? "(no name)" : name
  }
}
