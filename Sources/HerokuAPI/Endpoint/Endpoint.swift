/// The server that is asked: where it is, and with it the one rule where a token may go.
///
/// An endpoint can only be made where a token may be sent, so that whoever holds one need not ask again.
public struct Endpoint: Hashable, Sendable {
  /// How the server is spoken to.
  public enum Scheme: String, Hashable, Sendable {
    /// In the clear, which only this machine or a host that was allowed by name gets.
    case http
    /// Over TLS.
    case https

    /// The port that is meant where none is given.
    public var defaultPort: UInt16 {
      switch self {
      case .http: 80
      case .https: 443
      }
    }
  }

  /// How the server is spoken to.
  public let scheme: Scheme
  /// The host in lower case: a name, an IPv4 address or an IPv6 address in brackets.
  public let host: String
  /// The port; nil where it is the scheme's own.
  public let port: UInt16?
  /// What stands before every path; empty, or starting with a slash and not ending with one.
  public let basePath: String

  /// Heroku's own: `https://api.heroku.com`.
  public static let heroku = Endpoint(scheme: .https, host: "api.heroku.com", port: nil, basePath: "")

  /// Puts an endpoint together without judging it; only the parser and constants do.
  init(scheme: Scheme, host: String, port: UInt16?, basePath: String) {
    self.scheme = scheme
    self.host = host
    self.port = port == scheme.defaultPort ? nil : port
    self.basePath = basePath
  }

  /// Host and port as the `Host` field and people write them: the port only where it is not the scheme's own.
  public var authority: String { port.map { "\(host):\($0)" } ?? host }

  /// The port that is connected to.
  public var effectivePort: UInt16 { port ?? scheme.defaultPort }

  /// What people call the server: the host, with the port unless it is the default.
  public var displayName: String { authority }

  /// Whether the server is this machine.
  public var isLoopback: Bool { TokenRule.isLoopback(host) }
}

extension Endpoint: CustomStringConvertible {
  /// The base URL.
  public var description: String { "\(scheme.rawValue)://\(authority)\(basePath)" }
}
