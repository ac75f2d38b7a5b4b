extension String {
  /// The whole text in lines of at most so many columns; `[""]` for the empty text.
  ///
  /// A line ends after a space or, since most long text here is a URI, after a run of `/ & ? = . -`; where
  /// neither is in reach, at the width. Only spaces at the end of a line that is broken are left out. A
  /// character that is wider than the width gets a line of its own.
  public func wrapped(toWidth width: Int) -> [String] {
    guard cellWidth > width else { return [self] }
    var lines: [String] = []
    var rest = self[...]
    let width = max(1, width)
    // Looked at once: of a megabyte, looking at all of the rest for every line would take seconds.
    let isPlain = isPrintableASCII
    while let end = isPlain ? rest.endOfPlainLine(ofWidth: width) : rest.endOfLine(ofWidth: width) {
      lines.append(String(rest[..<end].droppingTrailingSpaces))
      rest = rest[end...].drop { $0 == " " }
    }
    if !rest.isEmpty { lines.append(String(rest)) }
    return lines
  }
}

extension Substring {
  /// Where a line of this width has to end, or nil if all of the text fits in it.
  fileprivate func endOfLine(ofWidth width: Int) -> Index? {
    var columns = 0
    var opportunity: Index?
    var previous: Character?
    for index in indices {
      let character = self[index]
      if let previous, previous.allowsBreakAfter, !character.allowsBreakAfter { opportunity = index }
      columns += character.cellWidth
      if columns > width {
        // The space that did not fit is where the line ends anyway.
        if character == " " { return index }
        return opportunity ?? (index == startIndex ? self.index(after: index) : index)
      }
      previous = character
    }
    return nil
  }

  /// The same for text of one column a byte, as nearly all is.
  fileprivate func endOfPlainLine(ofWidth width: Int) -> Index? {
    guard utf8.count > width else { return nil }
    let end = utf8.index(startIndex, offsetBy: width)
    if utf8[end] == UInt8(ascii: " ") { return end }
    var index = end
    while index > startIndex {
      let previous = utf8.index(before: index)
      if utf8[previous].allowsBreakAfter, !utf8[index].allowsBreakAfter { return index }
      index = previous
    }
    return end
  }

  fileprivate var droppingTrailingSpaces: Substring {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension Character {
  fileprivate var allowsBreakAfter: Bool { utf8.count == 1 && utf8.first?.allowsBreakAfter == true }
}

extension UInt8 {
  /// Whether a line may end behind this character.
  fileprivate var allowsBreakAfter: Bool {
    switch self {
    case UInt8(ascii: " "), UInt8(ascii: "/"), UInt8(ascii: "&"), UInt8(ascii: "?"), UInt8(ascii: "="),
      UInt8(ascii: "."), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
