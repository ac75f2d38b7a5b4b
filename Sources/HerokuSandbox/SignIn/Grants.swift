/// What the account has let in, and the codes that are not exchanged yet.
struct Grants: Sendable {
  /// How long a code can be exchanged, in seconds.
  static let codeLifetime: Int64 = 300
  /// How long an access token is good, in seconds.
  static let tokenLifetime: Int64 = 28_800

  /// A program that the account has let in; a client has one for an account.
  struct Authorization: Sendable {
    let id: Identifier
    let client: Identifier?
    var scopes: [Scope]
    let createdAt: Timestamp
    var updatedAt: Timestamp
    /// The oldest first.
    var tokens: [Token]
  }

  /// An access token with the one that renews it.
  struct Token: Sendable {
    var access: String
    /// Nil for one that is good for ever.
    var expiresAt: Timestamp?
    var refresh: String?
  }

  /// What a person's consent came to.
  private struct Code: Sendable {
    let client: Identifier
    let scopes: [Scope]
    let expiresAt: Timestamp
    /// The access token that it was exchanged for.
    var exchangedFor: String?
  }

  private(set) var authorizations: [Authorization]
  private var codes: [String: Code] = [:]

  init(_ authorizations: [Authorization]) {
    self.authorizations = authorizations
  }

  /// What a token may do; nil where it is none, or has expired.
  func scopes(of token: String, at now: Timestamp) -> [Scope]? {
    authorizations.first { authorization in
      authorization.tokens.contains { $0.access == token && ($0.expiresAt.map { now < $0 } ?? true) }
    }?.scopes
  }

  /// The authorization with an id.
  subscript(id: Identifier) -> Authorization? {
    authorizations.first { $0.id == id }
  }

  /// Forgets an authorization with all its tokens.
  mutating func remove(_ id: Identifier) {
    authorizations.removeAll { $0.id == id }
  }

  // MARK: Codes and tokens

  /// Notes a code that a person has agreed to.
  mutating func add(code: String, for client: Identifier, _ scopes: [Scope], until expiry: Timestamp) {
    codes[code] = Code(client: client, scopes: scopes, expiresAt: expiry)
  }

  /// The client that a code is for; nil where there is no such code.
  func client(ofCode code: String) -> Identifier? { codes[code]?.client }

  /// Exchanges a code, once and in time.
  ///
  /// A code that comes twice has been seen by somebody else: the tokens made of it are taken back (RFC 6749 4.1.2).
  ///
  /// - Returns: false where nothing came of it.
  mutating func exchange(_ text: String, for token: Token, id: Identifier, at now: Timestamp) -> Bool {
    guard let code = codes[text] else { return false }
    if let made = code.exchangedFor {
      for index in authorizations.indices { authorizations[index].tokens.removeAll { $0.access == made } }
      authorizations.removeAll { $0.tokens.isEmpty }
      return false
    }
    guard now < code.expiresAt else { return false }
    codes[text]?.exchangedFor = token.access
    if let index = authorizations.firstIndex(where: { $0.client == code.client }) {
      authorizations[index].scopes =
        code.scopes + authorizations[index].scopes.filter { !code.scopes.contains($0) }
      authorizations[index].tokens.append(token)
      authorizations[index].updatedAt = now
    } else {
      authorizations.append(
        Authorization(
          id: id,
          client: code.client,
          scopes: code.scopes,
          createdAt: now,
          updatedAt: now,
          tokens: [token]
        )
      )
    }
    return true
  }

  /// The client that a refresh token is for; nil where there is no such token.
  func client(ofRefreshToken text: String) -> Identifier? {
    authorizations.first { $0.tokens.contains { $0.refresh == text } }?.client
  }

  /// Puts a new access token in the place of the one that a refresh token came with.
  mutating func refresh(_ text: String, access: String, until expiry: Timestamp, at now: Timestamp) {
    for index in authorizations.indices {
      for token in authorizations[index].tokens.indices
      where authorizations[index].tokens[token].refresh == text {
        authorizations[index].tokens[token].access = access
        authorizations[index].tokens[token].expiresAt = expiry
        authorizations[index].updatedAt = now
      }
    }
  }
}
