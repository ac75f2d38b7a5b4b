/// Why a text is not a server that a token may be sent to.
public enum EndpointError: Error, Hashable, Sendable {
  /// There is no text.
  case empty
  /// The scheme is neither https nor http.
  case unknownScheme(String)
  /// A user or password stands before the host.
  case hasUserInfo
  /// A query or fragment follows the path, or the path has characters that no path has.
  case badPath
  /// The host is none, or written in a way that programs read differently.
  case badHost(String)
  /// The port is not a number from 1 to 65535.
  case badPort(String)
  /// The URL is well-formed, but a token must not be sent there.
  case tokenNotAllowed(scheme: Endpoint.Scheme, host: String)
}

extension EndpointError: CustomStringConvertible {
  /// The error in words, without a full stop.
  public var description: String {
    switch self {
    case .empty:
      "the host is empty"
    case .unknownScheme(let scheme):
      "“\(scheme)” is not a scheme of the API: use https"
    case .hasUserInfo:
      "a host must not have a user or password before it"
    case .badPath:
      "the URL must end after the host, its port or a plain path"
    case .badHost(let host):
      "“\(host)” is not a host: write a domain such as heroku.com, or a whole URL such as http://127.0.0.1:5000"
    case .badPort(let port):
      "“\(port)” is not a port"
    case .tokenNotAllowed(.http, let host) where TokenRule.isHeroku(host):
      "a token is sent to “\(host)” over https only"
    case .tokenNotAllowed(_, let host):
      "a token is not sent to “\(host)” unless that very host is allowed (--allow-host \(host))"
    }
  }
}
