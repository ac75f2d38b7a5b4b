import HTTPTypes

/// Makes HTTP of a ``ClientRequest``: pure, so that tests need no network.
struct RequestBuilder: Sendable {
  var endpoint: Endpoint
  var userAgent: String

  /// The head of the request; `ifMatch` makes it conditional.
  ///
  /// `Accept-Encoding` is not set here: whoever can decompress, the transport, asks for it.
  func head(
    of request: ClientRequest,
    _ authorization: Authorization,
    ifMatch: String? = nil
  ) -> HTTPRequest {
    var head = HTTPRequest(
      method: request.method,
      scheme: endpoint.scheme.rawValue,
      authority: endpoint.authority,
      path: endpoint.basePath + request.path
    )
    head.headerFields[.accept] = "application/vnd.heroku+json; version=3"
    head.headerFields[.authorization] = "Bearer \(authorization.token.secret.reveal())"
    head.headerFields[.userAgent] = userAgent
    if let code = authorization.twoFactorCode {
      head.headerFields[.twoFactorCode] = code.reveal()
    }
    if let ifMatch {
      head.headerFields[.ifMatch] = ifMatch
    }
    switch request {
    case .clients(let range, let tag):
      head.headerFields[.range] = range
      head.headerFields[.ifNoneMatch] = tag
    case .authorizations(let range), .apps(let range):
      head.headerFields[.range] = range
    case .domains(_, let range), .teamApps(_, let range):
      // Which ranges these lists take is not documented: the first page is asked for without.
      if !range.isEmpty { head.headerFields[.range] = range }
    default: break
    }
    if request.hasBody { head.headerFields[.contentType] = "application/json" }
    return head
  }
}
