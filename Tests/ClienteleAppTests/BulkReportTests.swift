import HerokuAPI
import Testing

@testable import ClienteleApp

@Suite struct BulkReportTests {
  private let report = BulkReport(words: BulkWords(done: "rotated"), host: "server")
  private let clients = (1...4).map { ClientCredentials.sample(id: "id-\($0)", name: "client \($0)") }
  private let lost = APIError.outcomeUnknown(TransportFailure(.connectionLost, mayHaveBeenSent: true))
  private let refused = APIError.refused(Refusal(status: 422, id: "invalid_params", message: "no"))

  /// A run of rotations with these results, all begun.
  private func run(_ results: [Result<ChangeOutcome, APIError>]) -> BulkRun {
    var run = BulkRun(clients.map { .rotate(expecting: $0.client) })
    _ = run.steps(at: .zero)
    for (index, result) in results.enumerated() { run.ended(index, result, at: .zero) }
    return run
  }

  private func done(_ index: Int) -> Result<ChangeOutcome, APIError> { .success(.rotated(clients[index])) }

  @Test func `all done is no failure`() {
    #expect(report.failure(of: run((0..<4).map(done))) == nil)
  }

  @Test func `what is unknown goes before the first failure, and the first before the others`() {
    var mixed = run([
      done(0), .failure(.notFound(requestID: nil)), .failure(refused),
      .failure(.changedSinceShown(current: clients[3].client)),
    ])
    #expect(report.failure(of: mixed)?.status == .notFound)
    #expect(
      report.failure(of: mixed)?.lines
        == ["1 of 4 clients were rotated; 1 left alone, which somebody else has changed."]
    )
    mixed = run([done(0), .failure(refused), done(2), .failure(lost)])
    _ = mixed.steps(at: .zero)
    mixed.readBack(3, .failure(refused), at: .zero)
    #expect(report.failure(of: mixed)?.status == .outcomeUnknown)
    #expect(report.failure(of: mixed)?.lines == ["2 of 4 clients were rotated; of 1 it is not known."])
  }

  @Test func `a run that could not go on says why, and what was not begun`() {
    let silent = APIError.unreachable(TransportFailure(.unknownHost, mayHaveBeenSent: false))
    let paused = run([done(0), .failure(silent)])
    var stopped = paused
    stopped.ended(2, done(2), at: .zero)
    stopped.ended(3, done(3), at: .zero)
    stopped.stop()
    let failure = report.failure(of: stopped, after: paused)
    #expect(failure?.status == .network)
    #expect(failure?.lines.count == 2)
    #expect(failure?.lines.last == "3 of 4 clients were rotated; 1 not begun.")
  }

  @Test func `a signal is told what is done, what may be, what is not, and where new secrets are`() {
    let run = run([done(0)])
    let lines = report.remark(on: run, made: [clients[0].client.id])()
    #expect(
      lines == [
        "1 of 4 clients were rotated; of 3 it is not known.",
        "These may have been done or not; look at them before you repeat it:",
        "  id-2  client 2", "  id-3  client 3", "  id-4  client 4",
        "The new secrets are printed by:", "  clientele info id-1 --json",
      ]
    )
    #expect(!lines.joined().contains("clientsecret"))
  }

  @Test func `what is advised asks the same server`() {
    let client = OAuthClient(id: ClientID("a-b"), name: "n", redirectURI: "https://a.test/")
    let given = GivenOptions(host: "http://127.0.0.1:5000", allowedHosts: ["box"])
    #expect(
      client.wayToSecret(given)
        == "“clientele info a-b --shell --host http://127.0.0.1:5000 --allow-host box” prints its id and secret."
    )
    #expect(client.wayToSecret(GivenOptions()) == "“clientele info a-b --shell” prints its id and secret.")
    #expect(
      BulkReport.wayToSecrets(of: [client.id], given).last
        == "  clientele info a-b --json --host http://127.0.0.1:5000 --allow-host box"
    )
  }
}
