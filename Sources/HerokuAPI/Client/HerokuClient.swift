public import Logging

/// The Platform API for OAuth clients: reads, and changes that are compared before they are sent.
///
/// A value that holds no connection: copies share the transport, the token and what warnings were shown already. Every call
/// runs off the caller's actor, ends with an ``APIError`` and is cancelled with its task.
public struct HerokuClient: Sendable {
  /// Where requests go.
  public var endpoint: Endpoint { exchange.builder.endpoint }
  /// Whether nothing but reading leaves this process.
  public var isReadOnly: Bool { exchange.isReadOnly }

  /// How many requests this client and its copies have sent, without those that cost none.
  public var sentRequests: Int { exchange.sent.value }

  var exchange: Exchange

  /// Makes a client.
  ///
  /// - Parameters:
  ///   - transport: the wire.
  ///   - endpoint: the server.
  ///   - token: whose clients these are.
  ///   - userAgent: who asks, such as `clientele/1.0`.
  ///   - isReadOnly: whether everything but reading is refused, before it is sent.
  ///   - reauthorization: where to get what a request is refused for want of.
  ///   - pacing: when and how a request is sent again.
  ///   - logger: where each attempt is noted, without tokens, secrets and bodies.
  public init(
    transport: any HTTPTransport,
    endpoint: Endpoint,
    token: AccessToken,
    userAgent: String,
    isReadOnly: Bool = false,
    reauthorization: Reauthorization = Reauthorization(),
    pacing: Pacing = Pacing(),
    logger: Logger = Logger(label: "heroku-api") { _ in SwiftLogNoOpLogHandler() }
  ) {
    exchange = Exchange(
      transport: transport,
      builder: RequestBuilder(endpoint: endpoint, userAgent: userAgent),
      authorizer: Authorizer(token: token, reauthorization: reauthorization, pacing: pacing),
      isReadOnly: isReadOnly,
      pacing: pacing,
      logger: logger
    )
  }

  /// The same client, watched: retries, warnings and a low rate limit are told to `observer`, on any thread.
  public func observed(by observer: @escaping @Sendable (Notice) -> Void) -> HerokuClient {
    var client = self
    client.exchange.observer = observer
    return client
  }

  /// The same client, whose changes are told to `recorder` before they leave and when they have come to something.
  public func recorded(by recorder: @escaping ChangeRecorder) -> HerokuClient {
    var client = self
    client.exchange.recorder = recorder
    return client
  }
}
