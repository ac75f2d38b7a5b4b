import FoundationEssentials
import HerokuAPI
import TestSupport
import Testing

/// What takes changes back: by a model of the server, which does what it is told.
@Suite struct InverseTests {
  /// The clients of an account.
  private struct Account {
    var clients: [ClientID: OAuthClient] = [:]
    var random: SeededGenerator
    private var clock = 0.0

    init(seed: UInt64) {
      random = SeededGenerator(seed: seed)
      for number in 0..<4 {
        _ = perform(
          .create(ClientDraft(name: "client \(number)", redirectURI: "https://\(number).example.com/"))
        )
      }
    }

    /// Does a change as the API does.
    mutating func perform(_ change: Change) -> ChangeOutcome? {
      clock += 1
      let now = Date.testNow.addingTimeInterval(clock)
      switch change {
      case .create(let draft):
        let client = OAuthClient(
          id: random.clientID(),
          name: draft.name,
          redirectURI: draft.redirectURI,
          createdAt: now,
          updatedAt: now
        )
        clients[client.id] = client
        return .created(.sample(client))
      case .update(let changes, let shown):
        guard var client = clients[shown.id] else { return nil }
        for field in changes.fields { client[field] = changes[field] ?? "" }
        client.updatedAt = now
        clients[client.id] = client
        return .updated(UpdatedClient(client: client))
      case .delete(let shown): return clients.removeValue(forKey: shown.id).map { .deleted($0) }
      case .rotate(let shown):
        guard var client = clients[shown.id] else { return nil }
        client.updatedAt = now
        clients[client.id] = client
        return .rotated(.sample(client))
      case .setConfigVars(let destination, _, _): return .configVarsSet(destination)
      case .renewSecret(let renewal):
        return .secretRenewed(RenewedSecret(app: renewal.app, set: renewal.names))
      case .movePair(let move):
        return .secretRenewed(RenewedSecret(app: move.app, set: move.names))
      }
    }

    /// Any change to any client.
    mutating func anyChange() -> Change {
      let client = clients.values.sorted { $0.id < $1.id }.randomElement(using: &random)
      let name = "name \(Int.random(in: 0..<5, using: &random))"
      let uri = "https://\(Int.random(in: 0..<5, using: &random)).example.com/cb"
      guard let client else { return .create(ClientDraft(name: name, redirectURI: uri)) }
      switch Int.random(in: 0..<6, using: &random) {
      case 0: return .create(ClientDraft(name: name, redirectURI: uri))
      case 1: return .delete(expecting: client)
      case 2: return .rotate(expecting: client)
      case 3: return .update(ClientChanges([.name: name]), expecting: client)
      case 4: return .update(ClientChanges([.redirectURI: uri]), expecting: client)
      default: return .update(ClientChanges([.name: name, .redirectURI: uri]), expecting: client)
      }
    }

    /// What people can set, of every client: ids, dates and secrets aside.
    var contents: [String] { clients.values.map { "\($0.name) \($0.redirectURI)" }.sorted() }
  }

  @Test(arguments: 0..<400) func `a change and what takes it back leave every client as it was`(seed: Int)
    throws
  {
    var account = Account(seed: UInt64(seed))
    for _ in 0..<6 {
      let before = account.contents
      let change = account.anyChange()
      let performed = account.perform(change)
      let outcome = try #require(performed)
      let record = ChangeRecord(change, outcome)
      let inverse = change.inverse(after: outcome)
      // What a history keeps is enough for the same.
      #expect(record.inverse.contents == inverse.contents)
      switch inverse {
      case .change(let back):
        let taken = account.perform(back)
        let undone = try #require(taken)
        #expect(account.contents == before)
        // And back again.
        let after = back.inverse(after: undone)
        if case .change(let again) = after {
          #expect(account.perform(again) != nil)
        } else {
          Issue.record("\(back) cannot be made again: \(after)")
        }
      case .none(let reason):
        let isRotation = if case .rotate = change { true } else { false }
        #expect(reason == (isRotation ? .rotation : .nothingChanged))
        #expect(account.contents == before)
      }
    }
  }

  @Test func `nothing takes back what cannot be, and why is said`() throws {
    let app = try ConfigVarsDestination(parsing: "app")
    let config = Change.setConfigVars(app, id: .production, secret: Secret(testSecret))
    #expect(config.inverse(after: .configVarsSet(app)) == .none(.configVars))
    let rotate = Change.rotate(expecting: .production)
    #expect(rotate.inverse(after: .rotated(.sample(.production))) == .none(.rotation))
    let update = Change.update(ClientChanges([.name: "new"]), expecting: .production)
    let unsent = ChangeOutcome.updated(UpdatedClient(client: .production, wasSent: false))
    #expect(update.inverse(after: unsent) == .none(.nothingChanged))
    for reason in Inverse.Reason.allCases { #expect(reason.description.hasSuffix(".")) }
  }

  @Test func `of a change whose end is not known, what was wanted is taken back`() {
    let update = ChangeRecord(.update(ClientChanges([.name: "new"]), expecting: .production))
    guard case .change(.update(let changes, let now)) = update.inverse else {
      Issue.record("\(update.inverse)")
      return
    }
    #expect(changes == ClientChanges([.name: OAuthClient.production.name]))
    #expect(now.name == "new")
    let create = ChangeRecord(.create(ClientDraft(name: "n", redirectURI: "b:c")))
    #expect(create.inverse == .none(.unknown), "nobody knows its id")
  }
}

extension Inverse {
  /// The inverse without what only the API can tell.
  fileprivate var contents: String {
    switch self {
    case .none(let reason): "\(reason)"
    case .change(.create(let draft)): "create \(draft.name) \(draft.redirectURI)"
    case .change(.delete(let client)): "delete \(client.id) \(client.updatedAt?.timeIntervalSince1970 ?? 0)"
    case .change(.update(let changes, let client)):
      "update \(client.id) \(changes.fields.map { changes[$0] ?? "" })"
    case .change(let change): "\(change)"
    }
  }
}
