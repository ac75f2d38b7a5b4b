import TerminalText

/// What the status line says.
public struct Status: Hashable, Sendable {
  /// How a message is meant; each tone has a colour and a sign of its own.
  public enum Tone: Hashable, Sendable {
    case information, success, warning, failure
  }

  /// How the message is meant.
  public var tone: Tone
  /// The message, safe to show.
  public var text: String

  /// Makes a message; characters that must not reach a terminal are replaced.
  public init(_ tone: Tone, _ text: String) {
    self.tone = tone
    self.text = CleanText(text).text
  }

  /// Whether the next key press takes the message away.
  ///
  /// Failures stay until they are answered.
  var isTransient: Bool { tone == .information || tone == .success }
}
