/// Why no whole answer arrived.
public struct TransportFailure: Error, Hashable, Sendable {
  /// What went wrong.
  public enum Kind: Hashable, Sendable {
    /// Nothing listens on that address and port.
    case refused
    /// The host's name could not be resolved.
    case unknownHost
    /// The connection could not be made within the time limit.
    case connectTimeout
    /// The host's certificate could not be verified, or the peer speaks no TLS.
    case untrusted
    /// The proxy refused, or wants credentials.
    case proxy
    /// The connection was closed or reset before the answer was complete.
    case connectionLost
    /// The server stayed silent for longer than the time limit.
    case silent
    /// What came is not HTTP, or is incomplete.
    case malformedAnswer
    /// The answer is larger than the limit.
    case tooLarge
    /// The request was cancelled from this side.
    case cancelled
    /// Anything else.
    case other
  }

  /// What went wrong.
  public var kind: Kind
  /// Whether the request may have reached the server.
  ///
  /// False only where it certainly did not.
  public var mayHaveBeenSent: Bool
  /// A short technical detail for the log and for people, without secrets; may be empty.
  public var detail: String

  /// Describes a failure.
  public init(_ kind: Kind, mayHaveBeenSent: Bool, detail: String = "") {
    self.kind = kind
    self.mayHaveBeenSent = mayHaveBeenSent
    self.detail = detail
  }
}
