import TerminalText

extension Browser {
  /// Whether a filter chooses the rows.
  public var isFiltered: Bool { !shared.filter.isEmpty }

  /// Where the filter matches in a text of a client, in the order of the text; nothing while nothing is filtered.
  ///
  /// - Parameter text: the text as it came; where it has to be cleaned before it is shown, nothing is told.
  public func matches(in text: String) -> [Range<String.Index>] {
    guard !shared.filter.isEmpty, !CleanText(text).wasChanged else { return [] }
    return text.ranges(ofLetters: shared.filter)
  }
}

extension String {
  /// Where a text occurs, whatever the case of its letters.
  func ranges(ofLetters wanted: String) -> [Range<Index>] {
    let letters = wanted.lowercased()
    guard let first = letters.first else { return [] }
    var ranges: [Range<Index>] = []
    var start = startIndex
    while start < endIndex {
      if self[start].lowercased().first == first, let end = self[start...].end(ofLetters: letters) {
        ranges.append(start..<end)
        start = end
      } else {
        start = index(after: start)
      }
    }
    return ranges
  }
}

extension Substring {
  /// Where a text ends that this begins with, whatever the case of its letters; nil where it begins with another.
  fileprivate func end(ofLetters wanted: String) -> Index? {
    var rest = wanted[...]
    var index = startIndex
    while !rest.isEmpty {
      guard index < endIndex else { return nil }
      let letter = self[index].lowercased()
      guard rest.hasPrefix(letter) else { return nil }
      rest = rest.dropFirst(letter.count)
      index = self.index(after: index)
    }
    return index
  }
}
