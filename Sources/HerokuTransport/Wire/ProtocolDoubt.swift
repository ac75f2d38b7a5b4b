import HerokuAPI
import NIOSSL

/// Finds out whether it is TLS that is missing, or was not reckoned with: no answer says so.
struct ProtocolDoubt {
  let probe: Probe

  /// The same failure, with what was spoken in the place of what was expected, where that can be found.
  ///
  /// - Parameter isFirst: whether nothing has been answered yet: a server does not change what it speaks.
  func explained(
    _ failure: TransportFailure,
    scheme: String,
    authority: String,
    isFirst: Bool
  ) async -> TransportFailure {
    guard isFirst else { return failure }
    let kind =
      switch (scheme, probe.configuration.proxy) {
      case ("https", let proxy?): await kind(of: failure, behind: proxy, authority)
      case ("http", nil): await kind(of: failure, inTheClear: authority)
      default: failure.kind
      }
    var explained = failure
    explained.kind = kind
    return explained
  }

  /// Finds out whether the end of a tunnel that a proxy has made speaks TLS.
  private func kind(of failure: TransportFailure, behind proxy: Proxy, _ authority: String) async
    -> TransportFailure.Kind
  {
    let noTLS = TransportFailure.Kind.proxy(ProxyTrouble(.noTLS, with: proxy.authority))
    if failure.kind == .untrusted(.noTLS) { return noTLS }
    // A connection may be lost once; what is no TLS does not come twice by chance.
    guard failure.kind.mayBeForWantOfTLS(behind: proxy), !failure.mayHaveBeenSent,
      let again = await probe.failure(reaching: "https://\(authority)/"),
      again.kind.mayBeForWantOfTLS(behind: proxy)
    else { return failure.kind }
    return noTLS
  }

  /// Finds out whether a server that was asked without TLS shows a certificate.
  private func kind(of failure: TransportFailure, inTheClear authority: String) async -> TransportFailure.Kind
  {
    guard failure.kind == .connectionLost || failure.kind == .malformedAnswer,
      let server = try? Authority(authority[...]),
      let shown = try? await probe.certificates(
        of: server,
        port: UInt16(Endpoint.Scheme.http.defaultPort),
        limit: min(probe.configuration.connectTimeout, .seconds(2))
      ), !shown.isEmpty
    else { return failure.kind }
    return .speaksTLS
  }
}

extension Probe {
  /// Connects, and tells how that failed; nil where it did not.
  func failure(reaching url: String) async -> TransportFailure? {
    do {
      _ = try await connect(to: url)
      return nil
    } catch {
      return TransportFailure(error, through: configuration.proxy)
    }
  }
}

extension TransportFailure.Kind {
  /// Whether a peer that does not speak TLS ends a handshake so, with or without a word, behind a proxy that has made the
  /// tunnel.
  func mayBeForWantOfTLS(behind proxy: Proxy) -> Bool {
    switch self {
    case .connectionLost, .malformedAnswer, .untrusted(.noTLS), .untrusted(.hungUp): true
    // More HTTP, right behind the answer that made it.
    case .proxy(let trouble): proxy.kind == .http && trouble.reason == .declined(nil)
    default: false
    }
  }
}
