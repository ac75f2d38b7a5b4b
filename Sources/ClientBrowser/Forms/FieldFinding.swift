public import HerokuAPI
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
}

extension ClientForm {
  /// What there is to say about a field.
  ///
  /// Only a field that was changed is judged: what the server holds already is not this person's mistake of
  /// today.
  public func findings(on field: ClientField) -> [FieldFinding] {
    var findings: [FieldFinding] = []
    if let refusal = refusals[field] { findings.append(FieldFinding(.error, refusal)) }
    if isJudged(field) { findings += judgement(of: self[field].text, in: field) }
    if let theirs = theirs[field] {
      findings.append(FieldFinding(.note, "somebody else made it “\(theirs)”"))
    }
    return findings
  }

  /// The first field with a finding that stops the save.
  var firstWrongField: ClientField? {
    ClientField.allCases.first { field in
      isJudged(field) && judgement(of: self[field].text, in: field).contains { $0.weight == .error }
    }
  }

  /// The warnings that want an answer before the save.
  var warnings: [String] {
    ClientField.allCases.filter(isJudged).flatMap { judgement(of: self[$0].text, in: $0) }
      .filter { $0.weight == .warning }.map(\.text)
  }

  private func isJudged(_ field: ClientField) -> Bool {
    original == nil ? touched.contains(field) : changes[field] != nil
  }

  private func judgement(of text: String, in field: ClientField) -> [FieldFinding] {
    switch field {
    case .name:
      text.allSatisfy(\.isWhitespace) ? [FieldFinding(.error, "a name is required")] : []
    case .redirectURI:
      RedirectURI.findings(in: text).map { finding in
        FieldFinding(FieldFinding.Weight(finding.severity), finding.text)
      }
    }
  }
}

extension FieldFinding.Weight {
  fileprivate init(_ severity: RedirectURIFinding.Severity) {
    switch severity {
    case .error: self = .error
    case .warning: self = .warning
    case .note: self = .note
    }
  }
}
