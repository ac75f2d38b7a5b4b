import HerokuAPI
import HerokuSandbox
import HerokuTransport
import Synchronization
import TestSupport
import Testing

/// Several lanes over HTTP, against a list in which clients come and go between the pages.
struct LanesTests {
  @Test(
    arguments: [1, 2] as [UInt64],
    ["", "416", "ignore-range", "ignore-range-end", "429:times=3,skip=2"]
  )
  func `brings each client that was there throughout once, and none that never was`(
    seed: UInt64,
    fault: String
  ) async throws {
    let faults = fault.isEmpty ? [] : [try Fault("\(fault)\(fault.contains(":") ? "," : ":")method=GET")]
    try await SandboxRun.run(clients: 6500, faults: faults) { run in
      let mine = try run.client(pacing: .immediate)
      let theirs = try run.client(sparedFaults: true)
      let before = try await theirs.all(lanes: 1)
      let change = Churn(seed: seed, before)
      let loaded = Mutex<[OAuthClient]>([])
      try await mine.listClients { page in
        loaded.withLock { $0 += page.clients }
        for _ in 0..<4 { await change.happen(by: theirs) }
      }
      let ids = loaded.withLock { $0 }.map(\.id)
      let (deleted, created) = await (change.deleted, change.created)
      #expect(!deleted.isEmpty && !created.isEmpty)
      #expect(Set(ids).count == ids.count)
      #expect(Set(before.map(\.id)).subtracting(deleted).subtracting(ids).isEmpty)
      #expect(Set(ids).subtracting(before.map(\.id)).subtracting(created).isEmpty)
    }
  }
}

/// Somebody else who creates and deletes clients, as chance has it.
private actor Churn {
  private var chance: SeededGenerator
  private var clients: [OAuthClient]
  private(set) var deleted: Set<ClientID> = []
  private(set) var created: Set<ClientID> = []

  init(seed: UInt64, _ clients: [OAuthClient]) {
    chance = SeededGenerator(seed: seed)
    self.clients = clients
  }

  func happen(by person: HerokuClient) async {
    do throws(APIError) {
      if Bool.random(using: &chance), let index = clients.indices.randomElement(using: &chance) {
        let client = clients.remove(at: index)
        deleted.insert(client.id)
        _ = try await person.delete(expecting: client)
      } else {
        created.insert(try await person.create(ClientDraft(name: "new", redirectURI: "b:c")).client.id)
      }
    } catch {
      Issue.record("\(error)")
    }
  }
}
