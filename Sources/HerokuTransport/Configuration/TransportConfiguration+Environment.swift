public import HerokuAPI

extension TransportConfiguration {
  /// The configuration that the environment asks for, with the usual limits.
  ///
  /// - Parameters:
  ///   - environment: of which `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in lower case too, `SSL_CERT_FILE` and
  ///     `SSL_CERT_DIR` are read.
  ///   - endpoint: the server, which decides about the proxy.
  /// - Throws: ``ProxyError`` where the proxy that applies cannot be understood: going without would be a surprise.
  public init(environment: [String: String], endpoint: Endpoint) throws(ProxyError) {
    self.init(
      proxy: try Proxy(environment: environment, endpoint: endpoint),
      trust: Trust(environment: environment)
    )
  }
}
