extension Endpoint {
  /// Reads a host as `HEROKU_HOST` and `--host` give it.
  ///
  /// A bare domain `D` means `https://api.D`; a URL is used as it is. Source: Heroku's CLI.
  ///
  /// - Parameters:
  ///   - text: a domain or a URL.
  ///   - allowedHosts: hosts that may have the token besides Heroku's and this machine, exactly as named.
  public init(parsing text: String, allowedHosts: [String] = []) throws(EndpointError) {
    guard !text.isEmpty else { throw .empty }
    let endpoint = try Self.read(text)
    guard TokenRule.permits(endpoint, allowed: allowedHosts) else {
      throw .tokenNotAllowed(scheme: endpoint.scheme, host: endpoint.host)
    }
    self = endpoint
  }

  private static func read(_ text: String) throws(EndpointError) -> Endpoint {
    guard let separator = text.firstIndex(of: ":"), text[separator...].hasPrefix("://") else {
      // A port, user or path here would leave open what "api." is put before.
      guard let host = HostName("api.\(text)") else { throw .badHost(text) }
      return Endpoint(scheme: .https, host: host.text, port: nil, basePath: "")
    }
    guard let scheme = Scheme(rawValue: text[..<separator].lowercased()) else {
      throw .unknownScheme(String(text[..<separator]))
    }
    let rest = text[separator...].dropFirst("://".count)
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.contains("@") else { throw .hasUserInfo }
    let server = try Authority(authority)
    return Endpoint(
      scheme: scheme,
      host: server.host.text,
      port: server.port,
      basePath: try path(rest[authority.endIndex...])
    )
  }

  private static func path(_ text: Substring) throws(EndpointError) -> String {
    var path = text
    while path.hasSuffix("/") { path.removeLast() }
    let isPlain = path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: "%"):
        true
      default:
        false
      }
    }
    guard isPlain else { throw .badPath }
    return String(path)
  }
}
