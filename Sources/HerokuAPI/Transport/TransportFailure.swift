public import FoundationEssentials

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
    /// The host could not prove that it is the one that was asked for, or the peer speaks no TLS.
    case untrusted(Distrust)
    /// The proxy is not there, or does not do what it is there for.
    case proxy(ProxyTrouble)
    /// The connection was closed or reset before the answer was complete.
    case connectionLost
    /// The server stayed silent for longer than the time limit.
    case silent
    /// What came is not HTTP, or is incomplete.
    case malformedAnswer
    /// It was asked in the clear, and speaks TLS.
    case speaksTLS
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
  /// Host and port of the proxy that the request went through; nil where it went straight to the server.
  public var proxy: String?
  /// A short technical detail for the log and for people, without secrets; may be empty.
  public var detail: String

  /// Describes a failure.
  public init(_ kind: Kind, mayHaveBeenSent: Bool, detail: String = "") {
    self.kind = kind
    self.mayHaveBeenSent = mayHaveBeenSent
    self.detail = detail
  }
}

/// Why a host is not believed to be the one that was asked for.
///
/// Names are what a certificate says, which somebody else has made.
public enum Distrust: Hashable, Sendable {
  /// Its certificate has expired.
  case expired(Date)
  /// Its certificate is not valid yet.
  case notYetValid(Date)
  /// Its certificate is for other hosts.
  case wrongName([String])
  /// Its certificate is for other uses than those of a server.
  case wrongPurpose
  /// The key of its certificate may be used for other things only (`keyUsage`).
  case wrongKeyUse
  /// Its certificate has something marked critical that is not known here; by its number.
  case criticalExtension(String)
  /// Its certificate vouches for itself.
  case selfSigned
  /// Who issued its certificate is not trusted here.
  case unknownAuthority(issuer: String?)
  /// Who issued its certificate is trusted here, but with a certificate that has expired.
  case expiredAuthority(issuer: String?, Date)
  /// Who issued its certificate shows a certificate that has expired.
  case expiredIntermediate(issuer: String?, Date)
  /// Who issued its certificate shows a certificate that is not valid yet.
  case intermediateNotYetValid(issuer: String?, Date)
  /// Who issued its certificate may not issue any, by its own.
  case noAuthority(issuer: String?)
  /// Who is said to have issued its certificate is trusted here, and what is trusted does not bear that out.
  case notBorneOut(issuer: String?)
  /// The certificates to trust that were named cannot be used; a clause says which and why.
  case noRoots(String)
  /// It does not speak TLS.
  case noTLS
  /// It hung up before the handshake was done.
  case hungUp
  /// The handshake failed for another reason.
  case handshake
}

/// What is wrong with a proxy.
public struct ProxyTrouble: Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// Nothing listens there.
    case refused
    /// There is no host of that name.
    case unknownHost
    /// It could not be reached within the time limit.
    case connectTimeout
    /// There is no way to it.
    case unreachable
    /// It wants to know who is asking, and nobody told it.
    case wantsLogin
    /// It does not accept the user and password that it was given.
    case refusesLogin
    /// It knows only ways of logging in that are not supported, which are named.
    case otherLogin(String)
    /// It did not connect to the server; a clause says why, where it says so.
    case declined(String?)
    /// It does not speak the proxy's protocol.
    case noProxy
    /// It let the connection through, and what answers at its end does not speak TLS: a page to sign in at, perhaps.
    case noTLS
  }

  /// Host and port of the proxy.
  public var proxy: String
  /// What is wrong.
  public var reason: Reason

  /// Describes a trouble.
  public init(_ reason: Reason, with proxy: String) {
    self.proxy = proxy
    self.reason = reason
  }
}
