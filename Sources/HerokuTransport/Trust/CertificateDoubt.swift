import FoundationEssentials
import HerokuAPI
import NIOSSL

/// Finds out why a server's certificate was not accepted: BoringSSL's errors do not tell.
///
/// It asks a ``Probe`` for the certificates that the server shows, and looks at those.
struct CertificateDoubt {
  let probe: Probe
  /// What was believed; nil for the system's certificates.
  let roots: TrustRoots?

  /// The same failure, with the reason where one can be found.
  func explained(_ failure: TransportFailure, scheme: String, authority: String) async -> TransportFailure {
    guard case .untrusted(let distrust) = failure.kind, distrust.isAboutTheCertificate else { return failure }
    let shown = await certificates(scheme: scheme, authority: authority)
    guard let reason = reason(for: shown, instead: distrust) else { return failure }
    var explained = failure
    explained.kind = .untrusted(reason)
    return explained
  }

  /// The certificates that the server shows, its own first; through a proxy, that one alone.
  private func certificates(scheme: String, authority: String) async -> [NIOSSLCertificate] {
    if probe.configuration.proxy == nil, let server = try? Authority(authority[...]) {
      let port = Endpoint.Scheme(rawValue: scheme)?.defaultPort ?? 443
      return (try? await probe.certificates(of: server, port: UInt16(port))) ?? []
    }
    return (try? await probe.connect(to: "\(scheme)://\(authority)/")).map { [$0] } ?? []
  }

  private func reason(for shown: [NIOSSLCertificate], instead distrust: Distrust, now: Date = Date())
    -> Distrust?
  {
    guard let certificate = shown.first else { return nil }
    let validity = certificate.validity
    if validity.upperBound < now { return .expired(validity.upperBound) }
    if validity.lowerBound > now { return .notYetValid(validity.lowerBound) }
    if case .wrongName = distrust { return .wrongName(certificate.hosts) }
    guard let details = CertificateDetails(certificate) else { return distrust }
    if !details.isForServers { return .wrongPurpose }
    if !details.isForHandshakes { return .wrongKeyUse }
    if let number = details.unknownDemand { return .criticalExtension(number) }
    if details.subject == details.issuer { return .selfSigned }
    return reason(
      forIssuersOf: details,
      shown: shown.dropFirst().map { ($0, CertificateDetails($0)) },
      now: now
    )
  }

  /// What is wrong further up, as far as it can be followed.
  private func reason(
    forIssuersOf first: CertificateDetails,
    shown: [(certificate: NIOSSLCertificate, details: CertificateDetails?)],
    now: Date
  ) -> Distrust {
    var last = first
    var wanted = first.issuerName
    // Each is gone to once: they may lead in a circle.
    for _ in 0..<8 {
      let issuer = last.issuerName
      let trusted = (roots?.valid ?? []).compactMap(CertificateDetails.init).filter {
        $0.subject == last.issuer
      }
      if let intermediate = trusted.first {
        if trusted.contains(where: { $0.subject == $0.issuer }) { return .notBorneOut(issuer: issuer) }
        // One that is not an end in itself is not enough.
        (last, wanted) = (intermediate, intermediate.issuerName)
        continue
      }
      let own = (roots?.invalid ?? []).filter { CertificateDetails($0)?.subject == last.issuer }
      if let end = own.map(\.validity.upperBound).max(), end < now {
        return .expiredAuthority(issuer: issuer, end)
      }
      let next = shown.first { $0.details?.subject == last.issuer }
      guard let (certificate, details) = next, let details, details != last else { break }
      let validity = certificate.validity
      if validity.upperBound < now { return .expiredIntermediate(issuer: issuer, validity.upperBound) }
      if validity.lowerBound > now { return .intermediateNotYetValid(issuer: issuer, validity.lowerBound) }
      if !details.isAuthority { return .noAuthority(issuer: issuer) }
      if details.subject == details.issuer { break }
      last = details
    }
    return .unknownAuthority(issuer: wanted)
  }
}

extension Distrust {
  /// Whether a look at the certificate tells more.
  fileprivate var isAboutTheCertificate: Bool {
    switch self {
    case .unknownAuthority, .wrongName: true
    default: false
    }
  }
}

extension NIOSSLCertificate {
  /// The hosts that it is for.
  fileprivate var hosts: [String] {
    _subjectAlternativeNames().compactMap { name in
      switch name.nameType {
      case .dnsName: String(decoding: name.contents, as: UTF8.self)
      case .ipAddress where name.contents.count == 4: name.contents.map { "\($0)" }.joined(separator: ".")
      default: nil
      }
    }
  }
}
