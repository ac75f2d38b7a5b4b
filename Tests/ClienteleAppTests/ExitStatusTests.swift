import HerokuAPI
import Testing

@testable import ClienteleApp

@Suite struct ExitStatusTests {
  private static let failure = TransportFailure(.connectionLost, mayHaveBeenSent: true)
  private static let client = ClientCredentials.sample().client

  @Test(
    arguments: [
      (APIError.refused(Refusal(status: 422, id: "invalid_params", message: "no")), 6),
      (.refused(Refusal(status: 500, id: "", message: "", mayHaveBeenDone: true)), 9),
      (.conflict(current: client, fields: [.name]), 6), (.changedSinceShown(current: client), 6),
      (.readOnly, 6),
      (.notFound(requestID: nil), 7), (.unreachable(failure), 8), (.outcomeUnknown(failure), 9),
      (.unreadable(UnreadableAnswer(status: 200, problem: "it is HTML", mayHaveBeenDone: false)), 8),
      (.unreadable(UnreadableAnswer(status: 200, problem: "it is HTML", mayHaveBeenDone: true)), 9),
      (.cancelled, 130),
    ] as [(APIError, Int32)]
  )
  func `each kind of error has the status that is promised`(error: APIError, status: Int32) {
    #expect(ExitStatus(error).rawValue == status)
  }
}
