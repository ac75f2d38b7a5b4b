public import HerokuAPI

extension ClientIndex {
  /// How bad the worst is that there is to say about the client in a row; nil where there is nothing.
  ///
  /// Known since the client came in: asking costs the same however many clients there are.
  public func severity(row: Int) -> FindingSeverity? {
    slot(inRow: row).flatMap { table.severity(of: $0) }
  }

  /// Whether another client, hidden or not, has the name or the redirect URI of the one in a row.
  public func isDuplicate(row: Int) -> Bool {
    slot(inRow: row).map { table.isDuplicate($0) } ?? false
  }

  /// Whether another client, hidden or not, has both the name and the redirect URI of the one in a row, so that they look
  /// the same.
  public func hasDouble(row: Int) -> Bool {
    slot(inRow: row).map { table.hasDouble($0) } ?? false
  }

  /// The clients with just this redirect URI, letter by letter; as many as are wanted, by name.
  public func clients(registeredWith redirectURI: String, atMost limit: Int) -> [OAuthClient] {
    let slots = table.slots(registeredWith: redirectURI, atMost: limit)
    return slots.sorted(by: table.precedes).map { table.client($0) }
  }

  /// What there is to say about a client, the worst first: about its redirect URI, and what it shares with others.
  public func findings(about id: ClientID) -> [ClientFinding] {
    table.slot(of: id).map { table.findings(about: $0) } ?? []
  }
}

extension ClientTable {
  /// How many others that share something are counted, at most: all of a large account may have one name.
  private static let countedSharers = 99

  /// What there is to say about a client, the worst first.
  func findings(about slot: Slot) -> [ClientFinding] {
    let findings = self[slot].severity == nil ? [] : RedirectURI.findings(in: redirectURI(of: slot))
    return findings.map { ClientFinding($0) } + sharedFindings(about: slot)
  }

  /// What a client shares with others.
  private func sharedFindings(about slot: Slot) -> [ClientFinding] {
    func clients(_ slots: [Slot]) -> (clients: [OAuthClient], isAll: Bool) {
      let isAll = slots.count <= Self.countedSharers
      let sorted = slots.sorted(by: precedes).prefix(Self.countedSharers)
      return (sorted.map { client($0) }, isAll)
    }
    let sharers = clients(sharers(of: slot, atMost: Self.countedSharers + 1))
    let namesakes = clients(namesakes(of: slot, atMost: Self.countedSharers + 1))
    return [
      ClientFinding.sameRedirectURI(as: sharers.clients, isAll: sharers.isAll),
      ClientFinding.sameName(as: namesakes.clients, isAll: namesakes.isAll),
    ].compactMap { $0 }
  }
}

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

extension ClientTable {
  /// How bad the worst is that there is to say about a client; nil where there is nothing.
  func severity(of slot: Slot) -> FindingSeverity? {
    self[slot].severity ?? (isDuplicate(slot) ? .note : nil)
  }

  /// Whether another client has the same name or redirect URI.
  func isDuplicate(_ slot: Slot) -> Bool {
    !namesakes(of: slot, atMost: 1).isEmpty || !sharers(of: slot, atMost: 1).isEmpty
  }

  /// Whether another client has both the name and the redirect URI of this one.
  func hasDouble(_ slot: Slot) -> Bool {
    sharers(of: slot, atMost: Self.countedSharers).contains { name(of: $0) == name(of: slot) }
  }

  /// The clients with just this redirect URI; as many as are wanted, in no order.
  func slots(registeredWith redirectURI: String, atMost limit: Int) -> [Slot] {
    let bytes = Array(redirectURI.utf8)
    return sameURIs.slots(with: bytes.withUnsafeBytes { SameTexts.hash($0) }, atMost: limit) { slot in
      isAlive(slot) && withBytes(.redirectURI, of: slot) { $0.elementsEqual(bytes) }
    }
  }

  /// Other clients with the same name, whichever way its accents are spelled; as many as are wanted, in no order.
  func namesakes(of slot: Slot, atMost limit: Int) -> [Slot] {
    sameNames.others(than: slot, atMost: limit) { other in
      isAlive(other) && foldedName(of: other) == foldedName(of: slot) && name(of: other) == name(of: slot)
    }
  }

  /// Other clients with the same redirect URI, letter by letter; as many as are wanted, in no order.
  func sharers(of slot: Slot, atMost limit: Int) -> [Slot] {
    sameURIs.others(than: slot, atMost: limit) { other in
      isAlive(other)
        && withBytes(.redirectURI, of: other) { its in
          withBytes(.redirectURI, of: slot) { $0.elementsEqual(its) }
        }
    }
  }
}
