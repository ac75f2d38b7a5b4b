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
  /// The requests, each until its answer has come or nobody waits for it any more.
  private(set) var requests: [RequestID: Request] = [:]
  /// What to say about a request that is waiting to be sent again.
  private var notes: [RequestID: String] = [:]
  private var lastNumber = 0

  /// Notes a request that is about to be asked for.
  mutating func begin(_ request: Request) -> RequestID {
    lastNumber += 1
    let id = RequestID(lastNumber)
    requests[id] = request
    return id
  }

  /// Takes a request off; nil where nobody waits for its answer any more.
  mutating func end(_ id: RequestID) -> Request? {
    notes[id] = nil
    return requests.removeValue(forKey: id)
  }

  /// Takes off every read that matches, and returns their ids.
  ///
  /// A change is never given up.
  mutating func endReads(where matches: (Request) -> Bool) -> [RequestID] {
    let ids = inOrder.filter { $0.value.change == nil && matches($0.value) }.map(\.key)
    for id in ids { _ = end(id) }
    return ids
  }

  /// Sets what to say about a request that waits; nil where it goes on.
  mutating func note(_ text: String?, about id: RequestID) {
    if requests[id] != nil { notes[id] = text }
  }

  private var inOrder: [(key: RequestID, value: Request)] {
    requests.sorted { $0.key.number < $1.key.number }
  }
}

extension Work {
  /// Whether nothing is under way that anybody waits for: what only serves a warning is asked in silence, and a person
  /// takes the time that it takes.
  var isIdle: Bool {
    requests.values.allSatisfy { request in
      switch request {
      case .tokenClient, .editor, .signIn: true
      default: false
      }
    }
  }

  /// The changes under way, in the order in which they were asked for.
  var changes: [Change] { inOrder.compactMap(\.value.change) }

  /// Whether a change of this client is under way.
  func isBusy(_ id: ClientID) -> Bool {
    requests.values.contains { $0.change?.target?.id == id }
  }

  /// Why a client cannot be changed while another change of it is under way.
  func reasonToWait(for client: OAuthClient) -> String {
    "“\(client.name)” is being changed by an earlier request; wait for its answer."
  }

  /// Whether a load is under way that does not wait.
  var isLoading: Bool { requests.contains { $0.value == .load && notes[$0.key] == nil } }

  /// The load that waits before it tries again.
  var waitingLoad: RequestID? {
    requests.first { $0.value == .load && notes[$0.key] != nil }?.key
  }

  /// What to say about the first request that waits to be sent again.
  ///
  /// Whose account it is can wait in silence.
  var waitingNote: String? {
    inOrder.filter { $0.value != .account && $0.value != .rateLimit }.compactMap { notes[$0.key] }.first
  }

  /// What is under way, in words: the first change or read of a secret.
  var progress: String? {
    inOrder.compactMap(\.value.progress).first
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
