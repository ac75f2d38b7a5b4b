/// Where everything stands on a screen of a given size.
public struct Layout: Hashable, Sendable {
  /// Which panes fit.
  public enum Arrangement: Hashable, Sendable {
    /// List and detail next to each other.
    case sideBySide
    /// The detail in eight rows below the list.
    case stacked
    /// One pane at a time.
    case single
    /// Nothing fits; the screen says how large it wants to be.
    case tooSmall
  }

  /// The smallest screen that the browser works on.
  public static let minimum = Size(columns: 40, rows: 10)
  /// How many rows the detail has below the list.
  static let stackedDetailRows = 8
  /// How wide the detail beside the list is at least: what it says wraps, and what the list has no room for is cut.
  static let narrowestDetail = DetailColumns.narrow
  /// How wide it is at most, where the list has what it needs: nearly every redirect URI stands on one line.
  static let widestDetail = 90

  /// The size of the screen.
  public let size: Size
  /// Which panes fit.
  public let arrangement: Arrangement
  /// The list with its heading; empty where only the detail is shown.
  public let list: Rect
  /// The line between list and detail; nil where there is none.
  public let divider: Rect?
  /// The detail; empty where only the list is shown.
  public let detail: Rect
  /// The lines for what just happened.
  public let status: Rect
  /// Whether dialogs take the whole screen instead of a box in its middle.
  public var dialogsFillScreen: Bool { size.columns < 60 || size.rows < 16 }

  /// Where the columns of the list stand.
  public let listColumns: ListColumns

  /// The rows of clients that the list shows at once, below its heading.
  public var listRows: Int { max(1, list.rows - 1) }

  /// Lays a screen out.
  ///
  /// - Parameters:
  ///   - size: the screen's size.
  ///   - statusRows: how many rows the message of the moment needs; at least one, at most a third, are given.
  ///   - focus: the pane that has the focus, which is the one shown where only one fits.
  ///   - columns: the columns of the list.
  ///   - needs: how much room these want.
  public init(
    size: Size,
    statusRows: Int = 1,
    focus: Pane = .list,
    columns listed: [ListColumn] = ListColumn.standard,
    needs: ListNeeds = ListNeeds()
  ) {
    self.size = size
    let given = max(1, min(statusRows, size.rows / 3))
    status = Rect(row: max(0, size.rows - 1 - given), column: 0, rows: given, columns: size.columns)
    let body = Rect(row: 1, column: 0, rows: max(0, size.rows - 2 - given), columns: size.columns)
    let nothing = Rect(row: 1, column: 0, rows: 0, columns: 0)
    if size.columns < Self.minimum.columns || size.rows < Self.minimum.rows {
      arrangement = .tooSmall
      (list, divider, detail) = (nothing, nil, nothing)
    } else if size.columns >= 100 {
      arrangement = .sideBySide
      let columns = min(
        max(needs.width(of: listed), size.columns - 1 - Self.widestDetail),
        size.columns - 1 - Self.narrowestDetail
      )
      list = Rect(row: 1, column: 0, rows: body.rows, columns: columns)
      divider = Rect(row: 1, column: columns, rows: body.rows, columns: 1)
      detail = Rect(row: 1, column: columns + 1, rows: body.rows, columns: size.columns - columns - 1)
    } else if size.rows >= 21 {
      arrangement = .stacked
      let rows = body.rows - Self.stackedDetailRows - 1
      list = Rect(row: 1, column: 0, rows: rows, columns: size.columns)
      divider = Rect(row: 1 + rows, column: 0, rows: 1, columns: size.columns)
      detail = Rect(row: 2 + rows, column: 0, rows: Self.stackedDetailRows, columns: size.columns)
    } else {
      arrangement = .single
      divider = nil
      (list, detail) = focus == .list ? (body, nothing) : (nothing, body)
    }
    listColumns = ListColumns(width: list.columns, columns: listed, needs: needs)
  }
}

/// The panes of the main screen.
public enum Pane: Hashable, Sendable {
  case list, detail
}
