import FoundationEssentials

/// An authorization of the account, without its tokens.
public struct SeenAuthorization: Hashable, Sendable {
  /// Its id, by which it is deleted.
  public let id: String
  /// The client that was let in; nil where it names none.
  public let client: ClientID?
  /// Whether its token is one of those that were looked for.
  public let hasToken: Bool
}

/// What the account has let in.
public struct AuthorizationList: Hashable, Sendable {
  /// Those that can be read, in the order of the API.
  public var authorizations: [SeenAuthorization] = []
  /// Whether that is all of them.
  public var isWhole = true
}

/// An authorization as JSON: each token is compared where it stands, and none is kept.
struct SeenAuthorizationPayload: DecodableWithConfiguration {
  /// Nil where it cannot be read.
  let authorization: SeenAuthorization?

  private enum Key: String, CodingKey {
    case accessToken = "access_token"
    case token, client, id
  }

  init(from decoder: any Decoder, configuration tokens: [Secret]) throws {
    guard let container = try? decoder.container(keyedBy: Key.self),
      let id = try? container.decode(String.self, forKey: .id), !id.isEmpty
    else {
      authorization = nil
      return
    }
    let access = try? container.nestedContainer(keyedBy: Key.self, forKey: .accessToken)
    let token = access.flatMap { try? $0.decode(String.self, forKey: .token) }
    let named = try? container.nestedContainer(keyedBy: Key.self, forKey: .client)
    let client = named.flatMap { try? $0.decode(String.self, forKey: .id) }
    authorization = SeenAuthorization(
      id: id,
      client: client.map { ClientID($0) },
      hasToken: tokens.contains { $0.reveal() == token }
    )
  }
}

extension HerokuClient {
  /// The authorizations of the account, without their tokens.
  ///
  /// - Parameter tokens: those of which each is to be told whether it is theirs.
  @concurrent
  public func authorizations(marking tokens: [Secret] = []) async throws(APIError) -> AuthorizationList {
    var list = AuthorizationList()
    var seen: Set<String> = []
    var walk = PageWalk()
    while let range = walk.nextRange {
      let before = seen.count
      let request = ClientRequest.authorizations(range: range)
      let answer = try await exchange.answer(to: request)
      for authorization in try AnswerReader(request).authorizations(marking: tokens, in: answer) {
        guard let authorization else {
          list.isWhole = false
          continue
        }
        if seen.insert(authorization.id).inserted { list.authorizations.append(authorization) }
      }
      try walk.advance(past: answer, hasNews: seen.count > before)
    }
    if walk.isCutOff { list.isWhole = false }
    return list
  }

  /// Takes an authorization back, and with it every token that was made by it.
  @concurrent
  public func deleteAuthorization(_ id: String) async throws(APIError) {
    // An empty id would name the whole list.
    guard !id.isEmpty else { throw .notFound(requestID: nil) }
    _ = try await exchange.answer(to: .deleteAuthorization(id))
  }

  /// Asks whose account a token is for that is not the one in use.
  ///
  /// A refusal is final: nobody is asked for another token.
  @concurrent
  public func account(of token: Secret) async throws(APIError) -> Account {
    var exchange = exchange
    exchange.authorizer = Authorizer(
      token: AccessToken(token),
      reauthorization: Reauthorization(),
      pacing: exchange.pacing
    )
    return try AnswerReader(.account).account(in: try await exchange.answer(to: .account))
  }
}
