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
