/// A request of the API as a value: what is asked, before it becomes HTTP.
enum ClientRequest: Hashable, Sendable {
  /// `GET /account`.
  case account
  /// `GET /account/rate-limits`, which costs no request of the limit.
  case rateLimits
  /// `GET /oauth/clients`, one page of it; the range is sent verbatim.
  ///
  /// With a tag, the answer may be 304 without a body: the page is still what it was (`If-None-Match`).
  case clients(range: String, unlessTagged: String? = nil)
  /// `GET /oauth/clients/{id}`.
  case client(ClientID)
  /// `POST /oauth/clients`.
  case create(ClientDraft)
  /// `PATCH /oauth/clients/{id}`.
  case update(ClientID, ClientChanges)
  /// `DELETE /oauth/clients/{id}`.
  case delete(ClientID)
  /// `POST /oauth/clients/{id}/actions/rotate-credentials`.
  case rotate(ClientID)
  /// `GET /oauth/authorizations`, one page of it; the answer holds tokens.
  case authorizations(range: String)
  /// `DELETE /oauth/authorizations/{id}`; the answer holds tokens.
  case deleteAuthorization(String)
  /// `GET /apps/{app}`, by name or id.
  case app(String)
  /// `GET /apps/{app}/domains`, by name or id.
  case domains(app: String)
  /// `GET /apps`, one page of it.
  case apps(range: String)
  /// `GET /apps/{app}/config-vars`, by id; the answer holds every var of the app.
  case configVars(app: String)
  /// `PATCH /apps/{app}/config-vars` with two variables.
  case setConfigVars(ConfigVarsDestination, id: ClientID, secret: Secret)
  /// `PATCH /apps/{app}/config-vars` by id, with variables that get a secret.
  case setVariables(app: String, [String: Secret])
}

extension ClientRequest {
  /// Whether the request says what is known already, so that the answer may be that it still is so.
  var mayBeUnchanged: Bool {
    if case .clients(_, .some) = self { true } else { false }
  }

  /// Whether the request is about one thing that may not be there: 404 then says just that.
  var namesOne: Bool {
    switch self {
    case .app, .configVars, .domains, .setConfigVars, .setVariables, .deleteAuthorization: true
    default: clientID != nil
    }
  }

  /// The client that the request is about, where it is about one that exists already.
  var clientID: ClientID? {
    switch self {
    case .account, .rateLimits, .clients, .create, .authorizations, .app, .apps, .configVars,
      .domains, .setConfigVars, .setVariables, .deleteAuthorization:
      nil
    case .client(let id), .update(let id, _), .delete(let id), .rotate(let id): id
    }
  }
}
