import ClientIndex
import HerokuAPI

/// A client and the one that its apps move to, as they are on Heroku: all that a migration is remembered by.
struct Migration: Sendable {
  /// The client that is left.
  let old: ClientCredentials
  /// The client that takes its place; nil while there is none.
  let second: ClientCredentials?
  /// Other clients with the same redirect URI, while there is no second one: one of them may be it under another name.
  var lookalikes: [OAuthClient] = []

  /// Where both are used.
  struct Look: Sendable {
    let list: AppList
    let found: Whereabouts
  }
}

/// What somebody who names a client of a migration may mean.
enum MigrationParties: Sendable {
  case both(Migration)
  /// The old client is gone, and the second one has not got its name yet.
  case nameLeft(OAuthClient, name: String)
}

extension Session {
  /// Finds the two clients of a migration.
  ///
  /// - Parameters:
  ///   - reference: the client that is left.
  ///   - target: the client that takes its place, where it was named; else it is known by its name and redirect URI.
  ///   - isEnd: whether the old client may be gone already.
  func parties(
    _ reference: ClientReference,
    to target: ClientReference?,
    isEnd: Bool
  ) async throws(CommandFailure) -> MigrationParties {
    if let target { return .both(try await migration(of: reference, to: target)) }
    let list = try await allClients()
    guard list.shortfall.isNothing else {
      throw CommandFailure(
        .network,
        """
        \(list.shortfall.words) So it cannot be told whether there is a second client already. Nothing was done; name it \
        with --to where there is one.
        """
      )
    }
    let clients = Array(list.clients.all.clients)
    let old: OAuthClient
    do throws(CommandFailure) {
      old = try reference.client(among: clients)
    } catch {
      let left = clients.filter { $0.name == reference.text + SecondClient.suffix }
      guard isEnd, let only = left.first, left.count == 1 else { throw error }
      return .nameLeft(only, name: reference.text)
    }
    if let name = SecondClient.finalName(of: old) {
      if let original = SecondClient.originals(of: old, among: clients).first {
        throw CommandFailure(
          .wrongUsage,
          """
          “\(old.name)” is what “\(original.name)” is migrated to: name that one (\(original.id)), or both with --to. \
          Nothing was done.
          """
        )
      }
      if isEnd, SecondClient(of: old, among: clients) == .missing { return .nameLeft(old, name: name) }
    }
    var migration = try await migration(of: old, SecondClient(of: old, among: clients))
    if migration.second == nil { migration.lookalikes = old.lookalikes(among: clients) }
    return .both(migration)
  }

  private func migration(
    of old: OAuthClient,
    _ second: SecondClient
  ) async throws(CommandFailure) -> Migration {
    switch second {
    case .missing:
      return Migration(old: try await owned(old), second: nil)
    case .found(let client):
      return Migration(old: try await owned(old), second: try await owned(client))
    case .otherRedirectURI(let client):
      throw .otherRedirectURI(client, than: old)
    case .twin(let twin):
      throw CommandFailure(
        .notFound,
        """
        “\(old.name)” (\(old.id)) and “\(twin.name)” (\(twin.id)) have the same name and redirect URI: whose second client one \
        is, its name would not tell. Nothing was done; give one of the two another name, or create the second client and name \
        it with --to.
        """
      )
    case .several(let clients):
      throw CommandFailure(
        .notFound,
        lines: [
          "\(clients.count) clients may be the one that “\(old.name)” is migrated to. Nothing was done; name one with --to:"
        ] + clients.map { "  \($0.id)  \($0.name)" }
      )
    }
  }

  private func migration(
    of reference: ClientReference,
    to target: ClientReference
  ) async throws(CommandFailure) -> Migration {
    let old = try await owned(try await client(reference))
    let second = try await owned(try await client(target))
    guard old.client.id != second.client.id else {
      throw CommandFailure(.wrongUsage, "--to names the client itself. Nothing was done.")
    }
    guard second.client.redirectURI.utf8.elementsEqual(old.client.redirectURI.utf8) else {
      throw .otherRedirectURI(second.client, than: old.client)
    }
    return Migration(old: old, second: second)
  }

  /// The client with its secret, without which nothing can be compared.
  func owned(_ client: OAuthClient) async throws(CommandFailure) -> ClientCredentials {
    let credentials = try await call(.readClient(name: client.name)) { api throws(APIError) in
      try await api.readClient(client.id)
    }
    guard credentials.secret != nil else { throw .secretWithheld(credentials.client) }
    return credentials
  }

  /// Looks where both clients are used.
  ///
  /// - Parameters:
  ///   - pipelines: the ids of those whose stages count too.
  ///   - isReadingMeant: whether so many requests are meant, whatever their number.
  func look(
    at migration: Migration,
    pairs: [VariablePair],
    pipelines: [String],
    isReadingMeant: Bool
  ) async throws(CommandFailure) -> Migration.Look {
    let list = try await call(.loadApps) { api throws(APIError) in try await api.listApps() }
      .adding(pipelines: pipelines)
    try WhereCommand.consent(toReading: list.apps, after: client.sentRequests, isGiven: isReadingMeant)
    let sought = SoughtClients([migration.old] + [migration.second].compactMap(\.self), pairs: pairs)
    return Migration.Look(list: list, found: try await whereabouts(of: sought, in: list.apps))
  }
}

extension OAuthClient {
  fileprivate func lookalikes(among clients: [OAuthClient]) -> [OAuthClient] {
    clients.filter { $0.id != id && $0.redirectURI.utf8.elementsEqual(redirectURI.utf8) }.sorted {
      $0.id < $1.id
    }
  }
}

extension CommandFailure {
  /// The second client would send people elsewhere.
  fileprivate static func otherRedirectURI(_ second: OAuthClient, than old: OAuthClient) -> CommandFailure {
    CommandFailure(
      .refused,
      """
      “\(second.name)” (\(second.id)) has another redirect URI than “\(old.name)”: it is something else, or one of the two was \
      changed. Give both the same with “clientele update”, or give it another name. Nothing was done.
      """
    )
  }
}
