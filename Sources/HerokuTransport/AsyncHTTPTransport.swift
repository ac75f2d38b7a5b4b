import AsyncHTTPClient
public import HTTPTypes
public import HerokuAPI
import NIOCore
import NIOPosix
import Synchronization

/// The wire over async-http-client: one thread, HTTP/1.1, connections that are kept for the next request.
///
/// Making one costs nothing; threads and connections come with the first request. Shut it down before the process
/// ends, so that no connection is cut in the middle.
public final class AsyncHTTPTransport: HTTPTransport {
  private enum State: Sendable {
    case idle
    case open(HTTPClient, MultiThreadedEventLoopGroup)
    case shutDown
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
    if request.scheme == "https" { try configuration.trust.check() }
    let client = try client()
    do {
      let deadline = ContinuousClock.now + configuration.totalTimeout
      let response = try await client.execute(
        HTTPClientRequest(request, body: body),
        timeout: configuration.headTimeout
      )
      return try await response.collect(upTo: configuration.bodyLimit, until: deadline)
    } catch {
      throw TransportFailure(error)
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
    guard case .open(let client, let group) = state else { return }
    // Either fails only where it has been shut down before, which the state rules out.
    try? await client.shutdown()
    try? await group.shutdownGracefully()
  }

  private func client() throws(TransportFailure) -> HTTPClient {
    try state.withLock { state throws(TransportFailure) in
      switch state {
      case .open(let client, _):
        return client
      case .shutDown:
        throw TransportFailure(.cancelled, mayHaveBeenSent: false, detail: "shut down")
      case .idle:
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let client = HTTPClient(
          eventLoopGroupProvider: .shared(group),
          configuration: HTTPClient.Configuration(configuration)
        )
        state = .open(client, group)
        return client
      }
    }
  }
}
