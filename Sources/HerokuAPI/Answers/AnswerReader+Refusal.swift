import FoundationEssentials
import HTTPTypes

extension AnswerReader {
  /// Lets a success pass, and makes the right error of everything else.
  ///
  /// - Parameter wait: how long the server wants to be left alone.
  func checkStatus(of answer: HTTPAnswer, wait: Duration? = nil) throws(APIError) {
    switch answer.status {
    case 200...299:
      return
    case 304 where request.mayBeUnchanged:
      return
    case 300...399:
      guard let target = answer.head.headerFields[.location] else {
        throw unreadable(answer, "it is neither an answer nor an error of the API")
      }
      throw unreadable(answer, "it redirects to \(target.prefix(200)), which is not followed")
    case 400...599:
      throw refusal(answer, wait: wait)
    default:
      throw unreadable(answer, "its status is not one of HTTP")
    }
  }

  private func refusal(_ answer: HTTPAnswer, wait: Duration?) -> APIError {
    let status = answer.status
    var refusal = Refusal(
      status: status,
      id: "",
      message: "",
      mayHaveBeenDone: mayHaveBeenDone(answer),
      requestID: answer.requestID
    )
    refusal.wait = wait
    guard let payload = Self.errorPayload(of: answer) else {
      // Where the status says enough, it does not matter whose words the rest are: there are none, the server wants to
      // be left alone, or it does not take the token. Anything else was not written by the API.
      let saysEnough =
        status == 429 || (status == 503 && wait != nil) || (status == 401 && !answer.looksLikeHTML)
      guard answer.body.isEmpty || saysEnough else {
        return unreadable(answer, answer.looksLikeHTML ? "it is HTML, not JSON" : "it is not JSON of the API")
      }
      return .refused(refusal)
    }
    if status == 404 || status == 410, request.namesOne {
      return .notFound(requestID: answer.requestID)
    }
    refusal.id = payload.id
    refusal.message = payload.message
    refusal.url = payload.url
    refusal.field = status == 422 ? ClientField(namedIn: payload.message) : nil
    refusal.mayHaveBeenDone = mayHaveBeenDone(answer) && status != 503
    return .refused(refusal)
  }

  /// Whether the answer is an error that the API itself wrote.
  static func isAPIError(_ answer: HTTPAnswer) -> Bool {
    errorPayload(of: answer) != nil
  }

  private static func errorPayload(of answer: HTTPAnswer) -> ErrorPayload? {
    try? answer.decode(ErrorPayload.self)
  }
}
