public import HerokuAPI

/// What the wire is made of: time limits, size limits, the proxy and whose certificates are believed.
public struct TransportConfiguration: Hashable, Sendable {
  /// How long making a connection may take, TLS and the proxy included.
  public var connectTimeout: Duration
  /// How long the server may stay silent, before the first byte and between two.
  ///
  /// The default is what Heroku's CLI uses.
  public var idleTimeout: Duration
  /// How long a whole answer may take: a server that trickles never stays silent.
  public var totalTimeout: Duration
  /// How large a body may be, in bytes after decompression.
  public var bodyLimit: Int
  /// The proxy to go through; nil goes straight to the server.
  public var proxy: Proxy?
  /// Whose certificates are believed.
  public var trust: Trust

  /// Puts a configuration together.
  public init(
    connectTimeout: Duration = .seconds(10),
    idleTimeout: Duration = .seconds(60),
    totalTimeout: Duration = .seconds(300),
    bodyLimit: Int = 32 << 20,
    proxy: Proxy? = nil,
    trust: Trust = Trust()
  ) {
    self.connectTimeout = connectTimeout
    self.idleTimeout = idleTimeout
    self.totalTimeout = totalTimeout
    self.bodyLimit = bodyLimit
    self.proxy = proxy
    self.trust = trust
  }
}

extension TransportConfiguration {
  /// The configuration that the environment asks for, with the usual limits.
  ///
  /// - Parameters:
  ///   - environment: of which `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in lower case too, `SSL_CERT_FILE`
  ///     and `SSL_CERT_DIR` are read.
  ///   - endpoint: the server, which decides about the proxy.
  /// - Throws: ``ProxyError`` where the proxy that applies cannot be understood: going without would be a surprise.
  public init(environment: [String: String], endpoint: Endpoint) throws(ProxyError) {
    self.init(
      proxy: try Proxy(environment: environment, endpoint: endpoint),
      trust: Trust(environment: environment)
    )
  }
}
