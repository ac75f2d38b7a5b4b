/// A redirect URI on this machine, where a program can wait for the answer itself.
///
/// Source: RFC 8252 7.3.
public struct LoopbackAddress: Hashable, Sendable {
  /// The host as the URI has it, in lower case: `localhost`, `127.0.0.1`, `[::1]`.
  public let host: String
  /// The port, which is 80 where the URI names none.
  public let port: UInt16
  /// The path, percent-encoded as it stands there; `/` where there is none.
  public let path: String

  /// Nil where the URI is not plain http, or its host is not this machine by definition.
  public init?(redirectURI: String) {
    guard let parts = URIParts(redirectURI[...]), parts.scheme.lowercased() == "http",
      let text = parts.authority, !text.contains("@"), let authority = try? Authority(text),
      TokenRule.isLoopback(authority.host.text), parts.path.isEmpty || parts.path.hasPrefix("/")
    else { return nil }
    host = authority.host.text
    port = authority.port ?? Endpoint.Scheme.http.defaultPort
    path = parts.path.isEmpty ? "/" : String(parts.path)
  }

  /// The addresses that are listened on: a browser may take either for `localhost`.
  public var addresses: [String] {
    host == "localhost" ? ["127.0.0.1", "::1"] : [host.filter { $0 != "[" && $0 != "]" }]
  }

  /// The beginning of the address that a browser arrives at: `http://localhost:5000`.
  public var origin: String {
    port == Endpoint.Scheme.http.defaultPort ? "http://\(host)" : "http://\(host):\(port)"
  }

  /// Whether a request is for this host, as its `Host` field says, and not for a name that somebody has led here.
  public func isMeant(byHost field: String) -> Bool {
    guard let authority = try? Authority(field[...]) else { return false }
    return authority.host.text == host && (authority.port ?? Endpoint.Scheme.http.defaultPort) == port
  }
}
