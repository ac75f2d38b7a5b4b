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
  public var description: String {
    "\(kind.rawValue)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
  }
}
