/// Where labels and values stand in a detail of a given width.
///
/// A wide detail has all values below each other, beside their labels. A narrow one leaves the room to the list, which
/// would cut what the detail can wrap: there a value that has no room beside its label stands below it.
struct DetailColumns: Hashable, Sendable {
  /// Where labels and titles begin.
  let label: Int
  /// Where values begin that stand beside their labels.
  let value: Int
  /// Whether a value may stand below its label.
  let puttingValuesBelow: Bool
  /// How wide the detail is.
  private let width: Int

  /// A detail that is so wide; at the end of its rows stands the sign that there is more.
  init(width: Int) {
    self.width = width
    if width >= Self.wide {
      (label, value, puttingValuesBelow) = (1, Self.wideValue, false)
    } else if width >= Self.longestLabel + 1 + Self.idWidth + 1 {
      // No blank to spare, so that an id stands on one line.
      (label, value, puttingValuesBelow) = (0, Self.longestLabel + 1, false)
    } else {
      (label, value, puttingValuesBelow) = (1, 1 + Self.usualLabel + 1, true)
    }
  }

  /// How much room there is for what begins in a column.
  func room(from column: Int) -> Int { max(1, width - column - 1) }

  /// Where a value begins.
  ///
  /// - Parameters:
  ///   - label: its label.
  ///   - columns: how wide the value is.
  func place(ofValueBeside label: String, columns: Int) -> Int {
    let fits = label.count < value - self.label && columns <= room(from: value)
    return puttingValuesBelow && !fits ? self.label : value
  }

  /// The least width in which ids and secrets stand beside their labels, with blanks around them.
  static let wide = wideValue + idWidth + 1
  /// The least width in which ids stand on one line below their labels, and dates beside them.
  static let narrow = 1 + usualLabel + 1 + dateWidth + 1

  /// Where values begin in a wide detail.
  private static let wideValue = 15
  private static let idWidth = 36
  /// Of a time to the minute and an age: `2024-03-01 09:12 (14 mo ago)`.
  private static let dateWidth = 28
  private static let longestLabel = "redirect URI".count
  /// Of the labels whose values are short.
  private static let usualLabel = "delinquent".count
}
