import HerokuAPI
import NIOCore
import NIOPosix
import NIOSSL
import Platform

extension TransportFailure {
  /// What an error of the system's means; by its number, since its text depends on the system.
  init(_ error: IOError) {
    switch error.errnoCode {
    case ECONNREFUSED:
      self.init(.refused, mayHaveBeenSent: false)
    case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EADDRNOTAVAIL:
      self.init(.other, mayHaveBeenSent: false, detail: "there is no way to it")
    case ECONNRESET, EPIPE, ENOTCONN, ECONNABORTED:
      self.init(.connectionLost, mayHaveBeenSent: true)
    case ETIMEDOUT:
      self.init(.silent, mayHaveBeenSent: true)
    default:
      self.init(.other, mayHaveBeenSent: true, detail: "errno \(error.errnoCode)")
    }
  }

  /// What came of trying all addresses of a host: none were found, or why the last of them failed.
  init(_ error: NIOConnectionError) {
    guard let failure = error.connectionErrors.last else {
      self.init(.unknownHost, mayHaveBeenSent: false)
      return
    }
    self.init(failure.error)
    mayHaveBeenSent = false
  }

  /// What an error of TLS means; its own text holds a path of the machine it was built on.
  init(_ error: NIOSSLError) {
    switch error {
    case .handshakeFailed(let reason):
      let text = String(describing: reason)
      if text.contains("CERTIFICATE_VERIFY_FAILED") {
        self.init(.untrusted, mayHaveBeenSent: false, detail: "its certificate is not vouched for")
      } else if text.contains("WRONG_VERSION_NUMBER") {
        self.init(.untrusted, mayHaveBeenSent: false, detail: "it does not speak TLS")
      } else {
        self.init(.untrusted, mayHaveBeenSent: false, detail: "the TLS handshake failed")
      }
    case .uncleanShutdown, .shutdownFailed, .writeDuringTLSShutdown, .readInInvalidTLSState:
      self.init(.connectionLost, mayHaveBeenSent: true)
    case .noSuchFilesystemObject, .failedToLoadCertificate:
      self.init(.untrusted, mayHaveBeenSent: false, detail: "the certificates to trust cannot be read")
    default:
      self.init(.untrusted, mayHaveBeenSent: false, detail: "the certificate cannot be verified")
    }
  }
}
