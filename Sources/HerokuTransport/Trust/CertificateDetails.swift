import NIOSSL

/// Of all that is in a certificate (RFC 5280, 4.1) what NIOSSL does not tell: who has issued it, and what it is for.
struct CertificateDetails: Hashable {
  /// The bytes of the issuer's name.
  let issuer: [UInt8]
  /// The bytes of the subject's name.
  let subject: [UInt8]
  private let extensions: [Extension]

  /// One of its extensions (4.2).
  private struct Extension: Hashable {
    var kind: [UInt8]
    var isCritical = false
    var value: [UInt8] = []
  }

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
    // The last field, with a tag of its own, around a list.
    var list = DERReader(parts.last { $0.tag == 0xa3 }?.content ?? [])
    var entries = DERReader(list.next()?.content ?? [])
    var extensions: [Extension] = []
    while let entry = entries.next() {
      var fields = DERReader(entry.content)
      guard let kind = fields.next() else { continue }
      var found = Extension(kind: Array(kind.content))
      while let field = fields.next() {
        switch field.tag {
        case 0x01: found.isCritical = field.content.first != 0
        case 0x04: found.value = Array(field.content)
        default: continue
        }
      }
      extensions.append(found)
    }
    self.extensions = extensions
  }

  private func value(_ number: UInt8) -> [UInt8]? {
    extensions.first { $0.kind == [0x55, 0x1d, number] }?.value
  }

  /// Whether it may be shown by a server (4.2.1.12).
  var isForServers: Bool {
    guard let uses = value(37) else { return true }
    var list = DERReader(uses[...])
    var kinds = DERReader(list.next()?.content ?? [])
    while let kind = kinds.next() {
      if ObjectIdentifiers.servers.contains(Array(kind.content)) { return true }
    }
    return false
  }

  /// Whether its key may be used for a handshake of TLS (4.2.1.3): to sign, or to agree on a key in one of the old ways.
  var isForHandshakes: Bool {
    guard let uses = value(15) else { return true }
    var bits = DERReader(uses[...])
    // How many bits at the end do not count, then the bits, the first of them the highest.
    guard let first = bits.next()?.content.dropFirst().first else { return false }
    return first & 0b1010_1000 != 0
  }

  /// Whether it may issue others (4.2.1.9).
  var isAuthority: Bool {
    guard let constraints = value(19) else { return false }
    var list = DERReader(constraints[...])
    var fields = DERReader(list.next()?.content ?? [])
    guard let first = fields.next() else { return false }
    return first.tag == 0x01 && first.content.first != 0
  }

  /// The number of an extension that may not be passed over, and that TLS does not know here.
  var unknownDemand: String? {
    let known: Set<UInt8> = [15, 17, 19, 30, 32, 33, 36, 37, 54]
    let odd = extensions.first { part in
      part.isCritical
        && !(part.kind.count == 3 && part.kind.starts(with: [0x55, 0x1d]) && known.contains(part.kind[2]))
    }
    return odd.map { ObjectIdentifiers.text($0.kind) }
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

/// The numbers by which certificates name things.
enum ObjectIdentifiers {
  /// What lets a certificate be used for servers: server authentication, or anything.
  static let servers: Set<[UInt8]> = [[0x2b, 6, 1, 5, 5, 7, 3, 1], [0x55, 0x1d, 0x25, 0]]

  /// As people write them: `2.5.29.37` (X.690, 8.19).
  static func text(_ bytes: [UInt8]) -> String {
    var numbers: [UInt64] = []
    var number: UInt64 = 0
    for byte in bytes {
      // Nobody has numbers of more than nine bytes.
      number = (number & (UInt64.max >> 8)) << 7 | UInt64(byte & 0x7f)
      if byte < 0x80 {
        numbers.append(number)
        number = 0
      }
    }
    guard let first = numbers.first else { return "" }
    let root = min(first / 40, 2)
    return ([root, first - 40 * root] + numbers.dropFirst()).map(String.init).joined(separator: ".")
  }
}

/// Cuts bytes in DER format (X.690) into elements.
struct DERReader {
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
