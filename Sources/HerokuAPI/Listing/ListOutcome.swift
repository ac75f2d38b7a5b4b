import HTTPTypes

/// A page of the list; the same client may come on two pages, but not twice on one.
public struct ClientPage: Hashable, Sendable {
  /// The clients of the page, without their secrets.
  public var clients: [OAuthClient]
  /// Whether it is known that no other page follows: the load has come to its end with it.
  public var isLast: Bool

  /// Makes a page.
  public init(clients: [OAuthClient], isLast: Bool = false) {
    self.clients = clients
    self.isLast = isLast
  }
}

/// How a load of the list ended.
public enum ListOutcome: Hashable, Sendable {
  /// The list is what the caller has already; no page came.
  case unchanged
  /// Every page came that the server named. The version is the list's, where it has one.
  case loaded(ListVersion?, lacking: ListShortfall)
}

/// What a list lacks that was loaded without an error: it is never passed off as whole.
public struct ListShortfall: Hashable, Sendable {
  /// Whether the server said that more follows, and not where.
  public internal(set) var isCutOff = false
  /// How many clients came in a form that could not be read.
  public internal(set) var unreadableClients = 0
  /// What is wrong with the first of them.
  var problem: String?

  /// Lacks nothing.
  public init() {}

  /// Makes one of its parts.
  public init(isCutOff: Bool, unreadableClients: Int, problem: String? = nil) {
    self.isCutOff = isCutOff
    self.unreadableClients = unreadableClients
    self.problem = problem
  }

  /// Whether all clients that there are have come, as far as anybody can tell.
  public var isNothing: Bool { !isCutOff && unreadableClients == 0 }

  /// What to tell people, in a sentence or two; empty where nothing is lacking.
  public var words: String {
    let cutOff =
      isCutOff ? "These are not all clients: the server says that there are more, and not where." : ""
    let reason = problem.map { " (\($0))" } ?? ""
    let unreadable =
      switch unreadableClients {
      case 0: ""
      case 1: "1 client could not be read, and is left out\(reason)."
      case let count: "\(count) clients could not be read, and are left out\(reason)."
      }
    return APIError.joined(cutOff, unreadable)
  }

  mutating func add(_ rows: some Sequence<ClientRow>) {
    for case .unreadable(let problem) in rows {
      unreadableClients += 1
      self.problem = self.problem ?? problem
    }
  }
}

/// One place in a page of the list.
enum ClientRow: Hashable, Sendable {
  case client(OAuthClient)
  /// What stands there is no client; what is wrong with it, in a few words.
  case unreadable(String)

  var client: OAuthClient? {
    switch self {
    case .client(let client): client
    case .unreadable: nil
    }
  }
}

/// The mark of a list as it was loaded, to ask later whether it is still the same.
///
/// Only a list that was one whole 200 has one: on a paged list the entity tag has been that of one page
/// (platform-api#73), and says nothing about the others.
public struct ListVersion: Hashable, Sendable {
  /// The entity tag, with its quotes, weak or strong.
  public let tag: String

  /// Takes up a version that was kept.
  public init(tag: String) {
    self.tag = tag
  }

  /// The version of a list of which this is the first answer; nil if more follows, or there is no tag.
  init?(of answer: HTTPAnswer) {
    guard answer.status == 200, let tag = answer.entityTag else { return nil }
    self.tag = tag
  }
}
