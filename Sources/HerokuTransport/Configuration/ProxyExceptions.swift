import HerokuAPI

/// The hosts that `NO_PROXY` excepts: a comma list of names, each with its subdomains, of addresses, or `*` for all.
///
/// There is no standard for it; this is what curl and Go agree on. An entry with a port excepts that port alone.
struct ProxyExceptions: Hashable, Sendable {
  private let entries: [String]

  init(_ list: String) {
    entries = list.lowercased()
      .split(whereSeparator: { $0 == "," || $0.isWhitespace })
      .map(String.init)
  }

  /// Whether a server is excepted.
  func contain(_ endpoint: Endpoint) -> Bool {
    let port = endpoint.port ?? endpoint.scheme.defaultPort
    return entries.contains { entry in
      if entry == "*" || entry == endpoint.host { return true }
      var name = entry[...]
      if entry.hasSuffix(":\(port)") {
        name = entry.dropLast(":\(port)".count)
      }
      while name.hasPrefix(".") || name.hasPrefix("*.") {
        name = name.drop { $0 == "*" }.dropFirst()
      }
      return !name.isEmpty && (endpoint.host == name || endpoint.host.hasSuffix(".\(name)"))
    }
  }
}
