/// A part of a regular expression.
indirect enum PatternNode: Hashable, Sendable {
  /// Nothing, which is everywhere.
  case nothing
  /// One scalar of a set.
  case scalar(ScalarSet)
  /// One part behind the other.
  case sequence([PatternNode])
  /// The first part that leads to a match.
  case alternatives([PatternNode])
  /// A part whose match is kept, by its number from 1.
  case group(Int, PatternNode)
  /// A part several times; without a maximum as often as there are scalars.
  case repeated(PatternNode, minimum: Int, maximum: Int?, isReluctant: Bool)
  /// The start of the text.
  case start
  /// The end of the text.
  case end
  /// A place between a letter of a word and something else, or a place that is none.
  case wordBoundary(Bool)
}

/// Some of all scalars.
struct ScalarSet: Hashable, Sendable {
  var ranges: [ClosedRange<UInt32>] = []
  var isInverted = false
  var ignoresCase = false

  /// Letters, digits and the underscore of ASCII, which is what names in URIs are made of.
  static let word = ScalarSet(ranges: ["a"..."z", "A"..."Z", "0"..."9", "_"..."_"].map(\.values))
  static let digit = ScalarSet(ranges: [("0"..."9").values])
  static let blank = ScalarSet(ranges: [(" "..." ").values, ("\t"..."\r").values])
  /// Everything but the end of a line.
  static let any = ScalarSet(ranges: ["\n"..."\n", "\r"..."\r"].map(\.values), isInverted: true)

  init(ranges: [ClosedRange<UInt32>] = [], isInverted: Bool = false) {
    self.ranges = ranges
    self.isInverted = isInverted
  }

  init(_ scalar: Unicode.Scalar) {
    ranges = [scalar.value...scalar.value]
  }

  /// The rest of all scalars.
  var inverted: ScalarSet {
    var set = self
    set.isInverted.toggle()
    return set
  }

  /// Adds the scalars of another set.
  mutating func formUnion(_ other: ScalarSet) {
    guard other.isInverted else { return ranges += other.ranges }
    var next: UInt32 = 0
    for range in other.ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { ranges.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound + 1)
    }
    ranges.append(next...0x10_FFFF)
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    func isInRanges(_ value: UInt32) -> Bool {
      for range in ranges where range.contains(value) { return true }
      return false
    }
    if isInRanges(scalar.value) { return !isInverted }
    guard ignoresCase else { return isInverted }
    let cases = [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping]
    let isInOtherCase = cases.contains { text in
      let scalars = text.unicodeScalars
      return scalars.count == 1 && scalars.first.map { isInRanges($0.value) } == true
    }
    return isInOtherCase != isInverted
  }
}

extension ClosedRange<Unicode.Scalar> {
  fileprivate var values: ClosedRange<UInt32> { lowerBound.value...upperBound.value }
}
