import HTTPTypes
import HerokuAPI
import Synchronization
import TestSupport

/// A server in a value that has nothing but a list, in which clients come and go between any two pages.
final class ListServer: HTTPTransport {
  /// What it does with a range that has an upper end; ranges without one it knows.
  enum Manner: Sendable, CaseIterable {
    case honest
    case ignoresEnd
    case dropsEndFromNextRange
    case refusesEnd
    case ignoresRange
    /// Each range is answered in the wrong order.
    case answersBackwards
    /// Each range is answered by a 206 with nothing in it and no way on.
    case endsNowhere
    /// Each range is answered by a 206 with its first clients and no way on.
    case endsEarly
    /// The same as `endsNowhere`, for ranges without an upper end too.
    case endsNowhereAtAll
  }

  fileprivate struct State {
    var ids: [ClientID]
    var throughout: Set<ClientID>
    var ever: Set<ClientID>
    var chance: SeededGenerator
    var asked: [String] = []
    var underWay = 0
    var mostUnderWay = 0
  }

  private let manner: Manner
  private let pageSize: Int
  private let changesAPage: Int
  /// The numbers of the requests that are answered 429, from 1.
  private let limited: ClosedRange<Int>?
  private let state: Mutex<State>

  init(
    _ manner: Manner = .honest,
    clients: Int,
    pageSize: Int = 20,
    changesAPage: Int = 0,
    limited: ClosedRange<Int>? = nil,
    seed: UInt64 = 1
  ) {
    self.manner = manner
    self.pageSize = pageSize
    self.changesAPage = changesAPage
    self.limited = limited
    var chance = SeededGenerator(seed: seed)
    let ids = (0..<clients).map { _ in chance.clientID() }.sorted()
    state = Mutex(State(ids: ids, throughout: Set(ids), ever: Set(ids), chance: chance))
  }

  /// The clients that were there all the time.
  var throughout: Set<ClientID> { state.withLock { $0.throughout } }
  /// All clients that there have been.
  var ever: Set<ClientID> { state.withLock { $0.ever } }
  /// The ranges that were asked for, in order.
  var asked: [String] { state.withLock { $0.asked } }
  /// How many requests were under way at once at most.
  var mostUnderWay: Int { state.withLock { $0.mostUnderWay } }

  func send(_ request: HTTPRequest, body: [UInt8]) async throws(TransportFailure) -> HTTPAnswer {
    let range = request.headerFields[.range] ?? ""
    let answer = state.withLock { state in
      state.asked.append(range)
      state.underWay += 1
      state.mostUnderWay = max(state.mostUnderWay, state.underWay)
      let answer = self.answer(to: range, number: state.asked.count, of: state.ids)
      for _ in 0..<changesAPage { state.change() }
      return answer
    }
    await Task.yield()
    state.withLock { $0.underWay -= 1 }
    return answer
  }

  private func answer(to range: String, number: Int, of ids: [ClientID]) -> HTTPAnswer {
    if limited?.contains(number) == true {
      return .error(429, "rate_limit", "No.", ["Retry-After": "7"])
    }
    var (start, end) = Self.ends(of: range)
    if end != nil {
      switch manner {
      case .honest, .dropsEndFromNextRange, .answersBackwards, .endsNowhere, .endsEarly, .endsNowhereAtAll:
        break
      case .ignoresEnd: end = nil
      case .refusesEnd: return .error(416, "requested_range_not_satisfiable")
      case .ignoresRange: (start, end) = (nil, nil)
      }
    }
    let all = ids.filter { id in (start.map { $0 < id } ?? true) && (end.map { id <= $0 } ?? true) }
    var page = Array(all.prefix(pageSize))
    var fields: [String: String] = [:]
    if page.count < all.count, let last = page.last {
      let kept = manner == .dropsEndFromNextRange ? "" : end?.text ?? ""
      fields["Next-Range"] = "id ]\(last)..\(kept); max=1000"
    }
    if manner == .answersBackwards, end != nil { page.reverse() }
    switch manner {
    case .endsNowhere where end != nil, .endsNowhereAtAll where start != nil: return .json(206, "[]")
    case .endsEarly where end != nil: (page, fields) = (Array(page.prefix(3)), ["Content-Range": "id"])
    default: break
    }
    let body = page.map { OAuthClient(id: $0, name: "n", redirectURI: "u:r").json }.joined(separator: ",")
    return .json(fields.isEmpty ? 200 : 206, "[\(body)]", fields)
  }

  /// The ends of `id ]a..b; max=1000`.
  private static func ends(of range: String) -> (start: ClientID?, end: ClientID?) {
    let ends = range.prefix { $0 != ";" }.dropFirst(3).split(
      separator: "..",
      omittingEmptySubsequences: false
    )
    func end(_ text: Substring?) -> ClientID? {
      let id = text.map { String($0.filter { $0 != "]" }) } ?? ""
      return id.isEmpty ? nil : ClientID(id)
    }
    return (end(ends.first), end(ends.last))
  }
}

extension ListServer.State {
  /// Somebody creates or deletes a client.
  fileprivate mutating func change() {
    if Bool.random(using: &chance), let index = ids.indices.randomElement(using: &chance) {
      throughout.remove(ids.remove(at: index))
    } else {
      let id = chance.clientID()
      ever.insert(id)
      ids.insert(id, at: ids.firstIndex { id < $0 } ?? ids.endIndex)
    }
  }
}
