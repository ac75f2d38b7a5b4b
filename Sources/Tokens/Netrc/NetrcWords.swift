/// Cuts a netrc file into words, and knows the line of each.
///
/// Works on bytes: to a `String`, CR and LF together are one character, and bytes that are no UTF-8 must not move
/// anything around them.
struct NetrcWords {
  /// What a word where a keyword is expected can mean.
  enum Keyword {
    case machine, `default`, login, password, port, account, macdef
  }

  /// The keywords, with the names that Emacs and others give them.
  static let keywords: [String: Keyword] = [
    "machine": .machine, "default": .default, "login": .login, "user": .login, "password": .password,
    "passwd": .password, "port": .port, "protocol": .port, "account": .account, "macdef": .macdef,
  ]

  /// Whether this is UTF-16 instead.
  let isUTF16: Bool
  private var rest: ArraySlice<UInt8>
  private var line = 1
  /// Whether nothing but space stands between the start of the line and what comes next.
  private var isAtStart = true
  /// The last comment that looks like a machine and was passed over.
  private var commentedMachine: CommentedMachine?

  /// A comment that looks like a machine.
  struct CommentedMachine: Equatable {
    let line: Int
    /// Whether nothing else is on its line.
    let isOnItsOwn: Bool
  }

  /// All words of a file.
  init(bytes: [UInt8]) {
    // Without a mark, every other byte of a text in ASCII is 0.
    isUTF16 =
      bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff])
      || bytes.prefix(64).count(where: { $0 == 0 }) * 3 > min(bytes.count, 64)
    rest = bytes[...]
  }

  /// The next word where a keyword is expected, and its line.
  ///
  /// A `#` there starts a comment that goes on to the end of the line.
  mutating func nextKeyword() -> (word: String, line: Int)? {
    skipSpaceAndComments()
    guard let word = plainWord() else { return nil }
    return (word, line)
  }

  /// The next word where a value is expected: `#` is a character like any other, and quotes are taken off.
  ///
  /// Nil where it is missing: the line ends without it, and no later line holds it alone, or before a keyword.
  mutating func nextValue() -> String? {
    skipBlanks()
    if let first = rest.first, !first.endsLine, !isLoneNumberSign { return quotedWord() ?? plainWord() }
    let before = self
    skipSpaceAndComments()
    if commentedMachine == before.commentedMachine, let value = wordOfItsOwn() { return value }
    self = before
    return nil
  }

  /// A comment that looks like a machine, if one was passed over since this was asked last.
  mutating func takeCommentedMachine() -> CommentedMachine? {
    defer { commentedMachine = nil }
    return commentedMachine
  }

  /// Passes over a macro's name and body, which the next blank line ends.
  ///
  /// Spaces do not make a line less blank: nobody sees them.
  ///
  /// - Returns: the macro's line if the file ends without a blank line, and a machine is in the body.
  mutating func skipMacro() -> Int? {
    let start = line
    var hasMachine = false
    skipLine()
    while !rest.isEmpty {
      let content = rest.prefix { !$0.endsLine }
      skipLine()
      if content.allSatisfy(\.isNetrcSpace) { return nil }
      var line = NetrcWords(bytes: Array(content))
      hasMachine = hasMachine || line.nextKeyword()?.word.lowercased() == "machine"
    }
    return hasMachine ? start : nil
  }

  /// Goes to the start of the next line.
  mutating func skipLine() {
    rest = rest.drop { !$0.endsLine }
    takeLineEnd()
  }

  // MARK: Steps

  private mutating func plainWord() -> String? {
    let word = rest.prefix { !$0.isNetrcSpace }
    guard !word.isEmpty else { return nil }
    rest = rest[word.endIndex...]
    isAtStart = false
    return String(decoding: word, as: UTF8.self)
  }

  /// A value between double quotes, with `\` before a character that is meant as it is, and `\n`, `\r` and `\t`.
  ///
  /// Without a closing quote on the line, or with more right after it, the quotes belong to the value.
  private mutating func quotedWord() -> String? {
    guard rest.first == UInt8(ascii: "\"") else { return nil }
    var word: [UInt8] = []
    var index = rest.startIndex + 1
    while index < rest.endIndex, !rest[index].endsLine {
      switch rest[index] {
      case UInt8(ascii: "\""):
        let after = index + 1
        guard after == rest.endIndex || rest[after].isNetrcSpace else { return nil }
        rest = rest[after...]
        isAtStart = false
        return String(decoding: word, as: UTF8.self)
      case UInt8(ascii: "\\"):
        index += 1
        guard index < rest.endIndex, !rest[index].endsLine else { return nil }
        word.append(rest[index].escaped)
      default:
        word.append(rest[index])
      }
      index += 1
    }
    return nil
  }

  /// A value on a line below its keyword: no keyword itself, and with nothing behind it, or a keyword.
  private mutating func wordOfItsOwn() -> String? {
    guard Self.keywords[peekedWord.lowercased()] == nil, let value = quotedWord() ?? plainWord() else {
      return nil
    }
    skipBlanks()
    guard let next = rest.first, !next.endsLine, next != UInt8(ascii: "#") else { return value }
    return Self.keywords[peekedWord.lowercased()] == nil ? nil : value
  }

  private var peekedWord: String { String(decoding: rest.prefix { !$0.isNetrcSpace }, as: UTF8.self) }

  /// Whether a `#` stands alone, as nothing but the start of a comment does.
  private var isLoneNumberSign: Bool {
    rest.first == UInt8(ascii: "#") && rest.dropFirst().first?.isNetrcSpace != false
  }

  private mutating func skipSpaceAndComments() {
    while let first = rest.first {
      if first.endsLine {
        takeLineEnd()
      } else if first.isNetrcSpace {
        rest = rest.dropFirst()
      } else if isAtStart, rest.starts(with: Self.byteOrderMark) {
        // Of a file that was put behind another.
        rest = rest.dropFirst(Self.byteOrderMark.count)
      } else if first == UInt8(ascii: "#") {
        if isMachineCommentedOut {
          commentedMachine = CommentedMachine(line: line, isOnItsOwn: isAtStart)
        }
        skipLine()
      } else {
        return
      }
    }
  }

  /// Whether the comment that begins here would be a machine, or the default, without its number sign: by the name that
  /// it has here, or one that it has elsewhere.
  ///
  /// There may be a comment in it that is one.
  private var isMachineCommentedOut: Bool {
    let words = rest.prefix { !$0.endsLine }.split(whereSeparator: \.isNetrcSpace)
    return words.indices.contains { index in
      words[index].first == UInt8(ascii: "#") && Self.namesMachine(words[index...].prefix(6))
    }
  }

  private static func namesMachine(_ comment: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    let words = comment.map { String(decoding: $0, as: UTF8.self).lowercased().trimmingSigns }
      .drop(while: \.isEmpty).prefix(4)
    for (index, word) in words.enumerated().prefix(3) {
      let next = words.dropFirst(index + 1)
      let isEntry = next.isEmpty || next.first.map { keywords[$0] != nil } == true
      switch word {
      case "machine" where index == 0: return true
      case "default" where index == 0 && isEntry: return true
      case "host" where index == 0, "hostname" where index == 0, "server" where index == 0:
        // Not what a sentence begins with: no more than a name, or a keyword behind it.
        if next.count == 1 || next.dropFirst().first.map({ keywords[$0] != nil }) == true { return true }
        fallthrough
      case "machine", "host", "hostname", "server":
        if let name = next.first, name.isClearlyHost { return true }
      default: continue
      }
    }
    return false
  }

  private mutating func skipBlanks() {
    rest = rest.drop { $0.isNetrcSpace && !$0.endsLine }
  }

  private mutating func takeLineEnd() {
    guard let first = rest.popFirst() else { return }
    if first == UInt8(ascii: "\r"), rest.first == UInt8(ascii: "\n") { rest = rest.dropFirst() }
    line += 1
    isAtStart = true
  }

  private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
}

extension String {
  /// Without what is neither a letter nor a digit at its ends: `//`, quotes, a colon.
  fileprivate var trimmingSigns: String {
    func isSign(_ scalar: Unicode.Scalar) -> Bool {
      !scalar.properties.isAlphabetic && scalar.properties.numericType == nil
    }
    let scalars = unicodeScalars.drop(while: isSign)
    guard let last = scalars.lastIndex(where: { !isSign($0) }) else { return "" }
    return String(scalars[...last])
  }

  /// Whether it is no word of a sentence: `other.example.com`, `10.0.0.1`, `box:8080`.
  fileprivate var isClearlyHost: Bool { self == "localhost" || utf8.contains { $0 == 0x2e || $0 == 0x3a } }
}

extension UInt8 {
  fileprivate var endsLine: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }

  /// Space, tab, line feed, vertical tab, form feed, carriage return.
  fileprivate var isNetrcSpace: Bool { self == UInt8(ascii: " ") || (9...13).contains(self) }

  /// What a character means after a backslash.
  fileprivate var escaped: UInt8 {
    switch self {
    case UInt8(ascii: "n"): UInt8(ascii: "\n")
    case UInt8(ascii: "r"): UInt8(ascii: "\r")
    case UInt8(ascii: "t"): UInt8(ascii: "\t")
    default: self
    }
  }
}
