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
  /// Somebody else changed the config vars that were to be set; nothing was sent.
  case configVarsChanged(names: [String], besideOtherIDs: [VariablePair] = [])
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
    case .notFound, .conflict, .changedSinceShown, .configVarsChanged, .unreachable, .cancelled, .readOnly:
      false
    }
  }
}
