public import HerokuAPI

/// What is known of the selected client's secret.
///
/// It is forgotten as soon as it is masked or left.
public enum SecretState: Hashable, Sendable {
  /// Masked, and not in memory.
  case notRead
  /// On its way.
  case reading
  /// Shown.
  case known(Secret)
  /// The API does not give it to this account.
  case withheld
}
