import FoundationEssentials
import HerokuAPI
import TestSupport
import Testing

@testable import ClientIndex

/// The filter against a plain one, which looks at one client after the other and knows of no bytes.
@Suite struct FilterModelTests {
  @Test(arguments: 0..<15) func `agrees with a plain model for random filters`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let clients = (0..<20).map { PlainClient(random.client(number: $0), random.use()) }
    var index = ClientIndex()
    index.merge(ClientBatch(clients.map(\.client)))
    let uses = clients.compactMap { client in client.use.map { (client.client.id, $0) } }
    index.setUses(Dictionary(uniqueKeysWithValues: uses), at: OAuthClient.testNow)
    for _ in 0..<10 {
      let filter = random.filter()
      index.filter(by: filter, at: OAuthClient.testNow)
      expectSame(index, clients, filter, "seed \(seed): \(filter)")
    }
  }

  @Test(arguments: 0..<15) func `agrees while a filter is typed and taken back`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let clients = (0..<20).map { PlainClient(random.client(number: $0), random.use()) }
    var index = ClientIndex()
    index.merge(ClientBatch(clients.map(\.client)))
    let uses = clients.compactMap { client in client.use.map { (client.client.id, $0) } }
    index.setUses(Dictionary(uniqueKeysWithValues: uses), at: OAuthClient.testNow)
    let texts = [random.filter().description, random.filterText(upTo: 6)]
    for text in texts {
      let typed = text.indices.map { String(text[...$0]) }
      var last = index.filter
      for text in typed + typed.reversed().dropFirst() {
        if let filter = try? ClientFilter(text) {
          index.filter(by: filter, at: OAuthClient.testNow)
          last = filter
        }
        expectSame(index, clients, last, "seed \(seed): \(text)")
      }
    }
  }

  private func expectSame(
    _ index: ClientIndex,
    _ clients: [PlainClient],
    _ filter: ClientFilter,
    _ comment: Comment
  ) {
    let wanted = clients.filter { client in filter.terms.allSatisfy { client.meets($0) } }
    #expect(Set(index.shown.map(\.id.text)) == Set(wanted.map(\.client.id.text)), comment)
  }
}

/// A client in parts, and what a filter means by plain means.
private struct PlainClient {
  typealias Text = [Unicode.Scalar]

  let client: OAuthClient
  /// Where it is used; nil where nobody has looked.
  let use: ClientUse?
  private let name: Text
  private let uri: Parts
  private let id: Text

  init(_ client: OAuthClient, _ use: ClientUse?) {
    self.client = client
    self.use = use
    name = Self.folded(client.name)
    uri = Parts(Self.folded(client.redirectURI))
    id = Self.folded(client.id.text)
  }

  func meets(_ term: ClientFilter.Term) -> Bool { holds(term.condition) != term.isNegated }

  private func holds(_ condition: ClientFilter.Condition) -> Bool {
    switch condition {
    case .text(let text):
      let uri = text.unicodeScalars.contains(":") ? uri.whole : uri.behindHTTP
      return [name, uri, id].contains { Self.has($0, text) }
    case .fuzzy(let letters): return [name, uri.host].contains { Self.hasLetters($0, Self.folded(letters)) }
    case .part(.name, let text): return Self.has(name, text)
    case .part(.id, let text): return Self.has(id, text)
    case .part(.uri, let text): return Self.has(uri.whole, text)
    case .part(.path, let text): return Self.has(uri.path, text)
    case .part(.host, let text) where text.unicodeScalars.contains("*"):
      return [uri.host, uri.hostName].contains { Self.isLike($0[...], Self.folded(text)[...]) }
    case .part(.host, let text): return Self.has(uri.host, text)
    case .scheme(let scheme): return uri.scheme == Self.folded(scheme)
    case .date(let condition):
      let date = condition.subject == .created ? client.createdAt : client.updatedAt
      return date.map { condition.dates(at: OAuthClient.testNow).contains($0.timeIntervalSinceReferenceDate) }
        ?? false
    case .app(let name): return use?.apps.contains { Self.has(Self.folded($0), name) } == true
    case .state(.stale): return use?.isStale == true
    case .state(.nowhere): return use?.apps.isEmpty == true
    case .state: return false
    }
  }

  /// Folds as the index does; that this is right is for its own tests to show.
  private static func folded(_ text: String) -> Text {
    Array(String(decoding: FoldedText(text).bytes, as: UTF8.self).unicodeScalars)
  }

  private static func has(_ text: Text, _ part: String) -> Bool {
    let part = folded(part)
    return text.indices.contains { text[$0...].starts(with: part) }
  }

  private static func hasLetters(_ text: Text, _ letters: Text) -> Bool {
    var rest = letters[...]
    for scalar in text where scalar == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }

  private static func isLike(_ text: ArraySlice<Unicode.Scalar>, _ pattern: ArraySlice<Unicode.Scalar>)
    -> Bool
  {
    guard let first = pattern.first else { return text.isEmpty }
    if first == "*" {
      return isLike(text, pattern.dropFirst()) || (!text.isEmpty && isLike(text.dropFirst(), pattern))
    }
    return text.first == first && isLike(text.dropFirst(), pattern.dropFirst())
  }

  /// A redirect URI in parts, as far as the URIs of these tests go.
  private struct Parts {
    let whole: Text
    var scheme: Text = []
    var behindHTTP: Text
    var host: Text = []
    var hostName: Text = []
    var path: Text = []

    init(_ uri: Text) {
      whole = uri
      behindHTTP = uri
      let text = String(String.UnicodeScalarView(uri))
      // scheme, //authority, path
      guard let match = text.wholeMatch(of: /(?s)(?:([^:\/?#]+):)?(\/\/[^\/?#\\]*)?([^?#]*)(?:[?#].*)?/)
      else { return }
      scheme = Array((match.1 ?? "").unicodeScalars)
      path = Array(match.3.unicodeScalars)
      let authority = match.2.map { Array($0.dropFirst(2).unicodeScalars) }
      if ["http", "https"].contains(match.1 ?? "") {
        behindHTTP = Array(uri.dropFirst(scheme.count + 3))
        host = Array((authority ?? []).reversed().prefix { $0 != "@" }.reversed())
        hostName = host.lastIndex(of: ":").map { Array(host[..<$0]) } ?? host
      } else {
        host = scheme + (authority.map { Array("://".unicodeScalars) + $0 } ?? [])
        hostName = host
      }
    }
  }
}

extension SeededGenerator {
  fileprivate mutating func use() -> ClientUse? {
    let apps = [["a"], ["É b", "c"], ["ab", "x"], []].randomElement(using: &self) ?? []
    guard Int.random(in: 0..<4, using: &self) > 0 else { return nil }
    return ClientUse(apps: apps, isStale: !apps.isEmpty && Bool.random(using: &self))
  }

  fileprivate mutating func client(number: Int) -> OAuthClient {
    let word = ["a", "ab", "é", "b日", "name:a", "\"", "e\u{301} B", "", "a b", "!"]
    let hosts = ["a.example", "b.a.example", "é.example:3000", "user@a:1", "u:p@b", "*.a", "3d.b"]
    let uris = [
      "https://\(hosts.randomElement(using: &self) ?? "")",
      "http://\(hosts.randomElement(using: &self) ?? "")",
      "HTTPS://\(hosts.randomElement(using: &self) ?? "")", "x://ab", "com.a.b:", "urn:a:b",
    ]
    let path = ["", "/", "/a", "/b?a=b", "/é#a", "/3d/https://"].randomElement(using: &self) ?? ""
    let now = OAuthClient.testNow.timeIntervalSince1970
    let age = Bool.random(using: &self) ? Double.random(in: 0..<(3 * 365 * 86400), using: &self) : nil
    return .client(
      "\(number)-\(word.randomElement(using: &self) ?? "")",
      (word.randomElement(using: &self) ?? "") + (word.randomElement(using: &self) ?? ""),
      uri: (uris.randomElement(using: &self) ?? "") + path,
      created: age.map { now - $0 },
      updated: age.map { now - $0 / 100 }
    )
  }
}
