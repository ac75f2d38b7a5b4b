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
    while let end = rest.endOfLine(ofWidth: max(1, width)) {
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

  fileprivate var droppingTrailingSpaces: Substring {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension Character {
  fileprivate var allowsBreakAfter: Bool {
    switch self {
    case " ", "/", "&", "?", "=", ".", "-": true
    default: false
    }
  }
}
