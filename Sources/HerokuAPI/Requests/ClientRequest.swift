/// A request of the API as a value: what is asked, before it becomes HTTP.
enum ClientRequest: Hashable, Sendable {
  /// `GET /account`.
  case account
  /// `GET /account/rate-limits`, which costs no request of the limit.
  case rateLimits
  /// `GET /oauth/clients`, one page of it; the range is sent verbatim.
  case clients(range: String)
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
}

extension ClientRequest {
  /// The client that the request is about, where it is about one that exists already.
  var clientID: ClientID? {
    switch self {
    case .account, .rateLimits, .clients, .create: nil
    case .client(let id), .update(let id, _), .delete(let id), .rotate(let id): id
    }
  }
}
