import ClientIndex

/// How much room the columns of the list want.
public struct ListNeeds: Hashable, Sendable {
  private let names: WidthStatistic
  private let redirectURIs: WidthStatistic

  /// Whether dates are shown as times, which take more room than ages.
  private let showsTimes: Bool

  /// What clients want, from counts that the index keeps; while no client is known, what is usual.
  init(names: WidthStatistic, redirectURIs: WidthStatistic, showsTimes: Bool = false) {
    self.names = names.total > 0 ? names : WidthStatistic([24])
    self.redirectURIs = redirectURIs.total > 0 ? redirectURIs : WidthStatistic([36])
    self.showsTimes = showsTimes
  }

  /// What is taken for the need while no client is known.
  public init() { self.init(names: WidthStatistic(), redirectURIs: WidthStatistic()) }

  /// What clients want, from counts that the index keeps.
  init(_ widths: ListWidths, showsTimes: Bool = false) {
    self.init(names: widths.names, redirectURIs: widths.redirectURIs, showsTimes: showsTimes)
  }

  /// How wide the values of a column are, where they all are as wide; nil where that depends on the clients.
  func fixedWidth(of column: ListColumn) -> Int? {
    switch column {
    case .name, .redirectURI: nil
    case .apps: 9
    case .updated, .created: showsTimes ? 16 : 7
    case .id: 36
    }
  }

  /// How wide a list is in which nothing is cut.
  func width(of columns: [ListColumn]) -> Int {
    ListColumns.blanks(around: columns.count)
      + columns.reduce(0) { $0 + (fixedWidth(of: $1) ?? Share(of: $1, in: self).most) }
  }

  /// Shares room out so that as little as possible is cut: each column of the screen goes where most values would lack it.
  ///
  /// What nobody needs is left with the last column.
  func share(_ room: Int, among columns: [ListColumn]) -> [Int] {
    guard !columns.isEmpty else { return [] }
    var shares = columns.map { Share(of: $0, in: self) }
    var left = room
    while left > 0, let needy = shares.indices.max(by: { shares[$0].needsLess(than: shares[$1]) }),
      shares[needy].lacking > 0
    {
      shares[needy].widen()
      left -= 1
    }
    var widths = shares.map(\.width)
    widths[widths.count - 1] += left
    return widths
  }

  fileprivate func statistic(of column: ListColumn) -> WidthStatistic {
    switch column {
    case .name: names
    case .redirectURI: redirectURIs
    case .apps, .updated, .created, .id: WidthStatistic([0])
    }
  }
}

/// What a column of text has got of the room so far.
private struct Share {
  private let widths: WidthStatistic
  /// Of the heading, and the mark of the order beside it.
  private let heading: Int
  /// How wide it is.
  private(set) var width = 0
  /// How many values are wider.
  private var wider: Int

  init(of column: ListColumn, in needs: ListNeeds) {
    widths = needs.statistic(of: column)
    heading = column.heading.count + 2
    wider = widths.total - widths.count(ofWidth: 0)
  }

  /// What all values and the heading fit into.
  var most: Int { max(heading, widths.most) }

  /// How many values want it wider; the heading goes before all of them.
  var lacking: Int { width < heading ? widths.total + 1 : wider }

  /// Whether the other is to be widened first: where as many want either, the narrower one.
  func needsLess(than other: Share) -> Bool {
    (lacking, other.width) < (other.lacking, width)
  }

  mutating func widen() {
    width += 1
    wider -= widths.count(ofWidth: width)
  }
}
