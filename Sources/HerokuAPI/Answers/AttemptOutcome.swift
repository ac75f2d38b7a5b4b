import FoundationEssentials

/// How one attempt at a request ended.
enum AttemptOutcome: Sendable {
  /// The API did as asked, as far as the status tells.
  case success(HTTPAnswer)
  /// It did not.
  case failure(FailedAttempt)
}

extension AnswerReader {
  /// Judges what came of an attempt.
  ///
  /// - Parameter now: the time of day, for a server that wants to be left alone until a moment and does not say when
  ///   it sent that.
  func outcome(of result: Result<HTTPAnswer, TransportFailure>, now: Date) -> AttemptOutcome {
    switch result {
    case .failure(let failure):
      return .failure(FailedAttempt(.noAnswer(failure), error: APIError(failure, during: request)))
    case .success(let answer):
      let wait = answer.retryDelay(from: now)
      do {
        try checkStatus(of: answer, wait: wait)
        if !request.isMutation, answer.isCutOffJSON {
          // A length that is too short, as of a proxy that was interrupted, makes a part of an answer look like all of it.
          let failure = TransportFailure(.malformedAnswer, mayHaveBeenSent: true)
          return .failure(
            FailedAttempt(.noAnswer(failure), error: unreadable(answer, HTTPAnswer.cutOffProblem))
          )
        }
        return .success(answer)
      } catch {
        let failure = AttemptFailure.status(
          answer.status,
          isAPIError: Self.isAPIError(answer),
          retryAfter: wait
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
