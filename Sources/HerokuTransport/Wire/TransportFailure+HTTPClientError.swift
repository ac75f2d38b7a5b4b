import AsyncHTTPClient
import HerokuAPI

extension TransportFailure {
  /// What an error of async-http-client's own means.
  init(_ error: HTTPClientError) {
    switch error {
    case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
      self.init(.connectTimeout, mayHaveBeenSent: false)
    case .proxyAuthenticationRequired:
      self.init(.proxy, mayHaveBeenSent: false, detail: "it wants a user and a password")
    case .invalidProxyResponse, .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
      self.init(.proxy, mayHaveBeenSent: false)
    case .readTimeout, .writeTimeout, .deadlineExceeded:
      self.init(.silent, mayHaveBeenSent: true)
    case .remoteConnectionClosed, .uncleanShutdown, .requestStreamCancelled:
      self.init(.connectionLost, mayHaveBeenSent: true)
    case .cancelled:
      self.init(.cancelled, mayHaveBeenSent: true)
    case .alreadyShutdown:
      self.init(.cancelled, mayHaveBeenSent: false, detail: "shut down")
    case .invalidURL, .emptyHost, .emptyScheme:
      self.init(.other, mayHaveBeenSent: false, detail: error.shortDescription)
    default:
      self.init(.other, mayHaveBeenSent: true, detail: error.shortDescription)
    }
  }
}
