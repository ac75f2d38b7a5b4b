import HerokuAPI
import TestSupport
import Testing

/// A change and what takes it back, over HTTP, against a server that shares no model with the core.
@Suite struct InverseSandboxTests {
  private func contents(_ client: HerokuClient) async throws -> [String] {
    try await client.all().map { "\($0.name)\n\($0.redirectURI)" }.sorted()
  }

  private func change(of client: OAuthClient, _ random: inout SeededGenerator) -> Change {
    let number = Int.random(in: 0..<100, using: &random)
    let uri = "https://\(number).example.com/cb"
    return switch Int.random(in: 0..<4, using: &random) {
    case 0: .create(ClientDraft(name: "new \(number)", redirectURI: uri))
    case 1: .delete(expecting: client)
    case 2: .update(ClientChanges([.name: "name \(number)"]), expecting: client)
    default: .update(ClientChanges([.name: "name \(number)", .redirectURI: uri]), expecting: client)
    }
  }

  @Test(arguments: 0..<8) func `leave every client as it was`(seed: Int) async throws {
    try await SandboxRun.run(clients: 6) { run in
      let client = try run.client()
      var random = SeededGenerator(seed: UInt64(seed))
      for _ in 0..<6 {
        let before = try await contents(client)
        let targets = try await client.all()
        let target = try #require(targets.randomElement(using: &random))
        let change = change(of: target, &random)
        let outcome = try await client.perform(change)
        guard case .change(let inverse) = ChangeRecord(change, outcome).inverse else {
          Issue.record("\(change) cannot be taken back")
          return
        }
        _ = try await client.perform(inverse)
        #expect(try await contents(client) == before)
      }
    }
  }

  @Test func `what somebody else has changed since is left alone`() async throws {
    try await SandboxRun.run(clients: 2) { run in
      let client = try run.client()
      let shown = try #require(try await client.all().first)
      let change = Change.update(ClientChanges([.name: "mine"]), expecting: shown)
      let outcome = try await client.perform(change)
      guard case .change(let inverse) = change.inverse(after: outcome), let mine = outcome.client else {
        return
      }
      _ = try await client.perform(.update(ClientChanges([.name: "theirs"]), expecting: mine))
      let error = await #expect(throws: APIError.self) { try await client.perform(inverse) }
      guard case .conflict(let current, fields: [.name])? = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(current.name == "theirs")
    }
  }
}
