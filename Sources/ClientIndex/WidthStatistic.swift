/// How wide texts are, as counts by width: a list that shares its room out asks it, and never all of its clients.
public struct WidthStatistic: Hashable, Sendable {
  /// The largest width that is told from larger ones.
  static let widest = 255

  private var counts = [Int32](repeating: 0, count: widest + 1)
  /// How many texts there are.
  public private(set) var total = 0

  /// The width that a share of all texts fit into; 0 where there are none.
  public func width(fitting share: Double) -> Int {
    guard total > 0 else { return 0 }
    let wanted = max(1, Int((Double(total) * share).rounded(.up)))
    var seen = 0
    for (width, count) in counts.enumerated() {
      seen += Int(count)
      if seen >= wanted { return width }
    }
    return Self.widest
  }

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
