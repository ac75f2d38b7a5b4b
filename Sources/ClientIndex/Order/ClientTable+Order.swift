import HerokuAPI
import Platform

extension ClientTable {
  // MARK: By name

  /// Whether a client stands before another by name, in natural order; of one name, by redirect URI, and then by id.
  func precedes(_ slot: Slot, _ other: Slot) -> Bool {
    let order = folded.withUnsafeBytes { block in
      let (mine, its) = (foldedRange(slot), foldedRange(other))
      let name = mine.lowerBound..<mine.lowerBound + self[slot].name.folded
      let otherName = its.lowerBound..<its.lowerBound + self[other].name.folded
      let order = block.order(of: name, and: otherName)
      return order == 0
        ? block.byteOrder(of: name.upperBound..<mine.upperBound, and: otherName.upperBound..<its.upperBound)
        : order
    }
    return order == 0 ? hasSmallerID(slot, other) : order < 0
  }

  /// Whether a client's folded name is before another name.
  func precedes(_ slot: Slot, name: FoldedText) -> Bool {
    // One block, since the order is one of parts of a block.
    let mine = foldedName(of: slot)
    return (mine + name.bytes).withUnsafeBytes {
      $0.order(of: 0..<mine.count, and: mine.count..<$0.count) < 0
    }
  }

  /// The folded name of a client.
  func foldedName(of slot: Slot) -> ArraySlice<UInt8> { foldedText(.name, of: slot) }

  /// Whether a client's id is before another's; of one id, whether it came before, as what was replaced did.
  private func hasSmallerID(_ slot: Slot, _ other: Slot) -> Bool {
    let order = withBytes(.id, of: slot) { mine in withBytes(.id, of: other) { mine.order(before: $0) } }
    return order == 0 ? slot < other : order < 0
  }

  // MARK: By anything

  /// Whether a client stands before another; those that the order does not tell apart, by name.
  func precedes(_ slot: Slot, _ other: Slot, by sorting: ClientSorting) -> Bool {
    let isReversed = sorting.isReversed
    switch sorting.order {
    case .name: return isReversed ? precedes(other, slot) : precedes(slot, other)
    case .created, .updated:
      let (key, otherKey) = (dateKey(of: slot, by: sorting), dateKey(of: other, by: sorting))
      return key == otherKey ? precedes(slot, other) : key < otherKey
    case .host:
      let order = hostOrder(of: slot, and: other)
      return order == 0 ? precedes(slot, other) : (order < 0) != isReversed
    case .findings:
      let (key, otherKey) = (findingKey(of: slot, by: sorting), findingKey(of: other, by: sorting))
      return key == otherKey ? precedes(slot, other) : key < otherKey
    }
  }

  /// Slots in order.
  func sortedByName(_ slots: [Slot]) -> [Slot] {
    sorted(slots, key: { (natural: naturalKey(of: .name, of: $0), slot: $0) }) { left, right in
      let order = left.natural.order(before: right.natural)
      return order == 0 ? precedes(left.slot, right.slot) ? -1 : 1 : order
    }
  }

  /// Slots, which are in order by name, in another.
  func sorted(_ slots: [Slot], by sorting: ClientSorting) -> [Slot] {
    switch sorting.order {
    case .name: return sorting.isReversed ? slots.reversed() : slots
    case .created, .updated:
      return sorted(slots, key: { dateKey(of: $0, by: sorting) }) { $0 < $1 ? -1 : $0 > $1 ? 1 : 0 }
    case .findings: return sorted(slots, key: { findingKey(of: $0, by: sorting) }) { $0 - $1 }
    case .host:
      return folded.withUnsafeBytes { block in
        func key(of slot: Slot) -> (natural: NaturalKey, slot: Slot) {
          (block.naturalKey(of: hostRanges(of: slot, in: block).whole), slot)
        }
        let sorted = sorted(slots, key: key) { left, right in
          let order = left.natural.order(before: right.natural)
          return order == 0 && !left.natural.isWhole ? hostOrder(of: left.slot, and: right.slot) : order
        }
        return sorting.isReversed ? reversed(sorted) { hostOrder(of: $0, and: $1) == 0 } : sorted
      }
    }
  }

  /// Sorts by a key, and leaves those that it does not tell apart as they were.
  ///
  /// - Parameter order: below zero where the first key is before the second, 0 where they are the same.
  @inline(__always)  // So that a comparison is no call.
  private func sorted<Key>(_ slots: [Slot], key: (Slot) -> Key, order: (Key, Key) -> Int) -> [Slot] {
    var entries = places(of: slots).map { (key: key($0.slot), place: $0.place, slot: $0.slot) }
    entries.sort { left, right in
      let order = order(left.key, right.key)
      return order == 0 ? left.place < right.place : order < 0
    }
    return entries.map(\.slot)
  }

  /// Slots and their places in a list, in the order in which their texts lie in memory where they are many.
  private func places(of slots: [Slot]) -> [(place: Int32, slot: Slot)] {
    guard areMany(slots) else { return slots.enumerated().map { (Int32($0), $1) } }
    var places = [Int32](repeating: -1, count: slotCount)
    for (place, slot) in slots.enumerated() { places[Int(slot)] = Int32(place) }
    return places.enumerated().filter { $1 >= 0 }.map { (place: $1, slot: Slot($0)) }
  }

  /// The other way round, but for those that count as the same, which stay in their order.
  private func reversed(_ slots: [Slot], isSame: (Slot, Slot) -> Bool) -> [Slot] {
    var reversed: [Slot] = []
    reversed.reserveCapacity(slots.count)
    var end = slots.endIndex
    while end > slots.startIndex {
      var start = end - 1
      while start > slots.startIndex, isSame(slots[start - 1], slots[start]) { start -= 1 }
      reversed += slots[start..<end]
      end = start
    }
    return reversed
  }

  private func naturalKey(of part: Part, of slot: Slot) -> NaturalKey {
    folded.withUnsafeBytes { $0.naturalKey(of: foldedRange(of: part, of: slot)) }
  }

  /// A number that grows in the order of dates; those without one are last whichever way it goes.
  private func dateKey(of slot: Slot, by sorting: ClientSorting) -> Double {
    let date = sorting.order == .created ? self[slot].created : self[slot].updated
    return date.isNaN ? .infinity : sorting.isReversed ? -date : date
  }

  /// A number that grows in the order of findings, which those about other clients do not change.
  private func findingKey(of slot: Slot, by sorting: ClientSorting) -> Int {
    let weight = Int(self[slot].severity?.rawValue ?? 0)
    return sorting.isReversed ? weight : -weight
  }

  private func hostOrder(of slot: Slot, and other: Slot) -> Int {
    folded.withUnsafeBytes { block in
      block.naturalOrder(
        of: hostRanges(of: slot, in: block).whole,
        and: hostRanges(of: other, in: block).whole
      )
    }
  }
}

extension UnsafeRawBufferPointer {
  /// The natural order of texts, or what their bytes say where they count as the same.
  fileprivate func order(of mine: Range<Int>, and other: Range<Int>) -> Int {
    let order = naturalOrder(of: mine, and: other)
    return order == 0 ? byteOrder(of: mine, and: other) : order
  }

  /// Below zero where one part of these bytes sorts before another.
  fileprivate func byteOrder(of mine: Range<Int>, and other: Range<Int>) -> Int {
    Self(rebasing: self[mine]).order(before: Self(rebasing: self[other]))
  }
}

/// What clients are sorted by.
public enum ClientOrder: String, CaseIterable, Hashable, Sendable {
  /// By name without regard to case and accents, numbers by what they count; of one name by redirect URI, and then by id.
  case name
  /// The oldest first, those without a date last.
  case created
  /// What was left alone for longest first, those without a date last.
  case updated
  /// By the host of the redirect URI, or the scheme that stands for it.
  case host
  /// By the worst that there is to say about the redirect URI, errors first.
  case findings
}

/// An order, and whether it runs the other way.
///
/// Clients without a date are last either way, and those that the order does not tell apart are sorted by name.
public struct ClientSorting: Hashable, Sendable {
  /// What clients are sorted by.
  public var order: ClientOrder
  /// Whether what would be first is last.
  public var isReversed: Bool

  /// Makes an order.
  public init(_ order: ClientOrder = .name, isReversed: Bool = false) {
    self.order = order
    self.isReversed = isReversed
  }
}
