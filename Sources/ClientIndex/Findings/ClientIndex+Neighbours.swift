public import HerokuAPI

extension ClientIndex {
  /// Other clients whose redirect URIs have the same host as this one's, by name; of many some, as many as are wanted.
  public func neighbours(of client: ClientID, atMost limit: Int) -> [OAuthClient] {
    guard let slot = table.slot(of: client) else { return [] }
    return table.neighbours(of: slot, atMost: limit).sorted(by: table.precedes).map { table.client($0) }
  }
}

extension ClientTable {
  /// Other clients whose redirect URIs have the same host; as many as are wanted, in no order.
  func neighbours(of slot: Slot, atMost limit: Int) -> [Slot] {
    let host = host(of: slot)
    guard !host.isEmpty else { return [] }
    return sameHosts.others(than: slot, atMost: limit) { isAlive($0) && self.host(of: $0) == host }
  }

  /// The host of a client's redirect URI, its case folded; empty where it has none.
  func host(of slot: Slot) -> ArraySlice<UInt8> {
    let uri = foldedText(.redirectURI, of: slot)
    guard let colon = uri.firstIndex(of: UInt8(ascii: ":")), uri[colon...].starts(with: "://".utf8) else {
      return []
    }
    let rest = uri[(colon + 3)...]
    let end = rest.firstIndex { "/?#\\".utf8.contains($0) } ?? rest.endIndex
    let authority = rest[..<end]
    let host = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
    let literal = host.lastIndex(of: UInt8(ascii: "]")) ?? host.startIndex
    return host[..<(host[literal...].firstIndex(of: UInt8(ascii: ":")) ?? host.endIndex)]
  }
}
