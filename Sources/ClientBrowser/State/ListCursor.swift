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

  /// Selects a row, or the nearest that exists, and scrolls no further than needed.
  mutating func move(to wanted: Int, in list: ClientList, visibleRows: Int) {
    row = max(0, min(wanted, list.count - 1))
    client = list[row]?.id
    reveal(count: list.count, visibleRows: visibleRows)
  }

  /// Finds the selected client again after the list has changed, and keeps it where it is on the screen.
  mutating func follow(_ list: ClientList, visibleRows: Int) {
    let wanted = isChosen ? client.flatMap { list.row(of: $0) } ?? row : 0
    top += wanted - row
    move(to: wanted, in: list, visibleRows: visibleRows)
  }

  private mutating func reveal(count: Int, visibleRows: Int) {
    top = max(row - visibleRows + 1, min(top, row))
    top = max(0, min(top, count - visibleRows))
  }
}
