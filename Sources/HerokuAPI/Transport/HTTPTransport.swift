public import HTTPTypes

/// The wire: sends one request and returns the whole answer, whatever its status.
///
/// A transport neither retries nor follows redirects, verifies certificates, limits the size of the body, and
/// ends with ``TransportFailure/Kind/cancelled`` soon after its task is cancelled.
public protocol HTTPTransport: Sendable {
  /// Sends a request and collects the answer.
  ///
  /// - Parameter body: the bytes to send; empty sends `Content-Length: 0` with POST and PATCH.
  /// - Throws: ``TransportFailure`` where no whole answer arrived.
  func send(_ request: HTTPRequest, body: [UInt8]) async throws(TransportFailure) -> HTTPAnswer
}

/// A whole answer: status, header fields and the body, decompressed.
public struct HTTPAnswer: Sendable {
  /// Status and header fields.
  public var head: HTTPResponse
  /// The body's bytes.
  public var body: AnswerBody

  /// Puts an answer together.
  public init(head: HTTPResponse, body: AnswerBody = []) {
    self.head = head
    self.body = body
  }
}
