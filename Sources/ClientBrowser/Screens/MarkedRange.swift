import ClientIndex
import HerokuAPI

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
