/// How the rest of a list is shared out among lanes, judged by its first page alone.
///
/// UUIDs are spread evenly, so the last id of the first page tells how much there is: a thousand clients in the first
/// hundredth of all ids are a hundred thousand altogether.
struct LaneSplit: Hashable, Sendable {
  /// What each lane loads, in the order of the ids; empty where one lane is as good, or better not left.
  let stretches: [IDStretch]

  /// Judges a first page.
  ///
  /// - Parameters:
  ///   - ids: the page's, in its order.
  ///   - nextRange: what the server says comes next. Lanes are only laid where it is what this program would have
  ///     made of the last id by itself: then it knows what a range means to this server.
  ///   - maximumLanes: how many lanes there may be.
  init(after ids: [ClientID], nextRange: String?, maximumLanes: Int) {
    guard let nextRange, let last = ids.last, Self.means(nextRange, after: last), ids.isAscending,
      let end = IDPrefix(last), let middle = IDPrefix(ids[ids.count / 2])
    else {
      stretches = []
      return
    }
    // Ids that are made in the order of time begin alike: all but one of the lanes would be empty.
    let covered = UInt64(end.bits)
    let isSpreadEvenly = (covered / 4...covered / 4 * 3).contains(UInt64(middle.bits))
    let space = UInt64(1) << 32
    let remainingPages = (space - covered) / max(covered, 1)
    let lanes = min(UInt64(max(1, maximumLanes)), remainingPages / Self.pagesWorthALane)
    guard isSpreadEvenly, lanes > 1 else {
      stretches = []
      return
    }
    let seams = (1..<lanes).map { lane in
      IDPrefix(UInt32(truncatingIfNeeded: covered + (space - covered) * lane / lanes)).lastID
    }
    stretches = zip([last] + seams, seams.map(Optional.some) + [nil]).map(IDStretch.init)
  }

  /// A connection has to be made before it brings its first page, which takes about as long as two pages do.
  private static let pagesWorthALane: UInt64 = 2

  /// Whether a `Next-Range` is the plain one: by id, from the one after the last to the end.
  private static func means(_ range: String, after last: ClientID) -> Bool {
    let ends = range.prefix { $0 != ";" }.filter { $0 != " " }
    return ends == "id]\(last).."
  }
}

extension [ClientID] {
  /// Whether each id is greater than the one before.
  var isAscending: Bool {
    zip(self, dropFirst()).allSatisfy(<)
  }
}

/// The first 32 bits of a UUID: its place among all ids, as closely as lanes need it.
struct IDPrefix: Hashable, Sendable {
  let bits: UInt32

  init(_ bits: UInt32) {
    self.bits = bits
  }

  /// The place of an id; nil where it is no UUID in lower case, whose order as text would be another.
  init?(_ id: ClientID) {
    let bytes = Array(id.text.utf8)
    guard bytes.count == 36 else { return nil }
    for (index, byte) in bytes.enumerated() {
      switch (index, byte) {
      case (8, UInt8(ascii: "-")), (13, UInt8(ascii: "-")), (18, UInt8(ascii: "-")), (23, UInt8(ascii: "-")):
        continue
      case (8, _), (13, _), (18, _), (23, _):
        return nil
      case (_, UInt8(ascii: "0")...UInt8(ascii: "9")), (_, UInt8(ascii: "a")...UInt8(ascii: "f")):
        continue
      default:
        return nil
      }
    }
    guard let bits = UInt32(id.text.prefix(8), radix: 16) else { return nil }
    self.bits = bits
  }

  /// The last of all ids that begin with this.
  var lastID: ClientID {
    let digits = String(bits, radix: 16)
    let zeros = String(repeating: "0", count: 8 - digits.count)
    return ClientID("\(zeros)\(digits)-ffff-ffff-ffff-ffffffffffff")
  }
}
