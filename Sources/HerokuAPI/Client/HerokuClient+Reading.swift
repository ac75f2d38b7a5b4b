extension HerokuClient {
  /// Asks whose token it is.
  @concurrent
  public func account() async throws(APIError) -> Account {
    let reader = AnswerReader(.account)
    let account = try reader.account(in: try await exchange.answer(to: .account))
    await exchange.authorizer.note(account)
    return account
  }

  /// Asks how many requests are left before the rate limit; asking costs none.
  @concurrent
  public func remainingRequests() async throws(APIError) -> Int {
    let reader = AnswerReader(.rateLimits)
    return try reader.remainingRequests(in: try await exchange.answer(to: .rateLimits))
  }

  /// Reads one client with its secret, which is withheld from everybody but the owner.
  @concurrent
  public func readClient(_ id: ClientID) async throws(APIError) -> ClientCredentials {
    try await reading(of: id).credentials
  }

  /// The client that the token in use came from, where the API tells; nil where it does not, and after any failure.
  ///
  /// A token that a person made for herself came from none. Asked once; the answer holds tokens, and is not kept.
  @concurrent
  public func clientBehindToken() async -> ClientID? {
    let token = await exchange.authorizer.authorization.token
    let request = ClientRequest.authorizations(range: "id ..; max=1000")
    guard let answer = await exchange.answerOnce(to: request, token) else { return nil }
    return AnswerReader(request).client(behind: token.secret, in: answer)
  }

  /// Makes sure that an app is there and that this account may see it, without reading anything of it.
  ///
  /// To be asked before a secret is made for it.
  ///
  /// - Throws: ``APIError/notFound(requestID:)`` where there is no such app.
  @concurrent
  public func findApp(of destination: ConfigVarsDestination) async throws(APIError) {
    _ = try await exchange.answer(to: .app(destination.app))
  }

  /// Reads one client, and what makes a change to it conditional.
  func reading(of id: ClientID) async throws(APIError) -> Reading {
    // An empty id would name the whole list.
    guard !id.text.isEmpty else { throw .notFound(requestID: nil) }
    let answer = try await exchange.answer(to: .client(id))
    let credentials = try AnswerReader(.client(id)).credentials(in: answer)
    return Reading(credentials: credentials, strongETag: answer.strongETag)
  }
}

/// A client as it was read, with the mark of that state.
struct Reading: Hashable, Sendable {
  var credentials: ClientCredentials
  /// The entity tag, if it is one that `If-Match` can compare.
  var strongETag: String?

  var client: OAuthClient { credentials.client }
}
