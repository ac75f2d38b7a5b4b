extension String {
  /// The text in at most so many columns, its end replaced by `…` if it had to be cut.
  ///
  /// Graphemes stay whole, so the result may be a column narrower than asked where a wide one did not fit;
  /// ``padded(toWidth:)`` evens that out.
  public func cut(toWidth width: Int) -> String {
    guard width > 0 else { return "" }
    if isPrintableASCII {
      if utf8.count <= width { return self }
      return String(self[..<utf8.index(startIndex, offsetBy: width - 1)]) + "…"
    }
    if cellWidth <= width { return self }
    return String(self[..<endOfPrefix(ofWidth: width - 1)]) + "…"
  }

  /// The text in at most so many columns, its beginning replaced by `…` if it had to be cut.
  public func cutHead(toWidth width: Int) -> String {
    guard width > 0 else { return "" }
    if cellWidth <= width { return self }
    var columns = 0
    var start = endIndex
    while start > startIndex {
      let previous = index(before: start)
      columns += self[previous].cellWidth
      if columns > width - 1 { break }
      start = previous
    }
    return "…" + String(self[start...])
  }

  /// The text in exactly so many columns: cut if it is longer, followed by spaces if it is shorter.
  public func padded(toWidth width: Int) -> String {
    let cut = cut(toWidth: width)
    return cut + String(repeating: " ", count: max(0, width - cut.cellWidth))
  }

  /// Where the longest prefix of whole graphemes ends that is no wider than this.
  private func endOfPrefix(ofWidth width: Int) -> Index {
    var columns = 0
    for index in indices {
      columns += self[index].cellWidth
      if columns > width { return index }
    }
    return endIndex
  }
}
