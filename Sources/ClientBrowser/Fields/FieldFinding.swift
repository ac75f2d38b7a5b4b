public import HerokuAPI
import TerminalText

/// Something to say beside a field.
public struct FieldFinding: Hashable, Sendable {
  /// How much it matters: an error stops the save, a warning is asked about before it.
  public let severity: FindingSeverity
  /// The words, safe to show.
  public let text: String

  init(_ severity: FindingSeverity, _ text: String) {
    self.severity = severity
    self.text = CleanText(text).text
  }

  /// What there is to say about a text that is to become a field of a client.
  static func judging(_ text: String, in field: ClientField) -> [FieldFinding] {
    switch field {
    case .name:
      text.allSatisfy(\.isWhitespace) ? [FieldFinding(.error, "a name is required")] : []
    case .redirectURI:
      RedirectURI.findings(in: text).map { FieldFinding($0.severity, $0.text) }
    }
  }
}

extension FindingSeverity {
  /// The sign before a finding, which tells how bad it is without colours.
  public var sign: String {
    switch self {
    case .error: "✗"
    case .warning: "!"
    case .note: "·"
    }
  }
}
