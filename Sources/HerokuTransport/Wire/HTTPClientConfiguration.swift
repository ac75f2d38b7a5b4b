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

extension TransportConfiguration {
  /// How long the head of an answer may take at most; the idle timeout ends a silent server sooner.
  var headTimeout: TimeAmount { TimeAmount(totalTimeout) }
}

extension HTTPClient.Configuration.Proxy {
  fileprivate init(_ proxy: HerokuTransport.Proxy) {
    switch proxy.kind {
    case .http:
      let authorization = proxy.user.map { user in
        HTTPClient.Authorization.basic(username: user, password: proxy.password?.reveal() ?? "")
      }
      self = .server(host: proxy.host, port: proxy.port, authorization: authorization)
    case .socks5:
      self = .socksServer(host: proxy.host, port: proxy.port)
    }
  }
}
