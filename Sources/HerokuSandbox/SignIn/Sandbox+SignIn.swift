import HTTPTypes

/// The web flow: the page that asks for consent, and the exchange of codes.
///
/// Source: RFC 6749 4.1, and Heroku's article on OAuth.
extension Sandbox {
  /// Answers what is asked without a token; nil for the API's own routes.
  mutating func answerSignIn(_ request: SandboxRequest, at now: Timestamp) throws(Problem) -> SandboxResponse?
  {
    switch (request.method, Route(path: request.path)) {
    case (.get, .authorizationPage):
      return authorize(Form(query: request.path), request, at: now)
    case (.post, .authorizationPage):
      guard request.body.count <= Self.largestBody else { throw .oversizedBody }
      return authorize(Form(query: request.path) + Form(body: request.body), request, at: now)
    case (.post, .tokenExchange):
      guard request.body.count <= Self.largestBody else { throw .oversizedBody }
      do throws(TokenProblem) {
        return try exchange(Form(body: request.body), at: now)
      } catch {
        return SandboxResponse(error)
      }
    default:
      return nil
    }
  }

  // MARK: Consent

  /// Asks for consent, or does what was answered.
  ///
  /// Nobody is sent anywhere before it is sure that it is a client's redirect URI.
  private mutating func authorize(_ form: Form, _ request: SandboxRequest, at now: Timestamp)
    -> SandboxResponse
  {
    guard let id = form["client_id"].flatMap({ Identifier($0) }), let client = clients[id],
      !form.isDoubled("client_id")
    else {
      return ConsentPage.problem(
        "There is no client with this client_id: nobody can be asked whether to let it in."
      )
    }
    var answer = Form([])
    let scopes = (form["scope"] ?? Scope.identity.rawValue).split(separator: " ").map {
      Scope(rawValue: String($0))
    }
    if ["response_type", "scope", "state"].contains(where: form.isDoubled) || form["response_type"] == nil {
      answer.add("error", "invalid_request")
    } else if form["response_type"] != "code" {
      answer.add("error", "unsupported_response_type")
    } else if scopes.contains(where: { $0 == nil }) || scopes.isEmpty {
      answer.add("error", "invalid_scope")
    } else if request.method == .get {
      return ConsentPage.question(of: client, scopes.compactMap(\.self), form)
    } else if form["decision"] == "allow" {
      answer.add("code", agree(to: client, scopes.compactMap(\.self), request, at: now))
    } else if form["decision"] == "deny" {
      answer.add("error", "access_denied")
    } else {
      return ConsentPage.problem("The decision is neither “allow” nor “deny”.")
    }
    return sendBack(answer, form["state"], to: client, request)
  }

  private mutating func agree(
    to client: Client,
    _ scopes: [Scope],
    _ request: SandboxRequest,
    at now: Timestamp
  ) -> String {
    let code = Identifier(using: &generator).description
    let isOld = faults.strikes(request, .oddCallback(.expiredCode))
    grants.add(code: code, for: client.id, scopes, until: now + (isOld ? 0 : Grants.codeLifetime))
    return code
  }

  private mutating func sendBack(
    _ answer: Form,
    _ state: String?,
    to client: Client,
    _ request: SandboxRequest
  ) -> SandboxResponse {
    var answer = answer
    if faults.strikes(request, .oddCallback(.noCode)) { answer = Form([]) }
    if let state, !faults.strikes(request, .oddCallback(.noState)) {
      let isOther = faults.strikes(request, .oddCallback(.otherState))
      answer.add("state", isOther ? String(state.reversed()) + "-other" : state)
    }
    return SandboxResponse(
      status: .found,
      headerFields: [.location: answer.added(to: client.redirectURI), .cacheControl: "no-store"],
      body: []
    )
  }

  // MARK: Tokens

  private mutating func exchange(_ form: Form, at now: Timestamp) throws(TokenProblem) -> SandboxResponse {
    let names = ["grant_type", "code", "refresh_token", "client_secret"]
    guard let type = form["grant_type"], !names.contains(where: form.isDoubled) else {
      throw TokenProblem(.badRequest, "invalid_request", "The body is no form with one grant_type.")
    }
    let access = "HRKU-sandbox-\(Identifier(using: &generator))"
    let expiry = now + Grants.tokenLifetime
    switch type {
    case "authorization_code":
      guard let code = form["code"] else {
        throw TokenProblem(.badRequest, "invalid_request", "Require params: code.")
      }
      guard let owner = grants.client(ofCode: code) else { throw .badGrant }
      try checkSecret(form["client_secret"], of: owner)
      let refresh = Identifier(using: &generator).description
      let token = Grants.Token(access: access, expiresAt: expiry, refresh: refresh)
      let id = Identifier(using: &generator)
      guard grants.exchange(code, for: token, id: id, at: now) else { throw .badGrant }
      return Self.tokens(access, refresh)
    case "refresh_token":
      guard let refresh = form["refresh_token"] else {
        throw TokenProblem(.badRequest, "invalid_request", "Require params: refresh_token.")
      }
      guard let owner = grants.client(ofRefreshToken: refresh) else { throw .badGrant }
      try checkSecret(form["client_secret"], of: owner)
      grants.refresh(refresh, access: access, until: expiry, at: now)
      return Self.tokens(access, refresh)
    default:
      throw TokenProblem(.badRequest, "unsupported_grant_type", "There is no such grant_type.")
    }
  }

  private func checkSecret(_ secret: String?, of client: Identifier) throws(TokenProblem) {
    guard let secret, clients[client]?.secret.description == secret else {
      throw TokenProblem(.unauthorized, "invalid_client", "The client_secret is not the client's.")
    }
  }

  private static func tokens(_ access: String, _ refresh: String) -> SandboxResponse {
    var response = SandboxResponse { json in
      json.object { json in
        json.member("access_token", access)
        json.member("expires_in", Int(Grants.tokenLifetime))
        json.member("refresh_token", refresh)
        json.member("token_type", "Bearer")
        json.member("user_id", Self.accountID)
      }
    }
    response.headerFields[.cacheControl] = "no-store"
    return response
  }
}

/// Why a code or a refresh token is not exchanged, as RFC 6749 5.2 has it; what Heroku says is not documented.
struct TokenProblem: Error {
  let status: HTTPResponse.Status
  let error: String
  let description: String

  init(_ status: HTTPResponse.Status, _ error: String, _ description: String) {
    self.status = status
    self.error = error
    self.description = description
  }

  static let badGrant = TokenProblem(
    .badRequest,
    "invalid_grant",
    "The code or refresh token is none, has expired, or was used before."
  )
}

extension SandboxResponse {
  fileprivate init(_ problem: TokenProblem) {
    self.init(status: problem.status) { json in
      json.object { json in
        json.member("error", problem.error)
        json.member("error_description", problem.description)
      }
    }
    headerFields[.cacheControl] = "no-store"
  }
}
