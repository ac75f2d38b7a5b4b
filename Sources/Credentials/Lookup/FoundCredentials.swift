public import HerokuAPI

/// A token, and where it came from.
public struct FoundCredentials: Hashable, Sendable {
  /// The token.
  public let token: Secret
  /// Where it was found.
  public let source: CredentialsSource
  /// What its owner should know, as whole sentences: a file that others can read, a secret store that failed.
  public let warnings: [String]
  /// Every place that was looked in, this one last.
  public let attempts: [CredentialsAttempt]

  /// A token, where it came from, and what led there.
  public init(token: Secret, source: CredentialsSource, warnings: [String], attempts: [CredentialsAttempt]) {
    self.token = token
    self.source = source
    self.warnings = warnings
    self.attempts = attempts
  }
}
