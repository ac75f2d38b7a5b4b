import AsyncHTTPClient
public import HerokuAPI
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// Connects to a server, the way that requests would take, sends nothing, and hangs up.
///
/// It verifies no certificate: it is there to find out why others were not accepted, and whether a proxy of SOCKS does
/// its work.
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

  /// Connects to a server without a proxy, and returns all certificates that it shows, its own first.
  func certificates(
    of server: Authority,
    port: UInt16,
    limit: Duration? = nil
  ) async throws -> [NIOSSLCertificate] {
    let limit = TimeAmount(limit ?? configuration.connectTimeout)
    let address = server.host.address
    let host = server.host.text.filter { $0 != "[" && $0 != "]" }
    let context = try NIOSSLContext(configuration: .makeClientConfiguration())
    let shown = eventLoops.any().makePromise(of: [NIOSSLCertificate].self)
    do {
      let channel = try await ClientBootstrap(group: eventLoops).connectTimeout(limit)
        .channelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            let handler = try NIOSSLClientHandler(
              context: context,
              serverHostname: address == nil ? host : nil,
              customVerificationCallback: { certificates, verdict in
                shown.succeed(certificates)
                // Nothing is wanted of it any longer.
                verdict.succeed(.failed)
              }
            )
            try channel.pipeline.syncOperations.addHandler(handler)
          }
        }
        .connect(host: host, port: Int(server.port ?? port)).get()
      let lateness = channel.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
      channel.closeFuture.whenComplete { _ in
        lateness.cancel()
        shown.fail(ChannelError.eof)
      }
    } catch {
      shown.fail(error)
    }
    return try await shown.futureResult.get()
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
  /// The server is sent nothing, or with https no more than a handshake of TLS: only that shows that it is the server.
  public func proxyTrouble(reaching endpoint: Endpoint) async -> ProxyTrouble? {
    guard let proxy else { return nil }
    let group = MultiThreadedEventLoopGroup.ofOneThread()
    var trouble: ProxyTrouble?
    let (scheme, authority) = (endpoint.scheme.rawValue, endpoint.authority)
    if proxy.kind == .http {
      let refusal = ProxyRefusal(configuration: self, eventLoops: group)
      trouble = await refusal.reason(of: proxy, scheme: scheme, authority: authority, limit: connectTimeout)
        .map { ProxyTrouble($0, with: proxy.authority) }
    }
    if trouble == nil, proxy.kind != .http || endpoint.scheme == .https {
      let probe = Probe(configuration: self, eventLoops: group)
      let failure = await probe.failure(reaching: endpoint.description)
      trouble = failure.flatMap { proxy.trouble(behind: $0, secure: endpoint.scheme == .https) }
    }
    try? await group.shutdownGracefully()
    return trouble
  }
}

extension Proxy {
  /// What is wrong with the way through it, as a failure to connect tells; nil where that is not the proxy's.
  fileprivate func trouble(behind failure: TransportFailure, secure: Bool) -> ProxyTrouble? {
    switch failure.kind {
    // An HTTP proxy has made the tunnel before this was tried.
    case .silent where kind == .http,
      .proxy(ProxyTrouble(.connectTimeout, with: authority)) where kind == .http:
      ProxyTrouble(.declined("nothing came through it in time"), with: authority)
    case let kind where secure && kind.mayBeForWantOfTLS(behind: self): ProxyTrouble(.noTLS, with: authority)
    case .proxy(let found): found
    case .silent: ProxyTrouble(.connectTimeout, with: authority)
    default: nil
    }
  }
}
