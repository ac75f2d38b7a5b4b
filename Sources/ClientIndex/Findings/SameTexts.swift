/// Which slots have the same text as another one, found by a hash of it.
///
/// Slots with one cell are a chain, the latest first. A chain keeps those that are dead, and those whose texts only look
/// alike from here: whoever asks compares.
struct SameTexts: Sendable {
  typealias Slot = ClientTable.Slot

  private static let none: Slot = -1

  private var heads: [Slot] = []
  private var next: [Slot] = []
  private var hashes: [UInt32] = []

  /// The hash of a text, the same for as long as the program runs.
  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    var hasher = Hasher()
    hasher.combine(bytes: bytes)
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }

  /// The hash of the text in a slot.
  subscript(slot: Slot) -> UInt32 { hashes[Int(slot)] }

  /// Takes in the next slot.
  mutating func append(_ hash: UInt32) {
    hashes.append(hash)
    next.append(Self.none)
    if hashes.count > heads.count {
      heads = Array(repeating: Self.none, count: max(16, heads.count * 2))
      for slot in hashes.indices { link(Slot(slot)) }
    } else {
      link(Slot(hashes.count - 1))
    }
  }

  /// Other slots whose text may be that of a slot and is, by a comparison; as many as are wanted, in no order.
  func others(than slot: Slot, atMost limit: Int, where isSame: (Slot) -> Bool) -> [Slot] {
    slots(with: self[slot], atMost: limit) { $0 != slot && isSame($0) }
  }

  /// Slots whose text may be one of this hash and is, by a comparison; as many as are wanted, in no order.
  func slots(with hash: UInt32, atMost limit: Int, where isSame: (Slot) -> Bool) -> [Slot] {
    guard !heads.isEmpty else { return [] }
    var slots: [Slot] = []
    var slot = heads[cell(of: hash)]
    while slot != Self.none, slots.count < limit {
      if self[slot] == hash, isSame(slot) { slots.append(slot) }
      slot = next[Int(slot)]
    }
    return slots
  }

  private mutating func link(_ slot: Slot) {
    let cell = cell(of: self[slot])
    next[Int(slot)] = heads[cell]
    heads[cell] = slot
  }

  private func cell(of hash: UInt32) -> Int { Int(hash) & (heads.count - 1) }
}
