/// The account that a token belongs to.
///
/// Source: `GET /account`.
public struct Account: Hashable, Sendable {
  /// The account's id.
  public var id: String
  /// The address people know the account by.
  public var email: String

  /// Makes an account of its attributes.
  public init(id: String, email: String) {
    self.id = id
    self.email = email
  }
}
