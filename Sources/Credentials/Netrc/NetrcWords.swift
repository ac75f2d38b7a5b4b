/// Cuts a netrc file into words.
///
/// Works on bytes: to a `String`, CR and LF together are one character, and bytes that are no UTF-8 must not move
/// anything around them.
struct NetrcWords {
  private var rest: ArraySlice<UInt8>

  /// All words of a file, without the byte order mark that some editors put first.
  init(bytes: [UInt8]) {
    rest = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes[...]
  }

  /// The next word where a keyword is expected.
  ///
  /// A `#` there starts a comment that goes on to the end of the line.
  mutating func nextKeyword() -> String? {
    skipSpace()
    while rest.first == UInt8(ascii: "#") {
      skipLine()
      skipSpace()
    }
    return plainWord()
  }

  /// The next word where a value is expected: `#` is a character like any other, and quotes are taken off.
  mutating func nextValue() -> String? {
    skipSpace()
    return quotedWord() ?? plainWord()
  }

  /// Passes over a macro's name and body, which the next blank line ends.
  ///
  /// Spaces do not make a line less blank: nobody
  /// sees them.
  mutating func skipMacro() {
    skipLine()
    while !rest.isEmpty {
      let line = rest.prefix { !$0.endsLine }
      skipLine()
      if line.allSatisfy(\.isNetrcSpace) { return }
    }
  }

  // MARK: Steps

  private mutating func plainWord() -> String? {
    let word = rest.prefix { !$0.isNetrcSpace }
    guard !word.isEmpty else { return nil }
    rest = rest[word.endIndex...]
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

  private mutating func skipSpace() {
    rest = rest.drop(while: \.isNetrcSpace)
  }

  /// Goes to the start of the next line.
  private mutating func skipLine() {
    rest = rest.drop { !$0.endsLine }
    if rest.starts(with: [UInt8(ascii: "\r"), UInt8(ascii: "\n")]) { rest = rest.dropFirst() }
    rest = rest.dropFirst()
  }
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
