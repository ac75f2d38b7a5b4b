import AsyncHTTPClient
import HerokuAPI
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSOCKS
import NIOSSL
import Platform

extension TransportFailure {
  /// What an error of async-http-client, or of what it is built on, means.
  ///
  /// `mayHaveBeenSent` is false only for what can happen before a connection stands and at no other time, so that no
  /// request can be on its way.
  ///
  /// - Parameter proxy: the proxy that was to be gone through; connections are then made to it alone.
  init(_ error: any Error, through proxy: Proxy?) {
    switch error {
    case let error as TransportFailure:
      self = error
    case let error as HTTPClientError:
      self.init(error, through: proxy)
    case let error as NIOConnectionError:
      self.init(error, through: proxy)
    case let error as IOError:
      self.init(error)
    case let error as NIOSSLError:
      self.init(error)
    case let error as NIOSSLExtraError:
      self.init(error)
    case is BoringSSLError:
      // Handshakes fail with an error of NIOSSL's: what BoringSSL itself complains of came later, such as a record that
      // somebody has tampered with.
      self.init(.connectionLost, mayHaveBeenSent: true, detail: "TLS failed")
    case ChannelError.connectTimeout:
      self = .notConnected(.connectTimeout, through: proxy)
    case is ChannelError:
      self.init(.connectionLost, mayHaveBeenSent: true)
    case HTTPParserError.invalidEOFState, HTTPParserError.closedConnection:
      self.init(.connectionLost, mayHaveBeenSent: true, detail: "the answer is cut off")
    case is HTTPParserError:
      self.init(.malformedAnswer, mayHaveBeenSent: true)
    case NIOHTTPDecompression.DecompressionError.limit, is NIOTooManyBytesError:
      self.init(.tooLarge, mayHaveBeenSent: true)
    case is NIOHTTPDecompression.DecompressionError, is NIOHTTPDecompression.ExtraDecompressionError:
      self.init(.malformedAnswer, mayHaveBeenSent: true, detail: "it cannot be decompressed")
    case is CancellationError:
      self.init(.cancelled, mayHaveBeenSent: true)
    default:
      if let proxy, let reason = ProxyTrouble.Reason(handshake: error, with: proxy.kind) {
        self.init(.proxy(ProxyTrouble(reason, with: proxy.authority)), mayHaveBeenSent: false)
      } else {
        // The type alone: a description may hold anything.
        self.init(.other, mayHaveBeenSent: true, detail: "\(type(of: error))")
      }
    }
    self.proxy = proxy?.authority
  }

  /// What an error of async-http-client's own means.
  private init(_ error: HTTPClientError, through proxy: Proxy?) {
    func proxyFailure(_ reason: ProxyTrouble.Reason) -> TransportFailure {
      TransportFailure(
        .proxy(ProxyTrouble(reason, with: proxy?.authority ?? "")),
        mayHaveBeenSent: false
      )
    }
    switch error {
    case .connectTimeout:
      self = .notConnected(.connectTimeout, through: proxy)
    case .getConnectionFromPoolTimeout, .tlsHandshakeTimeout:
      self.init(.connectTimeout, mayHaveBeenSent: false)
    case .proxyAuthenticationRequired:
      self = proxyFailure(proxy?.user == nil ? .wantsLogin : .refusesLogin)
    case .invalidProxyResponse:
      self = proxyFailure(.declined(nil))
    case .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
      self = proxyFailure(.declined("it did not answer in time"))
    case .readTimeout, .writeTimeout, .deadlineExceeded:
      self.init(.silent, mayHaveBeenSent: true)
    case .remoteConnectionClosed, .uncleanShutdown, .requestStreamCancelled:
      self.init(.connectionLost, mayHaveBeenSent: true)
    case .cancelled:
      self.init(.cancelled, mayHaveBeenSent: true)
    case .alreadyShutdown:
      self.init(.cancelled, mayHaveBeenSent: false, detail: "shut down")
    // What the library refuses before it connects.
    case .invalidURL, .emptyHost, .emptyScheme,
      .identityCodingIncorrectlyPresent, .traceRequestWithBody, .contentLengthMissing,
      .invalidProxyConfiguration:
      self.init(.other, mayHaveBeenSent: false, detail: error.shortDescription)
    default:
      self.init(.other, mayHaveBeenSent: true, detail: error.shortDescription)
    }
  }

  /// What came of trying all addresses of a host: none were found, or why the last of them failed.
  private init(_ error: NIOConnectionError, through proxy: Proxy?) {
    guard let failure = error.connectionErrors.last else {
      self = .notConnected(.unknownHost, through: proxy)
      return
    }
    // The errors of single addresses are those of the system and of the channel.
    let kind = TransportFailure(failure.error, through: nil).kind
    self = .notConnected(kind, through: proxy)
    if proxy == nil { detail = TransportFailure(failure.error, through: nil).detail }
  }

  /// No connection stands to what is connected to: the proxy, where there is one, or the server.
  private static func notConnected(_ kind: Kind, through proxy: Proxy?) -> TransportFailure {
    guard let proxy else { return TransportFailure(kind, mayHaveBeenSent: false) }
    let reason: ProxyTrouble.Reason =
      switch kind {
      case .refused: .refused
      case .unknownHost: .unknownHost
      case .connectTimeout, .silent: .connectTimeout
      default: .unreachable
      }
    return TransportFailure(.proxy(ProxyTrouble(reason, with: proxy.authority)), mayHaveBeenSent: false)
  }

  /// What an error of the system's means; by its number, since its text depends on the system.
  private init(_ error: IOError) {
    switch error.errnoCode {
    // Only connecting ends so.
    case ECONNREFUSED:
      self.init(.refused, mayHaveBeenSent: false)
    case EADDRNOTAVAIL:
      self.init(.other, mayHaveBeenSent: false, detail: "there is no way to it")
    // A connection that stands ends so too, when a router on the way says so.
    case ENETUNREACH, EHOSTUNREACH, ENETDOWN:
      self.init(.other, mayHaveBeenSent: true, detail: "there is no way to it")
    case ECONNRESET, EPIPE, ENOTCONN, ECONNABORTED:
      self.init(.connectionLost, mayHaveBeenSent: true)
    case ETIMEDOUT:
      self.init(.silent, mayHaveBeenSent: true)
    default:
      self.init(.other, mayHaveBeenSent: true, detail: "errno \(error.errnoCode)")
    }
  }

  /// What an error of TLS means; its own text holds a path of the machine it was built on.
  ///
  /// Of a certificate it only says that it was not accepted: ``CertificateDoubt`` finds out why.
  private init(_ error: NIOSSLError) {
    switch error {
    case .handshakeFailed(let reason):
      let text = String(describing: reason)
      if text.contains("CERTIFICATE_VERIFY_FAILED") {
        self.init(.untrusted(.unknownAuthority(issuer: nil)), mayHaveBeenSent: false)
      } else if text.contains("WRONG_VERSION_NUMBER") {
        self.init(.untrusted(.noTLS), mayHaveBeenSent: false)
      } else if text.contains("KEY_USAGE_BIT_INCORRECT") {
        self.init(.untrusted(.wrongKeyUse), mayHaveBeenSent: false)
      } else if case .sslError(let errors) = reason, errors.contains(.eofDuringHandshake) {
        self.init(.untrusted(.hungUp), mayHaveBeenSent: false)
      } else {
        self.init(.untrusted(.handshake), mayHaveBeenSent: false)
      }
    case .uncleanShutdown, .shutdownFailed, .writeDuringTLSShutdown, .readInInvalidTLSState:
      self.init(.connectionLost, mayHaveBeenSent: true)
    // What only a handshake, or what comes before one, ends with.
    case .cannotMatchULabel, .noCertificateToValidate, .unableToValidateCertificate, .cannotFindPeerIP,
      .noSuchFilesystemObject, .failedToLoadCertificate:
      self.init(.untrusted(.handshake), mayHaveBeenSent: false, detail: "\(error)")
    default:
      self.init(.connectionLost, mayHaveBeenSent: true, detail: "TLS failed")
    }
  }

  private init(_ error: NIOSSLExtraError) {
    switch error {
    case .failedToValidateHostname:
      self.init(.untrusted(.wrongName([])), mayHaveBeenSent: false)
    case .serverHostnameImpossibleToMatch, .cannotUseIPAddressInSNI, .invalidSNIHostname:
      self.init(.untrusted(.handshake), mayHaveBeenSent: false, detail: "the host's name is none for TLS")
    default:
      self.init(.connectionLost, mayHaveBeenSent: true, detail: "TLS failed")
    }
  }
}

extension ProxyTrouble.Reason {
  /// What an error of a handshake with a proxy means; nil if it is none.
  fileprivate init?(handshake error: any Error, with kind: Proxy.Kind) {
    switch error {
    case let error as SOCKSError.ConnectionFailed:
      self = .declined(Self.words(for: error.reply))
    case is SOCKSError.NoValidAuthenticationMethod, is SOCKSError.InvalidAuthenticationSelection:
      self = .wantsLogin
    case is SOCKSError.InvalidProtocolVersion, is SOCKSError.InvalidReservedByte,
      is SOCKSError.InvalidAddressType, is SOCKSError.UnexpectedRead, is SOCKSError.InvalidClientState,
      is SOCKSError.InvalidServerState:
      self = .noProxy
    // What async-http-client says, by a type of its own, of a handshake that ended without a word; or, of an HTTP proxy,
    // that hung up right behind the word.
    case _ where "\(type(of: error))" == "NoResult":
      self = .declined(kind == .http ? nil : "it hung up")
    default:
      return nil
    }
  }

  /// RFC 1928.
  private static func words(for reply: SOCKSServerReply) -> String? {
    switch reply {
    case .notAllowed: "it is not allowed"
    case .networkUnreachable: "there is no way to its network"
    case .hostUnreachable: "it cannot find or reach the host"
    case .refused: "nothing listens there"
    case .ttlExpired: "it was too far away"
    case .commandUnsupported: "it does not make connections"
    case .addressUnsupported: "it does not take an address of this kind"
    default: nil
    }
  }
}
