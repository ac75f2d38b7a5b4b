/// How one attempt at a request ended.
enum AttemptOutcome: Sendable {
  /// The API did as asked, as far as the status tells.
  case success(HTTPAnswer)
  /// It did not.
  case failure(FailedAttempt)
}

extension AnswerReader {
  /// Judges what came of an attempt.
  func outcome(of result: Result<HTTPAnswer, TransportFailure>) -> AttemptOutcome {
    switch result {
    case .failure(let failure):
      return .failure(FailedAttempt(.noAnswer(failure), error: APIError(failure, during: request)))
    case .success(let answer):
      do {
        try checkStatus(of: answer)
        return .success(answer)
      } catch {
        let failure = AttemptFailure.status(
          answer.status,
          isAPIError: Self.isAPIError(answer),
          retryAfter: answer.retryAfter
        )
        return .failure(FailedAttempt(failure, error: error))
      }
    }
  }
}

extension APIError {
  /// What a failure of the transport means for a request: for a change, whether it may have been done.
  fileprivate init(_ failure: TransportFailure, during request: ClientRequest) {
    if request.isMutation && failure.mayHaveBeenSent {
      self = .outcomeUnknown(failure)
    } else if failure.kind == .cancelled {
      self = .cancelled
    } else {
      self = .unreachable(failure)
    }
  }
}
