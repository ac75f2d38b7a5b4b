public import HerokuAPI

/// Marks: clients that a person has chosen, to do the same with all of them.
///
/// A mark is a bit of the client's record and belongs to its id: it stays when the client is read again or replaced,
/// whether or not the filter lets it through.
extension ClientIndex {
  // MARK: Reading

  /// How many clients are marked.
  public var markedCount: Int { table.markedCount }

  /// How many of the marked the filter hides.
  public var markedHiddenCount: Int { table.markedCount - markedShownCount }

  /// Whether the client in a row is marked; false where there is none.
  public func isMarked(row: Int) -> Bool {
    rows.indices.contains(row) && isMarked(rows[row])
  }

  /// Whether the client with an id is marked.
  public func isMarked(_ id: ClientID) -> Bool { table.ours(of: id).contains(.isMarked) }

  /// How many of some rows are marked.
  public func markedCount(in range: Range<Int>) -> Int {
    rows[range.clamped(to: rows.indices)].count { isMarked($0) }
  }

  /// The marked clients: first those that the filter hides, then those that it lets through, each in the order of the
  /// list.
  public var marked: ClientRows {
    let shown = markedShownCount == 0 ? [] : rows.filter { isMarked($0) }
    guard markedHiddenCount > 0 else { return ClientRows(table: table, slots: shown) }
    var isShown = [Bool](repeating: false, count: table.slotCount)
    for slot in shown { isShown[Int(slot)] = true }
    let hidden = sortedOrder.filter { isMarked($0) && !isShown[Int($0)] }
    return ClientRows(table: table, slots: hidden + shown)
  }

  private func isMarked(_ slot: Slot) -> Bool { table[slot].flags.contains(.isMarked) }

  // MARK: Marking

  /// Marks the client in a row, or takes its mark away.
  public mutating func setMark(_ isMarked: Bool, row: Int) {
    setMarks(in: row..<row + 1) { _ in isMarked }
  }

  /// Marks the clients in some rows.
  public mutating func mark(rows range: Range<Int>) {
    setMarks(in: range) { _ in true }
  }

  /// Marks every client that the filter lets through.
  public mutating func markAll() {
    setMarks(in: rows.indices) { _ in true }
  }

  /// Marks those that are not, and takes the mark from those that are, of the clients that the filter lets through.
  public mutating func invertMarks() {
    setMarks(in: rows.indices) { !$0 }
  }

  private mutating func setMarks(in range: Range<Int>, _ isMarkedNow: (Bool) -> Bool) {
    let rows = rows
    for slot in rows[range.clamped(to: rows.indices)] {
      let marks = table[slot].flags.intersection(.marks)
      table.setMarks(isMarkedNow(isMarked(slot)) ? marks.union(.isMarked) : [], of: slot)
    }
    countMarks()
    generation += 1
  }

  /// Takes every mark away, and remembers which there were in the place of those remembered before.
  public mutating func clearMarks() {
    for slot in order { table.setMarks(isMarked(slot) ? .wasMarked : [], of: slot) }
    lostMarked = []
    countMarks()
    generation += 1
  }

  /// Marks again what was marked when the marks were taken away last, if it is still there.
  public mutating func restoreMarks() {
    for slot in order where table[slot].flags.contains(.wasMarked) { table.setMarks(.isMarked, of: slot) }
    countMarks()
    generation += 1
  }

  // MARK: Clients that are gone

  /// Forgets which marked clients a load has not found any more.
  public mutating func forgetLostMarked() { lostMarked = [] }

  /// Marks clients that had been marked, and that a load has found after all.
  mutating func markFoundAgain(_ added: [Slot]) {
    guard !lostMarked.isEmpty else { return }
    for slot in added {
      guard let index = lostMarked.firstIndex(where: { $0.id == table.id(of: slot) }) else { continue }
      lostMarked.remove(at: index)
      table.setMarks(.isMarked, of: slot)
    }
  }

  /// Counts the marked that the filter lets through, after marks, clients or filter have changed.
  mutating func countMarks() {
    markedShownCount =
      !isFiltered || table.markedCount == 0 ? table.markedCount : rows.count { isMarked($0) }
  }
}
