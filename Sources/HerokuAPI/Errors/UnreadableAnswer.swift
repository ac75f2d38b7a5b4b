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
