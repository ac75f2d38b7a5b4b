import AsyncHTTPClient
import HerokuAPI
import NIOCore
import NIOHTTPCompression
import NIOSSL

extension HTTPClient.Configuration {
  /// What async-http-client is to do, which in several points is not what it does by itself.
  init(_ configuration: TransportConfiguration, tls: TLSConfiguration) {
    self.init(
      tlsConfiguration: tls,
      // A redirect would take the token along.
      redirectConfiguration: .disallow,
      timeout: Timeout(
        connect: TimeAmount(configuration.connectTimeout),
        read: TimeAmount(configuration.idleTimeout),
        write: TimeAmount(configuration.idleTimeout)
      ),
      proxy: configuration.proxy.map(HTTPClient.Configuration.Proxy.init),
      decompression: .enabled(limit: .size(configuration.bodyLimit))
    )
    // HTTP/2 saves nothing for a few requests in a row, and costs a negotiation.
    httpVersion = .http1Only
    // Otherwise a refused connection is only reported after the whole connect timeout.
    connectionPool.retryConnectionEstablishment = false
    // Shorter than what servers and routers keep: a request on a connection that is just being closed would fail
    // after it was sent, and what became of a change be unknown.
    connectionPool.idleTimeout = .seconds(15)
  }
}

extension HTTPClient.Configuration.Proxy {
  fileprivate init(_ proxy: HerokuTransport.Proxy) {
    switch proxy.kind {
    case .http:
      self = .server(host: proxy.host, port: proxy.port, authorization: HTTPClient.Authorization(proxy))
    case .socks5:
      self = .socksServer(host: proxy.host, port: proxy.port)
    }
  }
}

extension HTTPClient.Authorization {
  /// Who we are to a proxy; nil where nobody has to know.
  init?(_ proxy: HerokuTransport.Proxy) {
    guard let user = proxy.user else { return nil }
    self = .basic(username: user, password: proxy.password?.reveal() ?? "")
  }
}
