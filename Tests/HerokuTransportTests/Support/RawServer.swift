import NIOCore
import NIOPosix
import NIOSSL
import Platform
import Synchronization

/// A server on loopback that gives every request the same bytes, whatever they are worth, and keeps what it was sent.
final class RawServer: Sendable {
  /// What happens to the connection after the bytes.
  enum Ending: Sendable {
    case close
    case reset
    case stay
    /// Stays, after bytes that are no TLS have been sent below TLS.
    case garble
  }

  struct Behavior: Sendable {
    var bytes: [UInt8]
    var ending: Ending
    var certificate: TestCertificate?
    /// Whether it waits for the end of a head; else whatever comes is answered.
    var waitsForHead = true

    init(_ text: String = "", then ending: Ending, certificate: TestCertificate? = nil) {
      self.init(Array(text.utf8), then: ending, certificate: certificate)
    }

    init(_ bytes: [UInt8], then ending: Ending, certificate: TestCertificate? = nil) {
      self.bytes = bytes
      self.ending = ending
      self.certificate = certificate
    }
  }

  let behavior: Behavior
  private let received = Mutex<[String]>([])
  private let boundPort = Mutex(0)
  private let accepted = Mutex(0)

  private init(_ behavior: Behavior) {
    self.behavior = behavior
  }

  var port: Int { boundPort.withLock { $0 } }
  /// The heads of the requests so far, as text.
  var requests: [String] { received.withLock { $0 } }

  /// How many connections were made so far.
  var connections: Int { accepted.withLock { $0 } }

  fileprivate func noteConnection() {
    accepted.withLock { $0 += 1 }
  }

  fileprivate func note(_ request: String) {
    received.withLock { $0.append(request) }
  }

  /// Runs a server for as long as `body` takes.
  static func run<Value>(
    _ behavior: Behavior,
    _ body: (RawServer) async throws -> Value
  ) async throws -> Value {
    let server = RawServer(behavior)
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do {
      let tls = try behavior.certificate.map(NIOSSLContext.init)
      let channel = try await ServerBootstrap(group: group)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(BottomHandler(), name: bottom)
            if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
            try channel.pipeline.syncOperations.addHandler(RawHandler(server))
          }
        }
        .bind(host: "127.0.0.1", port: 0).get()
      server.boundPort.withLock { $0 = channel.localAddress?.port ?? 0 }
      let value = try await body(server)
      // Ends the listener and every connection.
      try await group.shutdownGracefully()
      return value
    } catch {
      try await group.shutdownGracefully()
      throw error
    }
  }
}

extension NIOSSLContext {
  convenience init(_ certificate: TestCertificate) throws {
    try self.init(
      configuration: .makeServerConfiguration(
        certificateChain: NIOSSLCertificate.fromPEMBytes(Array(certificate.certificate.utf8)).map {
          .certificate($0)
        },
        privateKey: .privateKey(NIOSSLPrivateKey(bytes: Array(certificate.privateKey.utf8), format: .pem))
      )
    )
  }
}

extension RawServer {
  fileprivate static let bottom = "bottom"
}

/// Does nothing; what is written from here goes to the wire as it is.
private final class BottomHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
}

/// Waits for the end of a request's head, then does what the server is there for.
private final class RawHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let server: RawServer
  private var head = ""

  init(_ server: RawServer) {
    self.server = server
  }

  func channelActive(context: ChannelHandlerContext) {
    server.noteConnection()
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    head += String(buffer: unwrapInboundIn(data))
    guard head.contains("\r\n\r\n") || !server.behavior.waitsForHead else { return }
    server.note(head)
    head = ""
    let behavior = server.behavior
    if behavior.ending == .reset {
      // Closing without lingering is what sends a reset.
      (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        .whenComplete { _ in }
    }
    if behavior.ending == .garble {
      // From the very bottom, where nothing encrypts it.
      (try? context.pipeline.syncOperations.context(name: RawServer.bottom))?
        .writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: behavior.bytes)), promise: nil)
      return
    }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: behavior.bytes)), promise: nil)
    if behavior.ending != .stay { context.close(promise: nil) }
  }
}
