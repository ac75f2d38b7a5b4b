extension RandomAccessCollection {
  /// The first index whose element meets a condition that, in this order, stays met once it is; found in
  /// logarithmic time.
  func firstSortedIndex(where isReached: (Element) -> Bool) -> Index {
    var start = startIndex
    var length = count
    while length > 0 {
      let half = length / 2
      let middle = index(start, offsetBy: half)
      if isReached(self[middle]) {
        length = half
      } else {
        start = index(after: middle)
        length -= half + 1
      }
    }
    return start
  }
}
