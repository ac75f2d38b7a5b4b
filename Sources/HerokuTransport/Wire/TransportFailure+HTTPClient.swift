import AsyncHTTPClient
import HerokuAPI
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

extension TransportFailure {
  /// What an error of async-http-client, or of what it is built on, means.
  ///
  /// `mayHaveBeenSent` is false only for what ends before a connection stands, where no request can be on its way.
  init(_ error: any Error) {
    switch error {
    case let error as TransportFailure:
      self = error
    case let error as HTTPClientError:
      self.init(error)
    case let error as IOError:
      self.init(error)
    case let error as NIOConnectionError:
      self.init(error)
    case let error as NIOSSLError:
      self.init(error)
    case let error as NIOSSLExtraError where error == .failedToValidateHostname:
      self.init(.untrusted, mayHaveBeenSent: false, detail: "its certificate is for another host")
    case is NIOSSLExtraError, is BoringSSLError:
      self.init(.untrusted, mayHaveBeenSent: false, detail: "TLS failed")
    case ChannelError.connectTimeout:
      self.init(.connectTimeout, mayHaveBeenSent: false)
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
      // The type alone: a description may hold anything.
      self.init(.other, mayHaveBeenSent: true, detail: "\(type(of: error))")
    }
  }
}
