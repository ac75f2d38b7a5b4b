extension RedirectURI {
  /// How bad the worst is that there is to say about a redirect URI; nil where there is nothing.
  ///
  /// The same as the first of ``findings(in:)`` says, but quick for what nearly every client has, so that a list of
  /// 100,000 can be judged as it comes.
  public static func severity(of text: String) -> FindingSeverity? {
    switch Glance(at: text) {
    case .nothing: nil
    case .note: .note
    case .unclear: judged(text).first?.severity
    }
  }

  /// What one look at each byte tells of a URI.
  ///
  /// It knows only what no rule can have anything else to say about, `https://app.example.com/callback` and
  /// `http://localhost:3000/callback`; whatever is unusual in any way is unclear.
  enum Glance: Hashable, Sendable {
    /// There is nothing to say.
    case nothing
    /// There is a note: its host is `localhost`.
    case note
    /// It has to be looked at.
    case unclear

    init(at text: String) {
      var text = text
      self = text.withUTF8 { bytes in
        var reader = PlainURIReader(bytes)
        if reader.skip("https://") {
          return reader.skipPlainName() && reader.skipPlainEnd(defaultPort: 443) ? .nothing : .unclear
        }
        let isLocal = reader.skip("http://localhost") && reader.skipPlainEnd(defaultPort: 80)
        return isLocal ? .note : .unclear
      }
    }
  }
}

/// Reads a URI from its beginning on, as long as no rule could look twice at what is read.
private struct PlainURIReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The byte that comes next; zero, which no URI has, at the end.
  private var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

  /// Reads a text, if it comes next.
  mutating func skip(_ text: StaticString) -> Bool {
    guard bytes.count - position >= text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount where bytes[position + index] != text.utf8Start[index] {
      return false
    }
    position += text.utf8CodeUnitCount
    return true
  }

  // MARK: Host

  /// Reads a name of several parts in small letters, which is neither encoded, nor an address, nor known to be local or
  /// shared; false where what comes next is no such name.
  mutating func skipPlainName() -> Bool {
    let start = position
    var labels = 0
    // The hashes of the part that is read, and of that and the one before with their dot.
    var (last, domain) = (Self.hashOfNothing, Self.hashOfNothing)
    while true {
      let label = position
      (last, domain) = (Self.hashOfNothing, Self.hash(last, UInt8(ascii: ".")))
      while next.isPlainInName {
        guard !isAtTemplate else { return false }
        last = Self.hash(last, next)
        domain = Self.hash(domain, next)
        position += 1
      }
      guard isPlainLabel(label..<position) else { return false }
      labels += 1
      guard next == UInt8(ascii: ".") else {
        // A last part that begins with a digit may make an address of it.
        return labels > 1 && position - start <= 253 && bytes[label].isSmallLetter
          && !Self.unclearHashes.contains(last) && !Self.unclearHashes.contains(domain)
      }
      position += 1
    }
  }

  private func isPlainLabel(_ label: Range<Int>) -> Bool {
    guard (1...63).contains(label.count), bytes[label.lowerBound] != UInt8(ascii: "-"),
      bytes[label.upperBound - 1] != UInt8(ascii: "-")
    else { return false }
    // An encoded one begins with `xn--`.
    return label.count < 4 || bytes[label.lowerBound + 2] != UInt8(ascii: "-")
      || bytes[label.lowerBound + 3] != UInt8(ascii: "-")
  }

  /// FNV-1a: a name that has the hash of another is looked at for nothing, and that is all.
  private static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  private static let hashOfNothing: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Of the last part of local names, and of the last two parts of services that others share.
  private static let unclearHashes = Set(
    (["local", "localhost"] + RedirectURIJudgement.sharedDomains).map { $0.utf8.reduce(hashOfNothing, hash) }
  )

  // MARK: What follows it

  /// Reads a port, if any, a path, and a query, if any, up to the end; false where something else comes.
  mutating func skipPlainEnd(defaultPort: Int) -> Bool {
    guard skipPlainPort(except: defaultPort), next == UInt8(ascii: "/") else { return false }
    var before: UInt8 = 0
    while position < bytes.count {
      let byte = next
      switch byte {
      case UInt8(ascii: "."): if before == UInt8(ascii: "/") { return false }
      case UInt8(ascii: "?"):
        position += 1
        return before != UInt8(ascii: ".") && hasPlainQuery
      case UInt8(ascii: "/"), UInt8(ascii: "~"): break
      default: if !byte.isPlainInPath || isAtTemplate { return false }
      }
      before = byte
      position += 1
    }
    return before != UInt8(ascii: ".")
  }

  /// Whether a word may begin here that waits to be filled in, as `your-app`.
  private var isAtTemplate: Bool { isTemplate(at: position) }

  private func isTemplate(at index: Int) -> Bool {
    guard bytes[index] | 0x20 == UInt8(ascii: "y") else { return false }
    let word = bytes[index...].prefix(4)
    return word.count == 4 && word.elementsEqual("your".utf8) { $0 | 0x20 == $1 }
  }

  private mutating func skipPlainPort(except defaultPort: Int) -> Bool {
    guard next == UInt8(ascii: ":") else { return true }
    position += 1
    let start = position
    var port = 0
    while next.isDigit, position - start < 6 {
      port = port * 10 + Int(next - UInt8(ascii: "0"))
      position += 1
    }
    return position > start && bytes[start] != UInt8(ascii: "0") && port <= 65_535 && port != defaultPort
  }

  /// Whether the rest is parameters with values of letters, digits, hyphens and underscores, none of which says where to go.
  private var hasPlainQuery: Bool {
    let query = bytes[position...]
    return query.allSatisfy { $0.isPlainInPath || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "&") }
      && query.split(separator: UInt8(ascii: "&")).allSatisfy { parameter in
        let name = String(decoding: parameter.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
        return !RedirectURIJudgement.redirectNames.contains(name.lowercased())
          && !RedirectURIJudgement.reservedNames.contains(name)
          && !parameter.indices.contains(where: isTemplate(at:))
      }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
  fileprivate var isSmallLetter: Bool { self &- UInt8(ascii: "a") < 26 }

  /// Whether it is a small letter, a digit or a hyphen.
  fileprivate var isPlainInName: Bool { isSmallLetter || isDigit || self == UInt8(ascii: "-") }

  /// Whether it is a letter, a digit, a hyphen or an underscore.
  fileprivate var isPlainInPath: Bool {
    isPlainInName || self == UInt8(ascii: "_") || self &- UInt8(ascii: "A") < 26
  }
}
