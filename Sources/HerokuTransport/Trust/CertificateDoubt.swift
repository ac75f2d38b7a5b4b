import FoundationEssentials
import HerokuAPI
import NIOSSL

/// Finds out why a server's certificate was not accepted: BoringSSL's errors do not tell.
///
/// It asks a ``Probe`` for the certificate, and looks at that.
struct CertificateDoubt {
  let probe: Probe
  /// What was believed; nil for the system's certificates.
  let roots: TrustRoots?

  /// The same failure, with the reason where one can be found.
  func explained(_ failure: TransportFailure, scheme: String, authority: String) async -> TransportFailure {
    guard case .untrusted(let distrust) = failure.kind, distrust.isAboutTheCertificate,
      let certificate = try? await probe.connect(to: "\(scheme)://\(authority)/")
    else { return failure }
    var explained = failure
    explained.kind = .untrusted(reason(for: certificate, instead: distrust))
    return explained
  }

  private func reason(for certificate: NIOSSLCertificate, instead distrust: Distrust, now: Date = Date())
    -> Distrust
  {
    let validity = certificate.validity
    if validity.upperBound < now { return .expired(validity.upperBound) }
    if validity.lowerBound > now { return .notYetValid(validity.lowerBound) }
    if case .wrongName = distrust { return .wrongName(certificate.hosts) }
    guard let names = CertificateNames(certificate) else { return distrust }
    if names.subject == names.issuer { return .selfSigned }
    let issuers = (roots?.invalid ?? []).filter { CertificateNames($0)?.subject == names.issuer }
    if let last = issuers.map(\.validity.upperBound).max(), last < now {
      return .expiredAuthority(issuer: names.issuerName, last)
    }
    return .unknownAuthority(issuer: names.issuerName)
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

/// Whom a certificate is for and who has issued it: of all that is in it (RFC 5280, 4.1), what NIOSSL does not tell.
struct CertificateNames {
  /// The bytes of the issuer's name.
  let issuer: [UInt8]
  /// The bytes of the subject's name.
  let subject: [UInt8]

  init?(_ certificate: NIOSSLCertificate) {
    guard let bytes = try? certificate.toDERBytes() else { return nil }
    var outer = DERReader(bytes[...])
    var inner = DERReader(outer.next()?.content ?? [])
    var fields = DERReader(inner.next()?.content ?? [])
    var parts: [DERReader.Element] = []
    while let element = fields.next() { parts.append(element) }
    // The version comes first, with a tag of its own, or not at all.
    if parts.first?.tag == 0xa0 { parts.removeFirst() }
    // Serial number, algorithm, issuer, validity, subject.
    guard parts.count >= 5 else { return nil }
    issuer = Array(parts[2].content)
    subject = Array(parts[4].content)
  }

  /// What the issuer is called: its common name, else its organization.
  var issuerName: String? {
    var names: [String: String] = [:]
    var sets = DERReader(issuer[...])
    while let set = sets.next() {
      var pairs = DERReader(set.content)
      while let pair = pairs.next() {
        var fields = DERReader(pair.content)
        guard let kind = fields.next(), let value = fields.next() else { continue }
        names[kind.content.map { "\($0)" }.joined(separator: ".")] = String(
          decoding: value.content,
          as: UTF8.self
        )
      }
    }
    // 2.5.4.3 and 2.5.4.10, as DER has them.
    return (names["85.4.3"] ?? names["85.4.10"]).map { String($0.prefix(80)) }
  }
}

/// Cuts bytes in DER format (X.690) into elements.
private struct DERReader {
  struct Element {
    let tag: UInt8
    let content: ArraySlice<UInt8>
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// The next element; nil at the end, or where there is none.
  mutating func next() -> Element? {
    guard let tag = rest.popFirst(), let first = rest.popFirst() else { return nil }
    var length = Int(first)
    if first >= 0x80 {
      let digits = rest.prefix(Int(first & 0x7f))
      guard (1...4).contains(digits.count), digits.count == Int(first & 0x7f) else { return nil }
      rest = rest.dropFirst(digits.count)
      length = digits.reduce(0) { $0 << 8 | Int($1) }
    }
    guard length <= rest.count else { return nil }
    defer { rest = rest.dropFirst(length) }
    return Element(tag: tag, content: rest.prefix(length))
  }
}
