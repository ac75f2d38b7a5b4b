import FoundationEssentials
import HTTPTypes

extension ClientRequest {
  /// The HTTP method.
  var method: HTTPRequest.Method {
    switch self {
    case .account, .rateLimits, .clients, .client, .authorizations, .app, .apps, .configVars, .domains:
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
    case .domains(let app): "/apps/\(ClientID(app).pathSegment)/domains"
    case .configVars(let app), .setVariables(let app, _): "/apps/\(ClientID(app).pathSegment)/config-vars"
    case .setConfigVars(let destination, _, _): "/apps/\(destination.app)/config-vars"
    }
  }

  /// The attributes that the body carries; nil where there is no body.
  private var attributes: [String: String]? {
    switch self {
    case .account, .rateLimits, .clients, .client, .delete, .rotate, .authorizations, .app, .apps,
      .configVars, .domains, .deleteAuthorization:
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
