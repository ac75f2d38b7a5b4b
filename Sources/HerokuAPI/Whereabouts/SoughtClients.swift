/// The clients that are looked for, with their secrets: for one run, and for nothing but comparing.
///
/// It shows nothing of itself, cannot be encoded, and what it finds (``Sighting``) holds no value.
public struct SoughtClients: Sendable {
  /// The clients, each once, in the order in which they were given.
  public let clients: [OAuthClient]
  /// The clients whose secret the API withholds: their id is looked for alone.
  public var withheld: [OAuthClient] { clients.filter { !comparable.contains($0.id) } }

  private var comparable: Set<ClientID> = []
  private var texts: [String: Sought] = [:]
  /// Texts that have not the form of a UUID, which a scan for those would pass over.
  private var odd: [String] = []
  private let pairs: [VariablePair]

  private struct Sought: Hashable {
    let client: ClientID
    let isSecret: Bool
  }

  /// Takes the clients up.
  ///
  /// - Parameter pairs: the names of vars that belong together besides those of one prefix, `_ID` and `_SECRET`.
  public init(_ credentials: [ClientCredentials], pairs: [VariablePair] = []) {
    self.pairs = pairs
    var seen: Set<ClientID> = []
    clients = credentials.map(\.client).filter { seen.insert($0.id).inserted }
    for credentials in credentials {
      let id = credentials.client.id
      add(id.text, Sought(client: id, isSecret: false))
      guard let secret = credentials.secret?.reveal(), !secret.isEmpty else { continue }
      comparable.insert(id)
      add(secret, Sought(client: id, isSecret: true))
    }
  }

  private mutating func add(_ text: String, _ sought: Sought) {
    guard texts.updateValue(sought, forKey: text) == nil else { return }
    if !UUIDScan.isUUID(text) { odd.append(text) }
  }
}

extension SoughtClients {
  /// Where the clients are in the config vars of an app.
  ///
  /// The values are compared where they are, and nothing of them is in what is returned.
  func sightings(in vars: [String: String], of app: HerokuApp) -> [Sighting] {
    var found: [ClientID: [String: Sighting.Content]] = [:]
    func note(_ content: Sighting.Content, _ name: String, _ client: ClientID) {
      found[client, default: [:]][name] = content
    }
    for (name, value) in vars {
      if let sought = texts[value] {
        note(sought.isSecret ? .currentSecret : .id, name, sought.client)
        continue
      }
      let inside = inside(value)
      for sought in inside.sought {
        // The secret says more than the id beside it.
        if sought.isSecret {
          note(.containsCurrentSecret, name, sought.client)
        } else if found[sought.client]?[name] == nil {
          let isCompared = inside.hasUnknown && comparable.contains(sought.client)
          note(isCompared ? .containsPerhapsStaleSecret : .containsID, name, sought.client)
        }
      }
    }
    var beside: [ClientID: [String: String]] = [:]
    for (client, contents) in found where comparable.contains(client) {
      for (name, (content, idName)) in staleSecrets(of: contents, in: vars) {
        note(content, name, client)
        beside[client, default: [:]][name] = idName
      }
    }
    return clients.compactMap { client in
      found[client.id].map { contents in
        Sighting(
          app: app,
          client: client.id,
          variables: contents.sorted { $0.key < $1.key }.map { name, content in
            let isSecret = content.isSecretAlone
            return .init(
              name: name,
              content: content,
              idName: isSecret ? beside[client.id]?[name] ?? idName(pairedWith: name, in: contents) : nil,
              mark: isSecret ? vars[name].map(ValueMark.init) : nil
            )
          }
        )
      }
    }
  }

  /// The vars that stand beside an id with the form of a secret, and are not the client's.
  ///
  /// What is another client's id or secret is taken for a stale one only where the names pair strictly.
  private func staleSecrets(
    of contents: [String: Sighting.Content],
    in vars: [String: String]
  ) -> [String: (Sighting.Content, idName: String)] {
    var stale: [String: (Sighting.Content, idName: String)] = [:]
    for (name, content) in contents.sorted(by: { $0.key < $1.key }) where content == .id {
      let paired = secretNames(pairedWith: name).filter { vars[$0] != nil }
      for partner in paired where contents[partner] == nil && vars[partner].map(UUIDScan.isUUID) == true {
        stale[partner] = (.staleSecret, name)
      }
      guard paired.isEmpty, !contents.values.contains(.currentSecret) else { continue }
      let word = name.firstWord
      for (near, value) in vars
      where near != name && near.firstWord == word && !near.hasSuffix("ID")
        && stale[near] == nil
      {
        if texts[value] == nil, UUIDScan.isUUID(value) { stale[near] = (.perhapsStaleSecret, name) }
      }
    }
    return stale
  }

  /// The names that pair strictly with one of an id.
  private func secretNames(pairedWith idName: String) -> [String] {
    let given = pairs.filter { $0.idName == idName }
    return (given.isEmpty ? [VariablePair(ofID: idName)].compactMap { $0 } : given).map(\.secretName)
  }

  /// The first of the vars with the id that pairs strictly with one of a secret.
  private func idName(pairedWith name: String, in contents: [String: Sighting.Content]) -> String? {
    contents.filter { $0.value == .id }.keys.sorted().first { secretNames(pairedWith: $0).contains(name) }
  }

  /// What stands somewhere in a value.
  private struct Inside {
    var sought: Set<Sought> = []
    /// Whether there is something besides with the form of a secret.
    var hasUnknown = false
  }

  /// What stands somewhere in a value, as it is or in base64.
  private func inside(_ value: String) -> Inside {
    var value = value
    return value.withUTF8 { bytes in
      var all = inside(bytes)
      for decoded in Base64Scan.decodedParts(of: bytes) {
        let part = decoded.withUnsafeBufferPointer(inside)
        all.sought.formUnion(part.sought)
        all.hasUnknown = all.hasUnknown || part.hasUnknown
      }
      return all
    }
  }

  private func inside(_ bytes: UnsafeBufferPointer<UInt8>) -> Inside {
    var all = Inside()
    UUIDScan.each(in: bytes) { uuid in
      if let sought = texts[uuid] { all.sought.insert(sought) } else { all.hasUnknown = true }
    }
    for text in odd where bytes.contains(text) {
      if let sought = texts[text] { all.sought.insert(sought) }
    }
    return all
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether a text stands somewhere in the bytes.
  fileprivate func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard !wanted.isEmpty, count >= wanted.count else { return false }
    return (0...(count - wanted.count)).contains { self[$0..<($0 + wanted.count)].elementsEqual(wanted) }
  }
}

extension SoughtClients: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// How many clients they are, and nothing of their secrets.
  public var description: String { "\(clients.count) sought clients" }
  /// The same.
  public var debugDescription: String { description }
  /// A mirror without children: reflection must not reach a secret.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
