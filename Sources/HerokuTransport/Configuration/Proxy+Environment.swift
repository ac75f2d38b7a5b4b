public import HerokuAPI

extension Proxy {
  /// The proxy that the environment names for a server; nil where there is none, or the server is excepted.
  ///
  /// This machine is never asked for through a proxy: what is loopback there is not what is loopback here.
  public init?(environment: [String: String], endpoint: Endpoint) throws(ProxyError) {
    let isExcepted = ProxyExceptions(environment["no_proxy"] ?? environment["NO_PROXY"] ?? "").contain(
      endpoint
    )
    guard !endpoint.isLoopback, !isExcepted else { return nil }
    // Lower case first, as curl has it.
    let names =
      switch endpoint.scheme {
      case .https: ["https_proxy", "HTTPS_PROXY"]
      case .http: ["http_proxy", "HTTP_PROXY"]
      }
    guard let name = names.first(where: { environment[$0] != nil }), let text = environment[name],
      !text.isEmpty
    else { return nil }
    self = try Proxy(text, variable: name)
  }

  /// Reads a proxy's URL; without a scheme it is an HTTP proxy.
  init(_ text: String, variable: String) throws(ProxyError) {
    func failure(_ problem: String) -> ProxyError { ProxyError(variable: variable, problem: problem) }
    var rest = text[...]
    var kind = Kind.http
    if let scheme = rest.firstRange(of: "://") {
      switch rest[..<scheme.lowerBound].lowercased() {
      case "http": kind = .http
      case "socks5", "socks5h": kind = .socks5
      default: throw failure("names a kind of proxy that is not supported: use http:// or socks5://")
      }
      rest = rest[scheme.upperBound...]
    }
    rest = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    var user: String?
    var password: Secret?
    if let at = rest.lastIndex(of: "@") {
      let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard let first = parts.first, let name = String(first).percentDecoded,
        let word = String(parts.dropFirst().first ?? "").percentDecoded
      else { throw failure("has a user or password that is not percent-encoded") }
      guard kind == .http else { throw failure("has a user, which is not supported for SOCKS") }
      (user, password) = (name, Secret(word))
      rest = rest[rest.index(after: at)...]
    }
    let (host, portText) = Self.split(rest)
    guard !host.isEmpty else { throw failure("has no host") }
    guard let port = portText.map({ UInt16($0) }) ?? (kind == .http ? 80 : 1080), port > 0 else {
      throw failure("has a port that is not a number from 1 to 65535")
    }
    self.init(kind: kind, host: host, port: Int(port), user: user, password: password)
  }

  /// Host and port; an IPv6 address loses its brackets.
  private static func split(_ text: Substring) -> (host: String, port: Substring?) {
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      let rest = text[end...].dropFirst()
      return (String(text[..<end].dropFirst()), rest.hasPrefix(":") ? rest.dropFirst() : nil)
    }
    guard let colon = text.lastIndex(of: ":") else { return (String(text), nil) }
    return (String(text[..<colon]), text[colon...].dropFirst())
  }
}

extension String {
  /// The text with its percent escapes read; nil where one is broken.
  fileprivate var percentDecoded: String? {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(rest.prefix(2)) ?? ""
      guard digits.utf8.count == 2, let value = UInt8(digits, radix: 16), digits.first?.isHexDigit == true
      else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
