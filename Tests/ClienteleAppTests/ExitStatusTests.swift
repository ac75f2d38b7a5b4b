import FoundationEssentials
import HerokuAPI
import Testing

@testable import ClienteleApp

@Suite struct ExitStatusTests {
  @Test func `the page for scripts has every exit code, and no other`() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/scripts.md")
    let lines = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
    let table = lines.drop { !$0.hasPrefix("| code |") }.dropFirst(2).prefix { $0.hasPrefix("|") }
    let codes = table.flatMap { $0.split(separator: "|")[0].split { !$0.isNumber }.compactMap { Int32($0) } }
    let signals: [Int32] = [143, 129]
    #expect(codes.sorted() == ([0] + ExitStatus.allCases.map(\.rawValue) + signals).sorted())
  }

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
