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
    let plain = UUIDScan.plain(text)
    guard texts.updateValue(sought, forKey: plain ?? text) == nil else { return }
    if plain == nil { odd.append(text) }
  }

  /// What a value is, as a whole.
  private func whole(_ value: String) -> Sought? { texts[UUIDScan.plain(value) ?? value] }
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
      if let sought = whole(value) {
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
  /// What is another client's id or secret is taken for a stale one only where the names pair strictly. What pairs with no id is
  /// perhaps one, unless its name, or an id of its own, says that it is something else.
  private func staleSecrets(
    of contents: [String: Sighting.Content],
    in vars: [String: String]
  ) -> [String: (Sighting.Content, idName: String)] {
    let ids = contents.filter { $0.value == .id }.keys.sorted()
    guard !ids.isEmpty else { return [:] }
    var stale: [String: (Sighting.Content, idName: String)] = [:]
    // The ids that have no secret in their pair.
    var loose: [String] = []
    for name in ids {
      var hasSecret = false
      for partner in secretNames(pairedWith: name) {
        let isOther = contents[partner] == nil && vars[partner].map(UUIDScan.isUUID) == true
        if isOther { stale[partner] = (.staleSecret, name) }
        hasSecret = hasSecret || isOther || contents[partner] == .currentSecret
      }
      if !hasSecret { loose.append(name) }
    }
    for (name, value) in vars where contents[name] == nil && stale[name] == nil {
      guard UUIDScan.isUUID(value), whole(value) == nil,
        !name.speaksOfSomethingElse(beside: loose), !isOfAnotherID(name, contents, vars)
      else { continue }
      stale[name] = (.perhapsStaleSecret, name.nearest(of: loose.isEmpty ? ids : loose))
    }
    return stale
  }

  /// Whether a var pairs, by names in any case or as was said, with one that has the form of an id and is not the client's.
  private func isOfAnotherID(
    _ name: String,
    _ contents: [String: Sighting.Content],
    _ vars: [String: String]
  ) -> Bool {
    var idNames = pairs.filter { $0.secretName == name }.map(\.idName)
    if name.lowercased().hasSuffix("secret") {
      let prefix = name.dropLast("secret".count)
      idNames += ["ID", "Id", "id"].map { prefix + $0 }
    }
    return idNames.contains { idName in
      contents[idName] == nil && vars[idName].map(UUIDScan.isUUID) == true
    }
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
      Base64Scan.each(in: bytes) { decoded in
        let part = inside(decoded)
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

extension String {
  /// Whether the name of a var says that it is no client's secret: what ends with ID is an id of something, and what ends with
  /// TOKEN or KEY is a secret of something else, unless an id has none yet.
  fileprivate func speaksOfSomethingElse(beside loose: [String]) -> Bool {
    let name = lowercased()
    return name.hasSuffix("id") || loose.isEmpty && (name.hasSuffix("token") || name.hasSuffix("key"))
  }

  /// That of several names that begins most like this one.
  fileprivate func nearest(of names: [String]) -> String {
    let name = lowercased()
    func shared(_ other: String) -> Int {
      zip(name.utf8, other.lowercased().utf8).prefix { $0 == $1 }.count
    }
    // Of several that are as near the first, whatever their order was.
    return names.max { (shared($0), $1) < (shared($1), $0) } ?? ""
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
