/// What a person is asked when the API demands a second factor.
public enum TwoFactorQuestion: Hashable, Sendable {
  /// A request was refused for want of a code (`two_factor`).
  case first
  /// The code that was given last was not accepted (`invalid_two_factor_code`).
  case again
}
