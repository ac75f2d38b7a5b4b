/// Everything that can end a call of ``HerokuClient`` other than success.
public enum APIError: Error, Hashable, Sendable {
  /// The API answered, and refused. Nothing was changed, unless ``Refusal/mayHaveBeenDone``.
  case refused(Refusal)
  /// The client does not exist, or no longer.
  case notFound(requestID: String?)
  /// Somebody else changed fields that this update changes; nothing was sent. Carries the client as it is now.
  case conflict(current: OAuthClient, fields: [ClientField])
  /// The client is no longer as it was shown; nothing was sent. Carries the client as it is now.
  case changedSinceShown(current: OAuthClient)
  /// No answer, and nothing was done: the request never reached the server, or it only read.
  case unreachable(TransportFailure)
  /// No answer to a request that changes something: it may have been done or not.
  case outcomeUnknown(TransportFailure)
  /// An answer that is not what the API documents: HTML, cut off, without a required attribute.
  case unreadable(UnreadableAnswer)
  /// The call was cancelled from this side before anything that changes something was sent.
  case cancelled
  /// The client core is read-only; nothing was sent.
  case readOnly
}

extension APIError {
  /// Whether a change that was asked for may have been done all the same: then the client is read back, and the
  /// change is not simply repeated.
  public var mayHaveBeenDone: Bool {
    switch self {
    case .refused(let refusal): refusal.mayHaveBeenDone
    case .unreadable(let answer): answer.mayHaveBeenDone
    case .outcomeUnknown: true
    case .notFound, .conflict, .changedSinceShown, .unreachable, .cancelled, .readOnly: false
    }
  }
}

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
  /// The field that the message names, if it names one.
  public var field: ClientField?
  /// Whether the request asked for a change that may have been done all the same, as after a 500.
  public var mayHaveBeenDone: Bool
  /// The `Request-Id` of the answer.
  public var requestID: String?

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

/// An answer that could not be understood.
public struct UnreadableAnswer: Hashable, Sendable {
  /// The HTTP status.
  public var status: Int
  /// What was wrong with it, in a few words: "it is HTML, not JSON".
  public var problem: String
  /// Whether it is a web page, as a proxy in between writes it.
  public var isHTML: Bool
  /// Whether the request asked for a change that may have been done.
  public var mayHaveBeenDone: Bool
  /// The `Request-Id` of the answer.
  public var requestID: String?

  /// Makes the description of such an answer.
  public init(
    status: Int,
    problem: String,
    isHTML: Bool = false,
    mayHaveBeenDone: Bool,
    requestID: String? = nil
  ) {
    self.status = status
    self.problem = problem
    self.isHTML = isHTML
    self.mayHaveBeenDone = mayHaveBeenDone
    self.requestID = requestID
  }
}
