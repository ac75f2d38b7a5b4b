import FoundationEssentials

/// A filter made ready for a table: texts folded, ages as dates.
struct ClientMatcher: Sendable {
  /// The filter that it was made of.
  let filter: ClientFilter
  let tests: [(isNegated: Bool, test: Test)]

  /// - Parameters:
  ///   - now: when ages are counted from.
  ///   - table: a table of the kind that is to be searched.
  init(_ filter: ClientFilter, at now: Date, for table: ClientTable) {
    self.filter = filter
    tests = filter.terms.map { term in
      (term.isNegated, Test(term.condition, at: now, in: table))
    }
  }

  /// Whether the filter lets a client through.
  func matches(_ slot: ClientTable.Slot, in table: ClientTable) -> Bool {
    table.folded.withUnsafeBytes { matches(slot, in: table, $0) }
  }

  /// - Parameters:
  ///   - block: the table's folded texts.
  ///   - known: a condition that is known to be met.
  private func matches(
    _ slot: ClientTable.Slot,
    in table: ClientTable,
    _ block: UnsafeRawBufferPointer,
    but known: Int? = nil
  ) -> Bool {
    for (index, (isNegated, test)) in tests.enumerated() where index != known {
      if test.holds(of: slot, in: table, block) == isNegated { return false }
    }
    return true
  }

  /// Those of a list of slots that the filter lets through, in the order of the list.
  ///
  /// Where the list is short, each is looked at. Otherwise all are, in the order in which they lie in memory: with a text
  /// that must occur that is one search through the block of all texts.
  func matches(among slots: [ClientTable.Slot], of table: ClientTable) -> [ClientTable.Slot] {
    table.folded.withUnsafeBytes { block in
      guard table.areMany(slots) else { return slots.filter { matches($0, in: table, block) } }
      let isMatch = isMatch(in: table, block)
      var found: [ClientTable.Slot] = []
      found.reserveCapacity(slots.count)
      for slot in slots where isMatch[Int(slot)] { found.append(slot) }
      return found
    }
  }

  /// Of each slot of a table, dead ones too, whether the filter lets it through.
  private func isMatch(in table: ClientTable, _ block: UnsafeRawBufferPointer) -> [Bool] {
    [Bool](unsafeUninitializedCapacity: table.slotCount) { isMatch, count in
      isMatch.initialize(repeating: false)
      count = table.slotCount
      if let lead {
        let test = tests[lead].test
        let isMet = test.isMetAnywhere
        table.forEachSlot(with: test.needle, in: block) { slot, position in
          isMatch[Int(slot)] =
            (isMet || test.holds(of: slot, foundAt: position, in: table, block))
            && (tests.count == 1 || matches(slot, in: table, block, but: lead))
        }
      } else {
        for slot in 0..<count { isMatch[slot] = matches(ClientTable.Slot(slot), in: table, block) }
      }
    }
  }

  /// The longest text that must occur.
  private var lead: Int? {
    tests.indices.filter { !tests[$0].isNegated && tests[$0].test.needle != nil }
      .max { (tests[$0].test.needle?.bytes.count ?? 0) < (tests[$1].test.needle?.bytes.count ?? 0) }
  }
}

extension ClientTable {
  /// Gives each slot, dead ones too, in whose texts one occurs, once, and where it does first.
  fileprivate func forEachSlot(
    with needle: Needle?,
    in block: UnsafeRawBufferPointer,
    _ body: (Slot, Int) -> Void
  ) {
    guard let needle else { return }
    var slot = 0
    var position = 0
    while let found = needle.first(in: block, from: position, to: block.count) {
      if foldedEnds[slot] <= found { slot = firstSlot(endingAfter: found, from: slot) }
      body(Slot(slot), found)
      position = foldedEnds[slot]
    }
  }

  /// The first slot whose texts end behind a position, looked for in growing strides.
  private func firstSlot(endingAfter position: Int, from start: Int) -> Int {
    var low = start
    var stride = 1
    while low + stride < foldedEnds.count, foldedEnds[low + stride] <= position {
      low += stride
      stride *= 2
    }
    var high = min(low + stride, foldedEnds.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if foldedEnds[middle] <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
