/// Where a token may be sent.
///
/// Judges hosts that ``HostName`` has accepted: in lower case, without a trailing dot, and numeric only where they
/// are whole addresses. Names that merely look local, such as `localhost.example.com`, are names like any other.
enum TokenRule {
  /// The domains of the API, each with all its subdomains.
  private static let herokuDomains = ["heroku.com", "herokai.com", "herokuspace.com", "herokudev.com"]

  /// Whether a token may go to a server.
  ///
  /// - Parameter allowed: hosts that the person named: `HOST`, or `HOST:PORT` for that port alone.
  static func permits(_ endpoint: Endpoint, allowed: [String]) -> Bool {
    if isLoopback(endpoint.host) || (endpoint.scheme == .https && isHeroku(endpoint.host)) { return true }
    return allowed.contains { text in
      guard let named = try? Authority(text[...]) else { return false }
      return named.host.text == endpoint.host && (named.port == nil || named.port == endpoint.effectivePort)
    }
  }

  /// Whether a host belongs to Heroku.
  static func isHeroku(_ host: String) -> Bool {
    herokuDomains.contains { host == $0 || host.hasSuffix(".\($0)") }
  }

  /// Whether a host is this machine by definition, whatever a resolver says.
  static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" { return true }
    guard let address = HostName(host)?.address else { return false }
    return ["127.0.0.0/8", "::1/128"].contains { IPNetwork($0)?.contains(address) == true }
  }
}
