import FoundationEssentials
import HTTPTypes

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
  /// `GET /apps/{app}/domains`, by name or id, one page of it; an empty range is none.
  case domains(app: String, range: String = "")
  /// `GET /apps`, one page of it.
  case apps(range: String)
  /// `GET /teams/{team}/apps`, one page of it; an empty range is none.
  case teamApps(String, range: String = "")
  /// `GET /apps/{app}/config-vars`, by id, or those of a stage; the answer holds every var.
  case configVars(of: HerokuApp)
  /// `PATCH /apps/{app}/config-vars` with two variables.
  case setConfigVars(ConfigVarsDestination, id: ClientID, secret: Secret)
  /// `PATCH /apps/{app}/config-vars` by id, or those of a stage, with variables that get a secret.
  case setVariables(of: HerokuApp, [String: Secret])
}

extension ClientRequest {
  /// Whether the request says what is known already, so that the answer may be that it still is so.
  var mayBeUnchanged: Bool {
    if case .clients(_, .some) = self { true } else { false }
  }

  /// Whether the request is about one thing that may not be there: 404 then says just that.
  var namesOne: Bool {
    switch self {
    case .app, .configVars, .domains, .teamApps, .setConfigVars, .setVariables, .deleteAuthorization: true
    default: clientID != nil
    }
  }

  /// The client that the request is about, where it is about one that exists already.
  var clientID: ClientID? {
    switch self {
    case .account, .rateLimits, .clients, .create, .authorizations, .app, .apps, .teamApps, .configVars,
      .domains, .setConfigVars, .setVariables, .deleteAuthorization:
      nil
    case .client(let id), .update(let id, _), .delete(let id), .rotate(let id): id
    }
  }
}

// MARK: As HTTP

extension ClientRequest {
  /// The HTTP method.
  var method: HTTPRequest.Method {
    switch self {
    case .account, .rateLimits, .clients, .client, .authorizations, .app, .apps, .teamApps, .configVars,
      .domains:
      .get
    case .create, .rotate: .post
    case .update, .setConfigVars, .setVariables: .patch
    case .delete, .deleteAuthorization: .delete
    }
  }

  /// Whether the request asks for a change.
  var isMutation: Bool { method != .get }

  /// The path below the endpoint's base, percent-encoded.
  var path: String {
    switch self {
    case .account: "/account"
    case .rateLimits: "/account/rate-limits"
    case .authorizations: "/oauth/authorizations"
    case .deleteAuthorization(let id): "/oauth/authorizations/\(ClientID(id).pathSegment)"
    case .clients, .create: "/oauth/clients"
    case .client(let id), .update(let id, _), .delete(let id): "/oauth/clients/\(id.pathSegment)"
    case .rotate(let id): "/oauth/clients/\(id.pathSegment)/actions/rotate-credentials"
    // Letters, digits and hyphens alone, by the destination's own rule.
    case .app(let app): "/apps/\(app)"
    case .apps: "/apps"
    case .domains(let app, _): "/apps/\(ClientID(app).pathSegment)/domains"
    case .teamApps(let team, _): "/teams/\(ClientID(team).pathSegment)/apps"
    case .configVars(let app), .setVariables(let app, _): Self.configVarsPath(of: app)
    case .setConfigVars(let destination, _, _): "/apps/\(destination.app)/config-vars"
    }
  }

  private static func configVarsPath(of app: HerokuApp) -> String {
    guard let stage = app.stage else { return "/apps/\(ClientID(app.id).pathSegment)/config-vars" }
    let pipeline = ClientID(stage.pipeline).pathSegment
    return "/pipelines/\(pipeline)/stage/\(ClientID(stage.name).pathSegment)/config-vars"
  }

  /// Whether it carries a body.
  var hasBody: Bool { attributes != nil }

  /// The attributes that the body carries; nil where there is no body.
  private var attributes: [String: String]? {
    switch self {
    case .account, .rateLimits, .clients, .client, .delete, .rotate, .authorizations, .app, .apps,
      .teamApps, .configVars, .domains, .deleteAuthorization:
      nil
    case .create(let draft):
      [ClientField.name.rawValue: draft.name, ClientField.redirectURI.rawValue: draft.redirectURI]
    case .update(_, let changes):
      changes.fields.reduce(into: [:]) { $0[$1.rawValue] = changes[$1] }
    case .setConfigVars(let destination, let id, let secret):
      [destination.idName: id.text, destination.secretName: secret.reveal()]
    case .setVariables(_, let values): values.mapValues { $0.reveal() }
    }
  }

  /// The body's bytes, JSON with sorted keys; empty where there is no body.
  func body() throws(APIError) -> [UInt8] {
    guard let attributes else { return [] }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return [UInt8](try encoder.encode(attributes))
    } catch {
      // Texts always have a JSON form; should one not, nothing has been sent.
      throw .unreachable(TransportFailure(.other, mayHaveBeenSent: false, detail: "it has no JSON form"))
    }
  }
}

extension ClientID {
  /// The id as one path segment: all but letters, digits, `-`, `_` and `~` is percent-encoded.
  ///
  /// A dot is encoded too, so that an id of dots alone cannot climb to another resource.
  var pathSegment: String {
    var segment = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        segment.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        segment += byte < 16 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return segment
  }
}
