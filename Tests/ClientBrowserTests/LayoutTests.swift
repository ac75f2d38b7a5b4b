import FoundationEssentials
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct LayoutTests {
  @Test(arguments: [
    (120, 40, Layout.Arrangement.sideBySide), (100, 10, .sideBySide), (99, 21, .stacked), (80, 24, .stacked),
    (80, 20, .single), (50, 15, .single), (40, 10, .single), (39, 10, .tooSmall), (40, 9, .tooSmall),
  ])
  func `arranges the panes by size`(columns: Int, rows: Int, arrangement: Layout.Arrangement) {
    #expect(Layout(size: Size(columns: columns, rows: rows)).arrangement == arrangement)
  }

  @Test func `no two parts overlap, and all lie on the screen`() {
    for columns in stride(from: 40, to: 200, by: 7) {
      for rows in 10..<60 {
        for statusRows in [1, 3, 30] {
          for focus in [Pane.list, .detail] {
            let layout = Layout(
              size: Size(columns: columns, rows: rows),
              statusRows: statusRows,
              focus: focus
            )
            let header = Rect(row: 0, column: 0, rows: 1, columns: columns)
            let hints = Rect(row: rows - 1, column: 0, rows: 1, columns: columns)
            let parts = [header, layout.list, layout.divider, layout.detail, layout.status, hints].compactMap
            { $0 }
            var covered = Array(repeating: 0, count: rows * columns)
            for part in parts where part.rows > 0 {
              for row in part.row..<part.row + part.rows {
                for column in part.column..<part.column + part.columns {
                  covered[row * columns + column] += 1
                }
              }
            }
            #expect(covered.allSatisfy { $0 == 1 }, "\(columns)x\(rows) status \(statusRows) \(focus)")
          }
        }
      }
    }
  }

  @Test func `has eight rows of detail below the list`() {
    #expect(Layout(size: Size(columns: 80, rows: 24)).detail.rows == 8)
  }

  @Test func `dialogs fill a screen below 60x16`() {
    #expect(!Layout(size: Size(columns: 60, rows: 16)).dialogsFillScreen)
    #expect(Layout(size: Size(columns: 59, rows: 16)).dialogsFillScreen)
    #expect(Layout(size: Size(columns: 60, rows: 15)).dialogsFillScreen)
  }
}

@Suite struct TimeTests {
  @Test(
    arguments: [
      (-5, "now"), (59, "now"), (60, "1 min"), (3599, "59 min"), (3600, "1 h"), (86_399, "23 h"),
      (86_400, "1 d"),
      (5_097_600, "59 d"), (5_184_000, "2 mo"), (62_985_600, "24 mo"), (63_072_000, "2 y"),
    ] as [(Double, String)]
  )
  func `tells an age in the largest unit`(seconds: Double, text: String) {
    #expect(Age(of: Browser.testNow.addingTimeInterval(-seconds), at: Browser.testNow).description == text)
  }

  @Test func `tells a date to the minute`() {
    #expect(LocalTime.utc.text(of: Date(timeIntervalSince1970: 1_709_284_320)) == "2024-03-01 09:12")
    #expect(LocalTime.utc.text(of: Date(timeIntervalSince1970: -1)) == "1969-12-31 23:59")
  }
}
