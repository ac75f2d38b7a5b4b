import ClientIndex

/// How much room the columns of text want.
public struct ListNeeds: Hashable, Sendable {
  /// What a column wants, in columns of the screen.
  struct Need: Hashable, Sendable {
    /// What nearly all of its values fit into.
    var typical: Int
    /// What all of them fit into.
    var most: Int
  }

  var name = Need(typical: 24, most: 24)
  var redirectURI = Need(typical: 36, most: 36)

  /// Whether dates are shown as times, which take more room than ages.
  var showsTimes = false

  /// What is taken for the need while no client is known.
  public init() {}

  /// What clients want, from counts that the index keeps.
  init(_ widths: ListWidths, showsTimes: Bool = false) {
    self.showsTimes = showsTimes
    guard widths.names.total > 0 else { return }
    name = Need(widths.names)
    redirectURI = Need(widths.redirectURIs)
  }

  /// What a column wants; at least its heading with the mark of the order.
  func need(of column: ListColumn) -> Need {
    let need =
      switch column {
      case .name: name
      case .redirectURI: redirectURI
      case .apps, .updated, .created, .id: Need(typical: 0, most: 0)
      }
    let heading = column.heading.count + 2
    return Need(typical: max(heading, need.typical), most: max(heading, need.most))
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
      + columns.reduce(0) { $0 + (fixedWidth(of: $1) ?? need(of: $1).most) }
  }

  /// Shares room out: first what nearly all values of each column need, then what the longest do.
  ///
  /// What nobody needs is left with the last column.
  func share(_ room: Int, among columns: [ListColumn]) -> [Int] {
    let needs = columns.map(need(of:))
    var widths = Self.share(room, among: needs.map(\.typical))
    let rest = room - widths.reduce(0, +)
    let more = Self.share(rest, among: zip(needs, widths).map { max(0, $0.most - $1) })
    widths = zip(widths, more).map(+)
    if let last = widths.indices.last { widths[last] += room - widths.reduce(0, +) }
    return widths
  }

  /// Shares room out evenly, but to nobody more than is needed.
  private static func share(_ room: Int, among needs: [Int]) -> [Int] {
    var shares = needs.map { _ in 0 }
    var left = room
    var waiting = needs.indices.sorted { needs[$0] < needs[$1] }
    while !waiting.isEmpty {
      let index = waiting.removeFirst()
      shares[index] = min(needs[index], left / (waiting.count + 1))
      left -= shares[index]
    }
    return shares
  }
}

extension ListNeeds.Need {
  fileprivate init(_ widths: WidthStatistic) {
    typical = widths.width(fitting: 0.9)
    most = widths.width(fitting: 1)
  }
}
