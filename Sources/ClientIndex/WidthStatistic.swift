/// How wide texts are, as counts by width: a list that shares its room out asks it, and never all of its clients.
public struct WidthStatistic: Hashable, Sendable {
  /// The largest width that is told from larger ones.
  static let widest = 255

  private var counts = [Int32](repeating: 0, count: widest + 1)
  /// How many texts there are.
  public private(set) var total = 0

  /// Counts nothing yet.
  public init() {}

  /// Counts texts of these widths, in columns.
  public init(_ widths: some Sequence<Int>) {
    for width in widths { add(UInt8(min(width, Self.widest))) }
  }

  /// How many texts are so wide; those that are wider than is told count as the widest.
  public func count(ofWidth width: Int) -> Int { counts.indices.contains(width) ? Int(counts[width]) : 0 }

  /// The width that all texts fit into; 0 where there are none.
  public var most: Int { counts.lastIndex { $0 > 0 } ?? 0 }

  mutating func add(_ width: UInt8) {
    counts[Int(width)] += 1
    total += 1
  }

  mutating func remove(_ width: UInt8) {
    counts[Int(width)] -= 1
    total -= 1
  }
}

/// How wide names and redirect URIs are.
public struct ListWidths: Hashable, Sendable {
  /// The names.
  public private(set) var names = WidthStatistic()
  /// The redirect URIs as a list shows them: `https://`, which nearly all have, is left out.
  public private(set) var redirectURIs = WidthStatistic()

  mutating func add(_ record: ClientRecord) {
    names.add(record.nameWidth)
    redirectURIs.add(record.redirectURIWidth)
  }

  mutating func remove(_ record: ClientRecord) {
    names.remove(record.nameWidth)
    redirectURIs.remove(record.redirectURIWidth)
  }

  /// How many columns a text of UTF-8 takes, or nearly so: exact for ASCII, and for the scripts of one or two columns a
  /// character.
  static func width(of text: some Sequence<UInt8>) -> UInt8 {
    var width = 0
    for byte in text where byte & 0xC0 != 0x80 {
      // From U+3000 on, most are wide.
      width += byte >= 0xE3 ? 2 : 1
    }
    return UInt8(min(width, WidthStatistic.widest))
  }
}
