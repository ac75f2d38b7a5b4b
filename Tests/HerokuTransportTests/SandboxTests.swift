import HTTPTypes
import HerokuAPI
import HerokuTransport
import TestSupport
import Testing

/// The core's calls over HTTP, against a server that shares no model with it.
struct SandboxTests {
  let draft = ClientDraft(name: "“Füße” 👣", redirectURI: "https://example.com/callback?a=b&c=%20")

  @Test func `asks whose token it is`() async throws {
    let account = try await SandboxRun.run { try await $0.client().account() }
    #expect(account.email == "alice@example.com")
  }

  @Test(arguments: [0, 1, 25, 1000, 1001, 2500])
  func `loads every client once, page by page`(count: Int) async throws {
    try await SandboxRun.run(clients: count) { run in
      let clients = try await run.client().all()
      #expect(clients.count == count)
      #expect(Set(clients.map(\.id)).count == count)
      #expect(clients.map(\.id) == clients.map(\.id).sorted())
      #expect(
        clients.allSatisfy { $0.createdAt != nil && $0.updatedAt != nil }
      )
    }
  }

  @Test func `a list that is still what it was is not loaded again`() async throws {
    try await SandboxRun.run { run in
      let client = try run.client()
      let outcome = try await client.listClients { _ in }
      guard case .loaded(let version?, _) = outcome else {
        Issue.record("\(outcome)")
        return
      }
      let again = try await client.listClients(unless: version) { _ in Issue.record("a page came") }
      #expect(again == .unchanged)
      _ = try await client.create(draft)
      let changed = try await client.listClients(unless: version) { _ in }
      #expect(changed != .unchanged)
      #expect(changed != .loaded(version, lacking: ListShortfall()))
    }
  }

  @Test func `creates, reads, changes, rotates and deletes`() async throws {
    try await SandboxRun.run { run in
      let client = try run.client()
      let created = try await client.create(draft)
      #expect(created.client.name == draft.name)
      #expect(created.client.redirectURI == draft.redirectURI)
      #expect(try await client.readClient(created.client.id) == created)

      let changes = ClientChanges([.redirectURI: "com.example.app:/callback"])
      let updated = try await client.update(changes, expecting: created.client)
      #expect(updated.wasSent)
      #expect(updated.client.redirectURI == "com.example.app:/callback")
      #expect(updated.client.name == draft.name)

      let rotated = try await client.rotate(expecting: updated.client)
      #expect(rotated.secret != nil)
      #expect(rotated.secret != created.secret)
      #expect(rotated.client.redirectURI == updated.client.redirectURI)

      #expect(try await client.delete(expecting: rotated.client) == rotated.client)
      let gone = await failure { () throws(APIError) in try await client.readClient(created.client.id) }
      guard case .notFound(let requestID) = gone else {
        Issue.record("\(String(describing: gone))")
        return
      }
      #expect(requestID != nil)
    }
  }

  @Test func `sends nothing where the client is as wanted`() async throws {
    try await SandboxRun.run { run in
      let client = try run.client()
      let created = try await client.create(draft).client
      let updated = try await client.update(ClientChanges([.name: draft.name]), expecting: created)
      #expect(updated == UpdatedClient(client: created, wasSent: false))
    }
  }

  @Test func `stops where somebody else changed the same field, and merges where it was another`()
    async throws
  {
    try await SandboxRun.run { run in
      let (mine, theirs) = (try run.client(), try run.client())
      let shown = try await mine.create(draft).client
      let renamed = try await theirs.update(ClientChanges([.name: "theirs"]), expecting: shown).client

      let conflict = await failure { () throws(APIError) in
        try await mine.update(ClientChanges([.name: "mine"]), expecting: shown)
      }
      #expect(conflict == .conflict(current: renamed, fields: [.name]))

      let merged = try await mine.update(
        ClientChanges([.redirectURI: "https://example.com/x"]),
        expecting: shown
      )
      #expect(merged.mergedFields == [.name])
      #expect(merged.client.name == "theirs")
      #expect(merged.client.redirectURI == "https://example.com/x")
    }
  }

  @Test func `neither deletes nor rotates what somebody else changed`() async throws {
    try await SandboxRun.run { run in
      let (mine, theirs) = (try run.client(), try run.client())
      let shown = try await mine.create(draft).client
      let current = try await theirs.update(ClientChanges([.name: "theirs"]), expecting: shown).client
      let deletion = await failure { () throws(APIError) in try await mine.delete(expecting: shown) }
      let rotation = await failure { () throws(APIError) in try await mine.rotate(expecting: shown) }
      #expect(deletion == .changedSinceShown(current: current))
      #expect(rotation == .changedSinceShown(current: current))
      #expect(try await theirs.readClient(shown.id).client == current)
    }
  }

  @Test func `is told which field was refused`() async throws {
    try await SandboxRun.run { run in
      let client = try run.client()
      let shown = try await client.create(draft).client
      let error = await failure { () throws(APIError) in
        try await client.update(ClientChanges([.redirectURI: "callback"]), expecting: shown)
      }
      guard case .refused(let refusal) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(refusal.status == 422)
      #expect(refusal.id == "invalid_params")
      #expect(refusal.field == .redirectURI)
      #expect(refusal.requestID != nil)
    }
  }

  @Test func `is refused with a wrong token`() async throws {
    try await SandboxRun.run { run in
      let client = try run.client(token: "wrong")
      let error = await failure { () throws(APIError) in try await client.account() }
      guard case .refused(let refusal) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(refusal.status == 401)
      #expect(refusal.id == "unauthorized")
    }
  }
}

/// The error that a call ends with; nil where it succeeds.
func failure<Value>(of call: () async throws(APIError) -> Value) async -> APIError? {
  do {
    _ = try await call()
    return nil
  } catch {
    return error
  }
}
