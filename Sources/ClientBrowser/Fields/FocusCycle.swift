/// A circle of things that can have the focus.
protocol FocusCycle: Hashable, CaseIterable {}

extension FocusCycle where AllCases: BidirectionalCollection {
  /// The next one, the first after the last.
  var next: Self { Self.allCases.drop { $0 != self }.dropFirst().first ?? Self.allCases.first ?? self }
  /// The one before, the last before the first.
  var previous: Self { Self.allCases.prefix { $0 != self }.last ?? Self.allCases.last ?? self }
}
