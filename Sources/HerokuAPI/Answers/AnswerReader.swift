import FoundationEssentials
import HTTPTypes

/// Makes values or errors of the answers to one request: pure, so that tests need no network.
struct AnswerReader: Sendable {
  let request: ClientRequest

  init(_ request: ClientRequest) {
    self.request = request
  }

  /// The account of an answer to `GET /account`.
  func account(in answer: HTTPAnswer) throws(APIError) -> Account {
    let payload = try decode(AccountPayload.self, from: answer)
    return Account(id: payload.id, email: payload.email)
  }

  /// How many requests are left, of an answer to `GET /account/rate-limits`.
  func remainingRequests(in answer: HTTPAnswer) throws(APIError) -> Int {
    HTTPAnswer.requests(try decode(RateLimitsPayload.self, from: answer).remaining)
  }

  /// The client that a token came from, of an answer to `GET /oauth/authorizations`; nil where it names none.
  func client(behind token: Secret, in answer: HTTPAnswer) -> ClientID? {
    let list = try? answer.decode([AuthorizationPayload].self, by: token)
    return list?.lazy.compactMap(\.client).first
  }

  /// The hosts that an app's owners have given it.
  func customHosts(in answer: HTTPAnswer) throws(APIError) -> [String] {
    try decode([DomainPayload].self, from: answer).compactMap(\.customHost)
  }

  /// The host of an app's own address; nil where it has none.
  func webHost(in answer: HTTPAnswer) throws(APIError) -> String? {
    try decode(AppAddressPayload.self, from: answer).host
  }

  /// What stands on a page of authorizations; nil for what cannot be read.
  func authorizations(
    marking tokens: [Secret],
    in answer: HTTPAnswer
  ) throws(APIError) -> [SeenAuthorization?] {
    do {
      return try answer.decode([SeenAuthorizationPayload].self, by: tokens)
        .map(\.authorization)
    } catch {
      throw unreadable(answer, answer.problem(for: error))
    }
  }

  /// What stands on a page, each client once; their secrets are never decoded.
  ///
  /// One that cannot be read does not hide the others.
  func rows(in answer: HTTPAnswer) throws(APIError) -> [ClientRow] {
    var seen: Set<ClientID> = []
    return try rowPayloads(in: answer).compactMap { payload in
      switch payload.client {
      case .success(let client): seen.insert(client.id).inserted ? .client(client) : nil
      case .failure(let error): .unreadable(error.problem)
      }
    }
  }

  /// The places of a list; one by one where one of them keeps the whole from being read.
  private func rowPayloads(in answer: HTTPAnswer) throws(APIError) -> [ClientRowPayload] {
    do throws(APIError) {
      return try decode([ClientRowPayload].self, from: answer)
    } catch {
      guard let elements = JSONElements(Array(answer.body))?.slices, !elements.isEmpty else { throw error }
      let payloads = elements.map { ClientRowPayload(json: Data($0)) }
      // Where nothing can be read and it is no list of objects, it is not about one of them.
      guard
        payloads.contains(where: { (try? $0.client.get()) != nil })
          || elements.allSatisfy(JSONElements.isObject)
      else { throw error }
      return payloads
    }
  }

  /// The client of an answer that is about one, without its secret.
  func client(in answer: HTTPAnswer) throws(APIError) -> OAuthClient {
    let client = try decode(ClientPayload.self, from: answer).client
    try checkIdentity(of: client, in: answer)
    return client
  }

  /// The client of an answer that is about one, with its secret where that is not withheld.
  func credentials(in answer: HTTPAnswer) throws(APIError) -> ClientCredentials {
    let payload = try decode(CredentialsPayload.self, from: answer)
    try checkIdentity(of: payload.client, in: answer)
    return ClientCredentials(client: payload.client, secret: payload.secret.map(Secret.init))
  }

  /// What stands on a page of clients, with their secrets: to be compared, and not kept.
  func credentialRows(
    in answer: HTTPAnswer
  ) throws(APIError) -> [Result<ClientCredentials, DecodingError>] {
    try decode([CredentialsRowPayload].self, from: answer).map(\.credentials)
  }

  /// What stands on a page of apps; nil for what cannot be read.
  func apps(in answer: HTTPAnswer) throws(APIError) -> [HerokuApp?] {
    try decode([AppRowPayload].self, from: answer).map(\.app)
  }

  /// Where clients are in the config vars that an answer holds; no value of them is kept.
  func sightings(
    of sought: SoughtClients,
    of app: HerokuApp,
    in answer: HTTPAnswer
  ) throws(APIError) -> [Sighting] {
    let search = ConfigVarsSearchPayload.Search(sought: sought, app: app)
    do {
      return try answer.decode(ConfigVarsSearchPayload.self, by: search).sightings
    } catch {
      throw unreadable(answer, answer.problem(for: error))
    }
  }

  /// What of an app's config vars is as it was seen, and what is not; no value of them is kept.
  func comparison<Comparison: DecodableWithConfiguration>(
    with expected: Comparison.DecodingConfiguration,
    in answer: HTTPAnswer
  ) throws(APIError) -> Comparison {
    do {
      return try answer.decode(Comparison.self, by: expected)
    } catch {
      throw unreadable(answer, answer.problem(for: error))
    }
  }

  /// Makes sure that an app's config vars are as the request set them.
  func checkConfigVars(in answer: HTTPAnswer) throws(APIError) {
    let sent: ConfigVarsPayload.Sent
    switch request {
    case .setConfigVars(let destination, let id, let secret):
      sent = .init(values: [destination.idName: Secret(id.text), destination.secretName: secret])
    case .setVariables(_, let values): sent = .init(values: values)
    default: return
    }
    let payload: ConfigVarsPayload
    do {
      payload = try answer.decode(ConfigVarsPayload.self, by: sent)
    } catch {
      throw unreadable(answer, answer.problem(for: error))
    }
    guard payload.holdsWhatWasSent else { throw unreadable(answer, "it lacks the variables that were sent") }
  }

  /// Refuses an answer about another client than was asked for: what is compared before a deletion must be the one.
  private func checkIdentity(of client: OAuthClient, in answer: HTTPAnswer) throws(APIError) {
    guard let asked = request.clientID, asked.text.lowercased() != client.id.text.lowercased() else { return }
    throw unreadable(answer, "it is about another client")
  }

  private func decode<Payload: Decodable>(
    _ type: Payload.Type,
    from answer: HTTPAnswer
  ) throws(APIError) -> Payload {
    do {
      return try answer.decode(type)
    } catch {
      throw unreadable(answer, answer.problem(for: error))
    }
  }

  /// The error for an answer that is not what the API documents.
  func unreadable(_ answer: HTTPAnswer, _ problem: String) -> APIError {
    .unreadable(
      UnreadableAnswer(
        status: answer.status,
        problem: problem,
        isHTML: answer.looksLikeHTML,
        mayHaveBeenDone: mayHaveBeenDone(answer),
        requestID: answer.requestID
      )
    )
  }

  /// Whether a change that was asked for may have been done, as the status tells by itself.
  ///
  /// A client error says that the request was not carried out; the exception is 408, of a server that lost patience.
  func mayHaveBeenDone(_ answer: HTTPAnswer) -> Bool {
    let status = answer.status
    return request.isMutation && (!(400...499).contains(status) || status == 408)
  }
}
