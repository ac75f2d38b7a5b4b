/// An error answer of the API.
///
/// Source: Heroku's error format, `{"id", "message", "url"}`.
public struct Refusal: Hashable, Sendable {
  /// The HTTP status, 400 to 599.
  public var status: Int
  /// The API's own word for the error, such as `invalid_params`; empty where the body did not say.
  public var id: String
  /// What the API says to people; empty where the body did not say.
  public var message: String
  /// Where the API says more about it.
  public var url: String?
  /// How long the server wants to be left alone, if it says.
  public var wait: Duration?
  /// The field that the message names, if it names one.
  public var field: ClientField?
  /// Whether the request asked for a change that may have been done all the same, as after a 500.
  public var mayHaveBeenDone: Bool
  /// The `Request-Id` of the answer.
  public var requestID: String?
  /// About the token, where that is what was not accepted.
  public var token: RefusedToken?

  /// Makes a refusal of its parts.
  public init(
    status: Int,
    id: String,
    message: String,
    field: ClientField? = nil,
    mayHaveBeenDone: Bool = false,
    requestID: String? = nil
  ) {
    self.status = status
    self.id = id
    self.message = message
    self.field = field
    self.mayHaveBeenDone = mayHaveBeenDone
    self.requestID = requestID
  }
}
