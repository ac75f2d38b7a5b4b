import AsyncHTTPClient
public import HerokuAPI
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// Connects to a server, the way that requests would take, sends nothing, and hangs up.
///
/// It verifies no certificate: it is there to find out why others were not accepted, and whether a proxy does its work.
struct Probe {
  let configuration: TransportConfiguration
  let eventLoops: any EventLoopGroup

  /// Connects, and returns the certificate that was shown; nil without TLS.
  func connect(to url: String) async throws -> NIOSSLCertificate? {
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.certificateVerification = .none
    var settings = HTTPClient.Configuration(configuration, tls: tls)
    let seen = Seen()
    settings.http1_1ConnectionDebugInitializer = { channel in
      seen.note(channel)
      // Fails the connection before it is there for the request.
      return channel.eventLoop.makeFailedFuture(Enough())
    }
    let client = HTTPClient(eventLoopGroupProvider: .shared(eventLoops), configuration: settings)
    let failure = await Self.failure(of: client, url: url, limit: TimeAmount(configuration.connectTimeout))
    try? await client.shutdown()
    // Only now: until the client has forgotten it, it would take it for a connection that has broken.
    await seen.hangUp()
    guard failure is Enough else { throw failure }
    return seen.certificate
  }

  private static func failure(of client: HTTPClient, url: String, limit: TimeAmount) async -> any Error {
    do {
      _ = try await client.execute(url: url, deadline: .now() + limit).get()
      return Enough()
    } catch {
      return error
    }
  }

  /// A connection that stands, and is needed no longer.
  private struct Enough: Error {}

  /// What was seen of a connection.
  private final class Seen: Sendable {
    private let state = Mutex<(certificate: NIOSSLCertificate?, channels: [any Channel])>((nil, []))

    var certificate: NIOSSLCertificate? { state.withLock { $0.certificate } }

    func note(_ channel: any Channel) {
      let certificate = try? channel.pipeline.syncOperations.nioSSL_peerCertificate()
      state.withLock {
        $0.certificate = certificate ?? $0.certificate
        $0.channels.append(channel)
      }
    }

    func hangUp() async {
      for channel in state.withLock({ $0.channels }) { try? await channel.close() }
    }
  }
}

extension TransportConfiguration {
  /// Tries whether the proxy leads to a server; nil where it does, or there is none.
  ///
  /// Nothing is sent to the server.
  public func proxyTrouble(reaching endpoint: Endpoint) async -> ProxyTrouble? {
    guard let proxy else { return nil }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let probe = Probe(configuration: self, eventLoops: group)
    var trouble: ProxyTrouble?
    do {
      _ = try await probe.connect(to: endpoint.description)
    } catch {
      let failure = await ProxyRefusal(configuration: self, eventLoops: group)
        .explained(
          TransportFailure(error, through: proxy),
          scheme: endpoint.scheme.rawValue,
          authority: endpoint.authority
        )
      if case .proxy(let found) = failure.kind { trouble = found }
    }
    try? await group.shutdownGracefully()
    return trouble
  }
}
