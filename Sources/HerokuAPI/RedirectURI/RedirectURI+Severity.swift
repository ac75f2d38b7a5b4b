extension RedirectURI {
  /// How bad the worst is that there is to say about a redirect URI; nil where there is nothing.
  ///
  /// The same as the first of ``findings(in:)`` says, but quick for what nearly every client has, so that a list of
  /// 100,000 can be judged as it comes.
  public static func severity(of text: String) -> FindingSeverity? {
    switch Glance(at: text) {
    case .nothing: nil
    case .note: .note
    case .unclear: findings(in: text).first?.severity
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
        if bytes.starts(with: Self.local) { return Self(localRest: bytes[Self.local.count...]) }
        guard bytes.starts(with: Self.secure), let rest = bytes[Self.secure.count...].afterPlainName else {
          return .unclear
        }
        return rest.isPlainEnd(defaultPort: 443) ? .nothing : .unclear
      }
    }

    private init(localRest rest: PlainBytes) {
      self = rest.isPlainEnd(defaultPort: 80) ? .note : .unclear
    }

    private static let secure = Array("https://".utf8)
    private static let local = Array("http://localhost".utf8)
  }
}

private typealias PlainBytes = Slice<UnsafeBufferPointer<UInt8>>

extension PlainBytes {
  // MARK: Host

  /// What follows a name in small letters of several parts, none of which any rule looks twice at; nil for another.
  fileprivate var afterPlainName: PlainBytes? {
    guard let end = firstIndex(where: { !$0.isPlainInName && $0 != UInt8(ascii: ".") }) else { return nil }
    let labels = self[..<end].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.count > 1, end - startIndex <= 253, labels.allSatisfy(\.isPlainLabel),
      // A last part in digits makes an address of it.
      let last = labels.last, let first = last.first, first.isSmallLetter,
      !Self.localNames.contains(where: last.elementsEqual)
    else { return nil }
    let domain = self[labels[labels.count - 2].startIndex..<end]
    return Self.sharedDomains.contains(where: domain.elementsEqual) ? nil : self[end...]
  }

  /// Whether it can be a part of a name, and is not an encoded one.
  private var isPlainLabel: Bool {
    guard let first, let last, first != UInt8(ascii: "-"), last != UInt8(ascii: "-") else { return false }
    return count <= 63 && !starts(with: Self.encodedPrefix)
  }

  private static let encodedPrefix = Array("xn--".utf8)
  private static let localNames = [Array("local".utf8), Array("localhost".utf8)]
  /// The last two parts of the names of services that others share.
  private static let sharedDomains = Set(
    RedirectURIJudgement.sharedHosts.map { $0.split(separator: ".").suffix(2).joined(separator: ".") }
  ).map { Array($0.utf8) }

  // MARK: What follows it

  /// Whether it is a port, if any, a path, and a query, if any, that no rule looks twice at.
  fileprivate func isPlainEnd(defaultPort: Int) -> Bool {
    guard let rest = afterPlainPort(except: defaultPort), rest.first == UInt8(ascii: "/") else {
      return false
    }
    var before: UInt8 = 0
    for index in rest.indices {
      let byte = rest[index]
      switch byte {
      case UInt8(ascii: "."): if before == UInt8(ascii: "/") { return false }
      case UInt8(ascii: "?"): return before != UInt8(ascii: ".") && rest[(index + 1)...].isPlainQuery
      case UInt8(ascii: "/"), UInt8(ascii: "~"): break
      default: if !byte.isPlainInPath { return false }
      }
      before = byte
    }
    return before != UInt8(ascii: ".")
  }

  private func afterPlainPort(except defaultPort: Int) -> PlainBytes? {
    guard first == UInt8(ascii: ":") else { return self }
    let digits = self[(startIndex + 1)...].prefix { $0.isDigit }
    guard let first = digits.first, first != UInt8(ascii: "0"), digits.count <= 5 else { return nil }
    let port = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    return port <= 65_535 && port != defaultPort ? self[digits.endIndex...] : nil
  }

  /// Whether it is parameters with values of letters, digits, hyphens and underscores, none of which says where to go.
  private var isPlainQuery: Bool {
    allSatisfy { $0.isPlainInPath || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "&") }
      && split(separator: UInt8(ascii: "&")).allSatisfy { parameter in
        let name = parameter.prefix { $0 != UInt8(ascii: "=") }
        return !RedirectURIJudgement.redirectNames.contains(
          String(decoding: name, as: UTF8.self).lowercased()
        )
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
