import AsyncHTTPClient
import HerokuAPI
import NIOCore
import NIOHTTP1
import NIOSOCKS
import NIOSSL
import Platform
import Testing

@testable import HerokuTransport

/// What each error of the libraries means, and whether the request may be on its way.
struct ErrorTests {
  static let proxy = Proxy(host: "proxy", port: 3128)

  static func trouble(_ reason: ProxyTrouble.Reason) -> TransportFailure.Kind {
    .proxy(ProxyTrouble(reason, with: "proxy:3128"))
  }

  static let table: [(any Error, TransportFailure.Kind, Bool)] = [
    // What only connecting ends with.
    (IOError(errnoCode: ECONNREFUSED, reason: ""), .refused, false),
    (IOError(errnoCode: EADDRNOTAVAIL, reason: ""), .other, false),
    (ChannelError.connectTimeout(.seconds(1)), .connectTimeout, false),
    (HTTPClientError.connectTimeout, .connectTimeout, false),
    (HTTPClientError.getConnectionFromPoolTimeout, .connectTimeout, false),
    (HTTPClientError.tlsHandshakeTimeout, .connectTimeout, false),
    (HTTPClientError.emptyHost, .other, false),
    (HTTPClientError.invalidURL, .other, false),
    (HTTPClientError.contentLengthMissing, .other, false),
    (HTTPClientError.alreadyShutdown, .cancelled, false),
    (NIOSSLError.handshakeFailed(.sslError([.eofDuringHandshake])), .untrusted(.hungUp), false),
    (NIOSSLError.handshakeFailed(.sslError([])), .untrusted(.handshake), false),
    (NIOSSLError.noCertificateToValidate, .untrusted(.handshake), false),
    (NIOSSLError.unableToValidateCertificate, .untrusted(.handshake), false),
    (NIOSSLExtraError.failedToValidateHostname, .untrusted(.wrongName([])), false),
    (NIOSSLExtraError.invalidSNIHostname, .untrusted(.handshake), false),
    // What a connection that stands can end with.
    (IOError(errnoCode: EHOSTUNREACH, reason: ""), .other, true),
    (IOError(errnoCode: ENETUNREACH, reason: ""), .other, true),
    (IOError(errnoCode: ENETDOWN, reason: ""), .other, true),
    (IOError(errnoCode: ECONNRESET, reason: ""), .connectionLost, true),
    (IOError(errnoCode: EPIPE, reason: ""), .connectionLost, true),
    (IOError(errnoCode: ETIMEDOUT, reason: ""), .silent, true),
    (IOError(errnoCode: EIO, reason: ""), .other, true),
    (ChannelError.ioOnClosedChannel, .connectionLost, true),
    (ChannelError.eof, .connectionLost, true),
    (HTTPClientError.remoteConnectionClosed, .connectionLost, true),
    (HTTPClientError.uncleanShutdown, .connectionLost, true),
    (HTTPClientError.requestStreamCancelled, .connectionLost, true),
    (HTTPClientError.readTimeout, .silent, true),
    (HTTPClientError.writeTimeout, .silent, true),
    (HTTPClientError.deadlineExceeded, .silent, true),
    (HTTPClientError.cancelled, .cancelled, true),
    (CancellationError(), .cancelled, true),
    (HTTPParserError.invalidEOFState, .connectionLost, true),
    (HTTPParserError.invalidVersion, .malformedAnswer, true),
    (BoringSSLError.sslError([]), .connectionLost, true),
    (BoringSSLError.syscallError, .connectionLost, true),
    (BoringSSLError.zeroReturn, .connectionLost, true),
    (NIOSSLError.uncleanShutdown, .connectionLost, true),
    (NIOSSLError.readInInvalidTLSState, .connectionLost, true),
    (NIOSSLError.shutdownFailed(.zeroReturn), .connectionLost, true),
    (SOCKSError.NoValidAuthenticationMethod(), .other, true),
  ]

  @Test func `says of each error whether the request may be on its way`() {
    for (error, kind, mayHaveBeenSent) in Self.table {
      let failure = TransportFailure(error, through: nil)
      #expect(failure.kind == kind, "\(error)")
      #expect(failure.mayHaveBeenSent == mayHaveBeenSent, "\(error)")
      #expect(failure.proxy == nil)
      // A proxy changes whom it is said of, not what may have become of the request.
      let throughProxy = TransportFailure(error, through: Self.proxy)
      #expect(
        !mayHaveBeenSent || throughProxy.mayHaveBeenSent || error is SOCKSError.NoValidAuthenticationMethod
      )
      #expect(throughProxy.proxy == "proxy:3128")
    }
  }

  @Test(
    arguments: [
      (HTTPClientError.connectTimeout as any Error, ProxyTrouble.Reason.connectTimeout),
      (ChannelError.connectTimeout(.seconds(1)), .connectTimeout),
      (HTTPClientError.proxyAuthenticationRequired, .wantsLogin),
      (HTTPClientError.invalidProxyResponse, .declined(nil)),
      (HTTPClientError.httpProxyHandshakeTimeout, .declined("it did not answer in time")),
      (HTTPClientError.socksHandshakeTimeout, .declined("it did not answer in time")),
      (SOCKSError.NoValidAuthenticationMethod(), .wantsLogin),
      (SOCKSError.InvalidProtocolVersion(actual: 72), .noProxy),
      (SOCKSError.UnexpectedRead(), .noProxy),
      (SOCKSError.ConnectionFailed(reply: .refused), .declined("nothing listens there")),
      (SOCKSError.ConnectionFailed(reply: .notAllowed), .declined("it is not allowed")),
      (SOCKSError.ConnectionFailed(reply: .commandUnsupported), .declined("it does not make connections")),
      (
        SOCKSError.ConnectionFailed(reply: .addressUnsupported),
        .declined("it does not take an address of this kind")
      ),
      (SOCKSError.ConnectionFailed(reply: .serverFailure), .declined(nil)),
    ] as [(any Error, ProxyTrouble.Reason)]
  )
  func `blames the proxy for what is the proxy's`(error: any Error, reason: ProxyTrouble.Reason) {
    let failure = TransportFailure(error, through: Self.proxy)
    #expect(failure.kind == Self.trouble(reason))
    #expect(!failure.mayHaveBeenSent)
  }

  @Test func `tells a login that was refused from one that is wanted`() {
    var proxy = Self.proxy
    proxy.user = "alice"
    let failure = TransportFailure(HTTPClientError.proxyAuthenticationRequired, through: proxy)
    #expect(failure.kind == Self.trouble(.refusesLogin))
  }

  @Test func `shows no text of an error that may hold anything`() {
    struct Unknown: Error, CustomStringConvertible { let description = "secret" }
    #expect(TransportFailure(Unknown(), through: nil).detail == "Unknown")
  }
}
