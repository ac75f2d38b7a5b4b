public import HerokuAPI

/// A proxy, which is asked for a tunnel (CONNECT) to the server, so that it sees neither token nor answer over TLS.
public struct Proxy: Hashable, Sendable {
  /// How the proxy is spoken to.
  public enum Kind: String, Hashable, Sendable {
    /// HTTP CONNECT.
    case http
    /// SOCKS 5.
    case socks5
  }

  /// How the proxy is spoken to.
  public var kind: Kind
  /// Its host; an IPv6 address without brackets.
  public var host: String
  /// Its port.
  public var port: Int
  /// Who we are to it, where the URL says so; HTTP proxies only.
  public var user: String?
  /// The password that goes with the user.
  public var password: Secret?

  /// Makes a proxy.
  public init(kind: Kind = .http, host: String, port: Int, user: String? = nil, password: Secret? = nil) {
    self.kind = kind
    self.host = host
    self.port = port
    self.user = user
    self.password = password
  }
}

extension Proxy: CustomStringConvertible {
  /// The proxy as a URL, without user and password.
  public var description: String { "\(kind.rawValue)://\(authority)" }

  /// Host and port, as people write them.
  var authority: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}

/// A proxy setting that cannot be understood.
public struct ProxyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The variable that holds it.
  public var variable: String
  /// What is wrong with it, as a clause; never the value, which may hold a password.
  public var problem: String

  /// The error in words, without a full stop.
  public var description: String { "\(variable) \(problem)" }
}

// MARK: The environment

extension Proxy {
  /// The proxy that the environment names for a server; nil where there is none, or the server is excepted.
  ///
  /// This machine is never asked for through a proxy: what is loopback there is not what is loopback here.
  public init?(environment: [String: String], endpoint: Endpoint) throws(ProxyError) {
    guard !endpoint.isLoopback, !ProxyExceptions(environment: environment).contain(endpoint) else {
      return nil
    }
    // Lower case first, and the one for every server last, as curl has it. One that is set to nothing means none.
    let names =
      switch endpoint.scheme {
      case .https: ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
      case .http: ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]
      }
    guard let name = names.first(where: { environment[$0] != nil }),
      // What a file or a shell leaves around it is not meant.
      let text = environment[name]?.trimmingASCIISpace, !text.isEmpty
    else { return nil }
    do throws(Problem) {
      self = try Proxy(url: text)
    } catch {
      throw ProxyError(variable: name, problem: error.words)
    }
  }

  /// What is wrong with a proxy's URL.
  private struct Problem: Error {
    let words: String

    init(_ words: String) { self.words = words }
  }

  /// Reads a proxy's URL; without a scheme it is an HTTP proxy.
  private init(url: Substring) throws(Problem) {
    var rest = url
    if let first = rest.first, let last = rest.last, "\"'“‘".contains(first), "\"'”’".contains(last) {
      throw Problem("has quotes around it: take them off")
    }
    var kind = Kind.http
    if let mark = rest.firstRange(of: "://") {
      let scheme = rest[..<mark.lowerBound].lowercased()
      switch scheme {
      case "http": kind = .http
      case "socks5", "socks5h": kind = .socks5
      case _ where scheme.contains { !$0.isLetter && !$0.isNumber }: throw Self.reserved
      default: throw Problem("names a kind of proxy that is not supported: use http:// or socks5://")
      }
      rest = rest[mark.upperBound...]
    }
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    // A path is nothing to a proxy, so that a user or password is what has been cut in two.
    guard !rest[authority.endIndex...].contains("@") else { throw Self.reserved }
    rest = authority
    var login: (user: String, password: String)?
    if let at = rest.lastIndex(of: "@") {
      login = try Self.login(rest[..<at])
      guard kind == .http else { throw Problem("has a user, which is not supported for SOCKS") }
      rest = rest[rest.index(after: at)...]
    }
    let (host, portText) = Self.split(rest)
    guard !host.isEmpty else { throw Problem("has no host") }
    let isBracketed = rest.hasPrefix("[")
    guard host.isHost, isBracketed == host.contains(":") else {
      throw Problem(
        host.contains(":") && !isBracketed
          ? "has more than one colon behind its user: an IPv6 address needs brackets"
          : "has a host with characters that no host has"
      )
    }
    guard let port = portText.map({ UInt16(decimal: $0) }) ?? (kind == .http ? 80 : 1080), port > 0 else {
      throw Problem("has a port that is not a number from 1 to 65535")
    }
    self.init(
      kind: kind,
      host: String(host),
      port: Int(port),
      user: login?.user,
      password: login.map { Secret($0.password) }
    )
  }

  private static let reserved = Problem(
    "has a character in its user or password that means something in a URL: "
      + "percent-encode it (%23 for #, %2F for /, %3F for ?, %40 for @, %3A for :, %25 for %)"
  )

  private static func login(_ text: Substring) throws(Problem) -> (user: String, password: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let user = String(parts.first ?? "").percentDecoded,
      let password = String(parts.dropFirst().first ?? "").percentDecoded
    else { throw Problem("has a % in its user or password that begins no escape: percent-encode it as %25") }
    // RFC 7617: nothing would tell where the user ends.
    guard !user.contains(":") else { throw Problem("has a colon in its user, which no proxy can read") }
    return (user, password)
  }

  /// Host and port; an IPv6 address loses its brackets.
  private static func split(_ text: Substring) -> (host: Substring, port: Substring?) {
    if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
      let rest = text[end...].dropFirst()
      return (text[..<end].dropFirst(), rest.isEmpty ? nil : rest.dropFirst(rest.hasPrefix(":") ? 1 : 0))
    }
    guard let colon = text.lastIndex(of: ":") else { return (text, nil) }
    return (text[..<colon], text[colon...].dropFirst())
  }
}

extension UInt16 {
  /// Reads digits alone; the standard library takes a sign too.
  init?(decimal text: Substring) {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber }), let number = UInt16(text) else { return nil }
    self = number
  }
}

extension String {
  /// The text without blanks, tabs and ends of lines around it.
  fileprivate var trimmingASCIISpace: Substring {
    let isSpace = { (scalar: Unicode.Scalar) in scalar == " " || (0x09...0x0d).contains(scalar.value) }
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return self[first...last]
  }
}

extension Substring {
  /// Whether this may be shown and looked up: a name, or an IP address without brackets.
  fileprivate var isHost: Bool {
    if contains(":") { return IPAddress(self) != nil }
    return utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        true
      default:
        false
      }
    }
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
