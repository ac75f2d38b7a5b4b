import HTTPTypes
import Logging

extension Exchange {
  /// One attempt, noted in the log: method, path, status, duration, request id, attempt, and nothing else.
  func send(
    _ head: HTTPRequest,
    body: [UInt8],
    for request: ClientRequest,
    attempt: Int
  ) async -> Result<HTTPAnswer, TransportFailure> {
    let elapsed = pacing.stopwatch()
    let result: Result<HTTPAnswer, TransportFailure>
    do {
      result = .success(try await transport.send(head, body: body))
    } catch {
      result = .failure(error)
    }
    var metadata: Logger.Metadata = [
      "method": "\(request.method.rawValue)",
      "path": "\(builder.endpoint.basePath + request.path)",
      "attempt": "\(attempt)",
      "milliseconds": "\(elapsed() / .milliseconds(1))",
    ]
    switch result {
    case .success(let answer):
      metadata["status"] = "\(answer.status)"
      metadata["request-id"] = answer.requestID.map { "\($0)" }
      logger.info("answered", metadata: metadata)
    case .failure(let failure):
      metadata["failure"] = "\(failure.kind)"
      metadata["detail"] = "\(failure.detail)"
      metadata["may-have-been-sent"] = "\(failure.mayHaveBeenSent)"
      logger.warning("no answer", metadata: metadata)
    }
    return result
  }
}
