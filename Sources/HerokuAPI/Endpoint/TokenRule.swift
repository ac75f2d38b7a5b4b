/// Where a token may be sent.
///
/// Judges hosts that ``HostName`` has accepted: in lower case, without a trailing dot, and numeric only where they
/// are whole addresses. Names that merely look local, such as `localhost.example.com`, are names like any other.
enum TokenRule {
  /// The domains of the API, each with all its subdomains.
  private static let herokuDomains = ["heroku.com", "herokai.com", "herokuspace.com", "herokudev.com"]

  /// Whether a token may go to a host.
  ///
  /// - Parameter allowed: hosts that the person named: `HOST`, or `HOST:PORT` for that port alone.
  static func permits(
    _ scheme: Endpoint.Scheme,
    host: String,
    authority: String,
    allowed: [String]
  ) -> Bool {
    if isLoopback(host) || (scheme == .https && isHeroku(host)) { return true }
    return allowed.contains { name in
      let name = name.lowercased()
      return name == host || name == authority
    }
  }

  /// Whether a host belongs to Heroku.
  static func isHeroku(_ host: String) -> Bool {
    herokuDomains.contains { host == $0 || host.hasSuffix(".\($0)") }
  }

  /// Whether a host is this machine by definition, whatever a resolver says.
  static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    return IPv4Address(host)?.isLoopback ?? false
  }
}
