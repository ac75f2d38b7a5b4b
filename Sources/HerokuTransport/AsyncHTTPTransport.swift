import AsyncHTTPClient
public import HTTPTypes
public import HerokuAPI
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// The wire over async-http-client: one thread, HTTP/1.1, connections that are kept for the next request.
///
/// Making one costs nothing; threads and connections come with the first request. Shut it down before the process
/// ends, so that no connection is cut in the middle.
public final class AsyncHTTPTransport: HTTPTransport {
  private enum State: Sendable {
    case idle
    case open(Wire)
    case shutDown
  }

  /// What a transport has while it is open.
  private struct Wire: Sendable {
    let client: HTTPClient
    let eventLoops: MultiThreadedEventLoopGroup
    /// The certificates that are believed; nil for the system's.
    let roots: TrustRoots?
    /// Whether a connection, with its tunnel and TLS, has ever stood: before, nothing can have been sent.
    let hasStood: Flag
    /// Whether an answer has ever come.
    let hasAnswered: Flag
  }

  /// Something that is true from some moment on.
  private final class Flag: Sendable {
    private let isUp = Atomic(false)
    var isRaised: Bool { isUp.load(ordering: .acquiring) }
    func raise() { isUp.store(true, ordering: .releasing) }
  }

  private let configuration: TransportConfiguration
  private let state = Mutex(State.idle)

  /// Makes a transport.
  public init(configuration: TransportConfiguration = TransportConfiguration()) {
    self.configuration = configuration
  }

  /// Sends a request and collects the answer.
  @concurrent
  public func send(_ request: HTTPRequest, body: [UInt8]) async throws(TransportFailure) -> HTTPAnswer {
    // The one moment at which a cancelled request has certainly not been sent.
    guard !Task.isCancelled else { throw TransportFailure(.cancelled, mayHaveBeenSent: false) }
    let wire = try wire(secure: request.scheme == "https")
    do {
      let answer = try await wire.client.answer(
        to: request,
        body: body,
        upTo: configuration.bodyLimit,
        deadline: .now() + TimeAmount(configuration.totalTimeout)
      )
      wire.hasAnswered.raise()
      return answer
    } catch {
      var failure = TransportFailure(error, through: configuration.proxy)
      if !wire.hasStood.isRaised { failure.mayHaveBeenSent = false }
      let probe = Probe(configuration: configuration, eventLoops: wire.eventLoops)
      let doubt = CertificateDoubt(probe: probe, roots: wire.roots)
      let (scheme, authority) = (request.scheme ?? "", request.authority ?? "")
      let explained = await doubt.explained(failure, scheme: scheme, authority: authority)
      let refusal = ProxyRefusal(configuration: configuration, eventLoops: wire.eventLoops)
      throw await ProtocolDoubt(probe: probe).explained(
        await refusal.explained(explained, scheme: scheme, authority: authority),
        scheme: scheme,
        authority: authority,
        isFirst: !wire.hasAnswered.isRaised
      )
    }
  }

  /// Ends all connections and the thread.
  ///
  /// What is under way fails, and afterwards nothing can be sent.
  public func shutdown() async {
    let last = state.withLock { state in
      defer { state = .shutDown }
      return state
    }
    await Self.close(last)
  }

  deinit {
    // HTTPClient traps when it is released before it was shut down.
    let last = state.withLock { $0 }
    guard case .open = last else { return }
    Task { await Self.close(last) }
  }

  private static func close(_ state: State) async {
    guard case .open(let wire) = state else { return }
    // Either fails only where it has been shut down before, which the state rules out.
    try? await wire.client.shutdown()
    try? await wire.eventLoops.shutdownGracefully()
  }

  /// What requests go over, which the first of them makes.
  ///
  /// - Parameter secure: whether certificates are needed: those that cannot be used are nobody's loss otherwise.
  private func wire(secure: Bool) throws(TransportFailure) -> Wire {
    try state.withLock { state throws(TransportFailure) in
      switch state {
      case .open(let wire):
        return wire
      case .shutDown:
        throw TransportFailure(.cancelled, mayHaveBeenSent: false, detail: "shut down")
      case .idle:
        var (tls, roots) = (TLSConfiguration.makeClientConfiguration(), nil as TrustRoots?)
        // Nothing is believed by accident: a transport is made for one server.
        tls.trustRoots = .certificates([])
        if secure { (tls, roots) = try configuration.trust.resolved() }
        let group = MultiThreadedEventLoopGroup.ofOneThread()
        var settings = HTTPClient.Configuration(configuration, tls: tls)
        let hasStood = Flag()
        // Comes before the first request goes over a connection.
        settings.http1_1ConnectionDebugInitializer = { channel in
          hasStood.raise()
          return channel.eventLoop.makeSucceededVoidFuture()
        }
        let client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: settings)
        let wire = Wire(
          client: client,
          eventLoops: group,
          roots: roots,
          hasStood: hasStood,
          hasAnswered: Flag()
        )
        state = .open(wire)
        return wire
      }
    }
  }
}
