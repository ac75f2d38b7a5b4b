import FoundationEssentials
import HTTPTypes

extension AnswerReader {
  /// Lets a success pass, and makes the right error of everything else.
  func checkStatus(of answer: HTTPAnswer) throws(APIError) {
    switch answer.status {
    case 200...299:
      return
    case 304 where request.mayBeUnchanged:
      return
    case 300...399:
      let target = answer.head.headerFields[.location].map { " to \($0.prefix(200))" } ?? ""
      throw unreadable(answer, "it redirects\(target), which is not followed")
    case 400...599:
      throw refusal(answer)
    default:
      throw unreadable(answer, "its status is not one of HTTP")
    }
  }

  private func refusal(_ answer: HTTPAnswer) -> APIError {
    let status = answer.status
    guard let payload = Self.errorPayload(of: answer) else {
      // An empty body leaves the status, which says enough; anything else was not written by the API.
      guard answer.body.isEmpty else {
        return unreadable(answer, answer.looksLikeHTML ? "it is HTML, not JSON" : "it is not JSON of the API")
      }
      return .refused(
        Refusal(
          status: status,
          id: "",
          message: "",
          mayHaveBeenDone: mayHaveBeenDone(answer),
          requestID: answer.requestID
        )
      )
    }
    if status == 404 || status == 410, request.namesOne {
      return .notFound(requestID: answer.requestID)
    }
    return .refused(
      Refusal(
        status: status,
        id: payload.id,
        message: payload.message,
        field: status == 422 ? ClientField(namedIn: payload.message) : nil,
        mayHaveBeenDone: mayHaveBeenDone(answer) && status != 503,
        requestID: answer.requestID
      )
    )
  }

  /// Whether the answer is an error that the API itself wrote.
  static func isAPIError(_ answer: HTTPAnswer) -> Bool {
    errorPayload(of: answer) != nil
  }

  private static func errorPayload(of answer: HTTPAnswer) -> ErrorPayload? {
    try? JSONDecoder().decode(ErrorPayload.self, from: Data(answer.body))
  }
}
