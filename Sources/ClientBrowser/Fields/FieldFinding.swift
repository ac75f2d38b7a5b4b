import HerokuAPI
import TerminalText

/// Something to say beside a field.
public struct FieldFinding: Hashable, Sendable {
  /// How a finding is meant.
  public enum Weight: Hashable, Sendable {
    /// Stops the save.
    case error
    /// Is asked about before the save.
    case warning
    /// Is only said.
    case note
  }

  /// How it is meant.
  public let weight: Weight
  /// The words, safe to show.
  public let text: String

  init(_ weight: Weight, _ text: String) {
    self.weight = weight
    self.text = CleanText(text).text
  }

  /// What there is to say about a text that is to become a field of a client.
  static func judging(_ text: String, in field: ClientField) -> [FieldFinding] {
    switch field {
    case .name:
      text.allSatisfy(\.isWhitespace) ? [FieldFinding(.error, "a name is required")] : []
    case .redirectURI:
      RedirectURI.findings(in: text).map { finding in
        FieldFinding(Weight(finding.severity), finding.text)
      }
    }
  }
}

extension FieldFinding.Weight {
  fileprivate init(_ severity: FindingSeverity) {
    switch severity {
    case .error: self = .error
    case .warning: self = .warning
    case .note: self = .note
    }
  }
}
