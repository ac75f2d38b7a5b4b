public import HerokuAPI

/// The servers that `NO_PROXY` excepts.
///
/// There is no standard for it; this is what curl and Go agree on. It is a list, separated by commas or blanks, of
/// * `*`, which is everything;
/// * names, each with its subdomains; dots before and after it, and `*.` before it, change nothing;
/// * addresses in any spelling, with brackets or without, and networks (`10.0.0.0/8`, `10.0.0.0/255.0.0.0`,
///   `2001:db8::/32`).
///
/// Each of them with a port excepts that port alone. The end of an address is no subdomain: `2.7` does not except
/// `192.0.2.7`.
public struct ProxyExceptions: Hashable, Sendable {
  private enum Entry: Hashable, Sendable {
    case everything(port: UInt16?)
    case network(IPNetwork, port: UInt16?)
    case domain(String, port: UInt16?)
  }

  private var entries: [Entry] = []
  /// What is in the list and cannot be understood, so that it excepts nothing.
  public private(set) var notUnderstood: [String] = []

  /// What `no_proxy` says, or else `NO_PROXY`.
  public init(environment: [String: String]) {
    self.init(environment["no_proxy"] ?? environment["NO_PROXY"] ?? "")
  }

  /// Reads a list.
  public init(_ list: String) {
    for text in list.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
      if let entry = Self.entry(text.lowercased()[...]) {
        entries.append(entry)
      } else {
        notUnderstood.append(String(text))
      }
    }
  }

  /// Whether a server is excepted.
  public func contain(_ endpoint: Endpoint) -> Bool {
    let address = HostName(endpoint.host)?.address
    return entries.contains { entry in
      switch (entry, address) {
      case (.everything(let port), _):
        (port ?? endpoint.effectivePort) == endpoint.effectivePort
      case (.network(let network, let port), let address?):
        network.contains(address) && (port ?? endpoint.effectivePort) == endpoint.effectivePort
      case (.domain(let name, let port), nil):
        (endpoint.host == name || endpoint.host.hasSuffix(".\(name)"))
          && (port ?? endpoint.effectivePort) == endpoint.effectivePort
      case (.network, nil), (.domain, _?):
        false
      }
    }
  }

  private static func entry(_ text: Substring) -> Entry? {
    if text == "*" { return .everything(port: nil) }
    if let slash = text.firstIndex(of: "/") {
      // Behind the slash, a colon can only begin a port.
      let colon = text[slash...].firstIndex(of: ":")
      let port = colon.map { portNumber(text[$0...].dropFirst()) }
      if case .some(nil) = port { return nil }
      let network = text[..<(colon ?? text.endIndex)].filter { $0 != "[" && $0 != "]" }
      return IPNetwork(network).map { .network($0, port: port ?? nil) }
    }
    // Before ports: what follows the last colon of an IPv6 address is none.
    if let address = IPAddress(text) { return .network(IPNetwork(address), port: nil) }
    var name = text
    var port: UInt16?
    let afterBrackets = text.lastIndex(of: "]") ?? text.startIndex
    if let colon = text[afterBrackets...].firstIndex(of: ":") {
      guard let number = portNumber(text[colon...].dropFirst()) else { return nil }
      (name, port) = (text[..<colon], number)
    }
    if name == "*" { return .everything(port: port) }
    if name.hasPrefix("["), name.hasSuffix("]") {
      return IPAddress(name.dropFirst().dropLast()).map { .network(IPNetwork($0), port: port) }
    }
    while name.hasPrefix(".") || name.hasPrefix("*.") { name = name.drop { $0 == "*" }.dropFirst() }
    while name.hasSuffix(".") { name.removeLast() }
    if let address = IPAddress(name) { return .network(IPNetwork(address), port: port) }
    // What is no name is no host's, so that it would except nothing: quotes, a range of addresses, the end of one.
    return HostName(lookedUp: name).map { .domain($0.text, port: port) }
  }

  private static func portNumber(_ text: Substring) -> UInt16? {
    UInt16(decimal: text).flatMap { $0 > 0 ? $0 : nil }
  }
}
