import HerokuAPI

/// Ties an answer to the effect that asked for it.
public struct RequestID: Hashable, Sendable {
  let number: Int

  init(_ number: Int) {
    self.number = number
  }
}

/// A request under way: what it is for.
enum Request: Hashable, Sendable {
  case account
  case load
  case snapshot
  case secret(of: OAuthClient, SecretUse)
  case file
  case rateLimit
  case readBack
  case history
  case tokenClient
  case apps
  case uses
  case editor
  case signIn(OAuthClient)
  case change(Change)

  /// The change that it asks for, if it asks for one.
  var change: Change? {
    if case .change(let change) = self { change } else { nil }
  }

  /// What an error message calls it.
  var attempt: Attempt {
    switch self {
    case .account, .rateLimit: .readAccount
    case .load, .snapshot, .file, .readBack, .history, .tokenClient, .editor: .loadClients
    case .apps, .uses: .loadApps
    case .secret(let client, _), .signIn(let client): .readClient(name: client.name)
    case .change(let change): change.attempt
    }
  }
}

/// All that is under way.
struct Work: Hashable, Sendable {
  /// A request, until its answer has come or nobody waits for it any more.
  struct Entry: Hashable {
    let id: RequestID
    let request: Request
    /// What to say about it while it is waiting to be sent again.
    fileprivate(set) var note: String?
  }

  /// In the order in which they were asked for; there are never many.
  private(set) var entries: [Entry] = []
  private var lastNumber = 0

  /// What is asked for; nil where nobody waits for the answer any more.
  subscript(id: RequestID) -> Request? { entries.first { $0.id == id }?.request }

  /// Notes a request that is about to be asked for.
  mutating func begin(_ request: Request) -> RequestID {
    lastNumber += 1
    let id = RequestID(lastNumber)
    entries.append(Entry(id: id, request: request))
    return id
  }

  /// Takes a request off; nil where nobody waits for its answer any more.
  mutating func end(_ id: RequestID) -> Request? {
    entries.firstIndex { $0.id == id }.map { entries.remove(at: $0).request }
  }

  /// Takes off every read that matches, and returns their ids.
  ///
  /// A change is never given up.
  mutating func endReads(where matches: (Request) -> Bool) -> [RequestID] {
    let ids = entries.filter { $0.request.change == nil && matches($0.request) }.map(\.id)
    entries.removeAll { ids.contains($0.id) }
    return ids
  }

  /// Sets what to say about a request that waits; nil where it goes on.
  mutating func note(_ text: String?, about id: RequestID) {
    guard let index = entries.firstIndex(where: { $0.id == id }) else { return }
    entries[index].note = text
  }
}

extension Work {
  /// Whether nothing is under way that anybody waits for: what only serves a warning is asked in silence, and a person
  /// takes the time that it takes.
  var isIdle: Bool {
    entries.allSatisfy { entry in
      switch entry.request {
      case .tokenClient, .editor, .signIn: true
      default: false
      }
    }
  }

  /// The changes under way, in the order in which they were asked for.
  var changes: [Change] { entries.compactMap(\.request.change) }

  /// Whether a change of this client is under way.
  func isBusy(_ id: ClientID) -> Bool {
    entries.contains { $0.request.change?.target?.id == id }
  }

  /// Why a client cannot be changed while another change of it is under way.
  func reasonToWait(for client: OAuthClient) -> String {
    "“\(client.name)” is being changed by an earlier request; wait for its answer."
  }

  /// Whether a load is under way that does not wait.
  var isLoading: Bool { entries.contains { $0.request == .load && $0.note == nil } }

  /// The load that waits before it tries again.
  var waitingLoad: RequestID? {
    entries.first { $0.request == .load && $0.note != nil }?.id
  }

  /// What to say about the first request that waits to be sent again.
  ///
  /// Whose account it is can wait in silence.
  var waitingNote: String? {
    entries.lazy.filter { $0.request != .account && $0.request != .rateLimit }.compactMap(\.note).first
  }

  /// What is under way, in words: the first change or read of a secret.
  var progress: String? {
    entries.lazy.compactMap(\.request.progress).first
  }
}

extension Request {
  fileprivate var progress: String? {
    switch self {
    case .secret, .change: attempt.progress
    case .signIn(let client): "Ending the sign-in with “\(client.displayName)”"
    case .account, .load, .snapshot, .file, .rateLimit, .readBack, .history, .tokenClient, .apps, .uses,
      .editor:
      nil
    }
  }
}
