import ClientIndex
public import HerokuAPI

/// Which client is selected, and which row is the first on the screen.
///
/// The selection is a client, not a row: rows move under it as pages arrive.
public struct ListCursor: Hashable, Sendable {
  /// The selected client; nil only where no row is shown.
  public internal(set) var client: ClientID?
  /// The row of the selected client; 0 where there is none.
  public internal(set) var row = 0
  /// The first row on the screen.
  public internal(set) var top = 0
  /// Whether the person has chosen the selection; until then it is the first row.
  var isChosen = false
  /// The client that was selected when no row was left to take the selection over, as by a filter with a slip in it.
  private var lost: ClientID?
  /// The client that was selected when a filter began to be typed, as long as nobody has moved since.
  private var anchor: ClientID?

  /// Selects a row, or the nearest that exists, and scrolls no further than needed.
  mutating func move(to wanted: Int, in list: ClientIndex, visibleRows: Int) {
    row = max(0, min(wanted, list.count - 1))
    client = list[row]?.id
    reveal(count: list.count, visibleRows: visibleRows)
  }

  /// Notes what is selected as a filter begins to be typed, to come back to if it lets nothing through.
  mutating func dropAnchor() { anchor = client }

  /// Forgets it: the person has moved, or keeps the filter.
  mutating func weighAnchor() { anchor = nil }

  /// Finds the selected client again after the list has changed, and keeps it where it is on the screen.
  mutating func follow(_ list: ClientIndex, visibleRows: Int) {
    if list.count == 0, client != nil { lost = anchor ?? client }
    // What a filter leaves begins at its first, while the filter is typed; what is taken away has a neighbour.
    let fallback = anchor == nil || list.count == 0 ? row : 0
    let wanted = isChosen ? (client ?? lost).flatMap { list.row(of: $0) } ?? fallback : 0
    if list.count > 0 { lost = nil }
    top += wanted - row
    move(to: wanted, in: list, visibleRows: visibleRows)
  }

  private mutating func reveal(count: Int, visibleRows: Int) {
    top = max(row - visibleRows + 1, min(top, row))
    top = max(0, min(top, count - visibleRows))
  }
}

/// What is known of the selected client's secret.
///
/// It is forgotten as soon as it is masked or left.
public enum SecretState: Hashable, Sendable {
  /// Masked, and not in memory.
  case notRead
  /// On its way.
  case reading
  /// Shown.
  case known(Secret)
  /// The API does not give it to this account.
  case withheld
}

/// A range of rows that is being marked: from the client where it began to the selected one.
struct MarkedRange: Hashable, Sendable {
  /// The client where it began.
  private let anchor: ClientID
  /// The rows from there to the selected one, in the list as it is now.
  private(set) var rows: ClosedRange<Int>
  /// Whether the filter hides the client where it began, or that is gone.
  private(set) var isLost = false

  /// Begins a range at a row.
  init(at row: Int, _ client: ClientID) {
    anchor = client
    rows = row...row
  }

  /// Follows the selection, and the list where that has changed.
  mutating func follow(_ cursor: ListCursor, in clients: ClientIndex) {
    guard let row = clients.row(of: anchor), cursor.client != nil else {
      isLost = true
      return
    }
    rows = min(row, cursor.row)...max(row, cursor.row)
  }
}
