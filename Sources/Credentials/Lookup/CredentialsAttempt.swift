/// One place that was looked in, and what came of it.
///
/// It never holds a secret.
public struct CredentialsAttempt: Hashable, Sendable {
  /// What came of it.
  public enum Outcome: Hashable, Sendable {
    /// The token was there.
    case found
    /// Nothing was there, as it may well be; the text says what: “not set”.
    case absent(String)
    /// Something was there that could not be used, or asking failed; the text says why.
    case failed(String)
  }

  /// Where it was looked.
  public let source: CredentialsSource
  /// What came of it.
  public let outcome: Outcome

  /// An attempt and what came of it.
  public init(source: CredentialsSource, outcome: Outcome) {
    self.source = source
    self.outcome = outcome
  }
}

extension CredentialsAttempt: CustomStringConvertible {
  /// The attempt as a line for people, without a full stop.
  public var description: String {
    switch outcome {
    case .found: "\(source): found"
    case .absent(let reason), .failed(let reason): "\(source.place): \(reason)"
    }
  }
}
