import ClientIndex
import FoundationEssentials
import Testing

@testable import ClientBrowser

@Suite struct FilterManualTests {
  @Test func `every word that help and guide show is a filter`() throws {
    for row in FilterManual.rows {
      #expect(throws: Never.self, "\(row.example)") { try ClientFilter(row.example) }
    }
  }

  @Test func `the guide has the words that the help has`() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/guide.md")
    let guide = try String(contentsOf: page, encoding: .utf8)
    #expect(guide.contains(FilterManual.manual))
  }
}
