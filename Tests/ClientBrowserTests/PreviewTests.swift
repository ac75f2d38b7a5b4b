import ClientIndex
import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct PreviewTests {
  private static let ten = OAuthClient.numbered(10)

  private func update(_ client: OAuthClient, to uri: String) -> Change {
    .update(ClientChanges([.redirectURI: uri]), expecting: client)
  }

  /// A browser with a preview of some changes on top.
  private func previewing(_ changes: [Change], size: Size = Size(columns: 80, rows: 24)) -> Browser {
    var browser = Browser.showing(Self.ten, size: size)
    _ = browser.grant([.push(PreviewScreen(Proposal("Rewrite", changes, remarks: ["A remark."])))], of: -1)
    browser.leaveKeysAlone()
    return browser
  }

  @Test func `shows old above new, the difference apart, and what there is to say about the new`() throws {
    let browser = previewing([update(Self.ten[0], to: "http://c0.example.org/cb")])
    let rows = try #require(browser.presentation).rows
    #expect(rows.map(\.words).contains("[x] client 0"))
    let old = try #require(rows.first { $0.words.hasPrefix("    - ") })
    let new = try #require(rows.first { $0.words.hasPrefix("    + ") })
    #expect(old.words == "    - https://c0.example.com/cb")
    #expect(new.words == "    + http://c0.example.org/cb")
    #expect(old.pieces.filter { $0.tone == .difference }.map(\.text) == ["s://c0.example.com"])
    #expect(new.pieces.filter { $0.tone == .difference }.map(\.text) == ["://c0.example.org"])
    #expect(rows.contains { $0.words.hasPrefix("    ! ") }, "http on a public host")
    #expect(rows.map(\.words).contains("A remark."))
  }

  @Test func `what would change nothing is counted and not listed`() throws {
    let changes = [
      update(Self.ten[0], to: Self.ten[0].redirectURI), update(Self.ten[1], to: "https://new.example.com/"),
    ]
    let browser = previewing(changes)
    let words = try #require(browser.presentation).rows.map(\.words)
    #expect(words.contains("1 change; 1 more would change nothing."))
    #expect(!words.contains { $0.contains("client 0") })
  }

  @Test func `asks how many requests are left, and says how many are needed and kept`() throws {
    var browser = Browser.showing(Self.ten)
    let preview = PreviewScreen(Proposal("Delete", Self.ten.map { .delete(expecting: $0) }))
    let effects = browser.grant([.push(preview)], of: -1)
    guard case .readRateLimit(let id)? = effects.first else { return #expect(Bool(false), "\(effects)") }
    #expect(browser.presentation?.words.contains { $0.hasPrefix("Needs 20 requests; asking") } == true)
    browser.send(.rateLimitRead(id, 2340))
    let words = "Needs 20 requests; 2,340 are left, of which 200 are kept in reserve."
    #expect(browser.presentation?.words.contains(words) == true)
    browser.leaveKeysAlone()
    browser.press(" ")
    #expect(browser.presentation?.words.contains { $0.hasPrefix("Needs 18 requests;") } == true)
    #expect(browser.presentation?.words.contains("9 of 10 changes.") == true)
  }

  @Test func `Space leaves one out, and Enter does the others`() {
    var browser = previewing(Self.ten[..<3].map { update($0, to: "https://new.example.com/") })
    browser.press("j", " ")
    let effects = browser.press(.enter)
    #expect(effects.changes.map { $0.target?.name } == ["client 0", "client 2"])
    #expect(browser.screens.isEmpty)
  }

  @Test func `a key that was held down does nothing before the preview was seen`() {
    var browser = Browser.showing(Self.ten)
    let changes = [update(Self.ten[0], to: "https://new.example.com/")]
    _ = browser.grant([.push(PreviewScreen(Proposal("Rewrite", changes)))], of: -1)
    #expect(browser.press(.enter, .enter) == [])
    browser.leaveKeysAlone()
    #expect(browser.press(.enter).changes.count == 1)
  }

  @Test func `nothing is done where all are left out, and Esc does nothing`() {
    var browser = previewing([update(Self.ten[0], to: "https://new.example.com/")])
    browser.press(" ")
    #expect(browser.press(.enter).isEmpty)
    #expect(browser.presentation?.words.contains("! Every change is left out.") == true)
    #expect(browser.press(.escape) == [])
    #expect(browser.screens.isEmpty)
  }

  @Test(
    arguments: [
      ([.delete(expecting: PreviewTests.ten[0]), .delete(expecting: PreviewTests.ten[1])], "delete 2"),
      (
        [
          .delete(expecting: PreviewTests.ten[0]),
          .create(ClientDraft(name: "n", redirectURI: "https://n.example.com/")),
        ], "client 0"
      ),
      (PreviewTests.ten[..<3].map { .rotate(expecting: $0) }, "rotate 3"),
      ([.rotate(expecting: PreviewTests.ten[0])], "rotate"),
      (
        [
          .rotate(expecting: PreviewTests.ten[0]), .delete(expecting: PreviewTests.ten[1]),
          .delete(expecting: PreviewTests.ten[2]),
        ], "delete 2 rotate 1"
      ),
    ] as [([Change], String)]
  )
  func `what destroys wants a text typed`(changes: [Change], text: String) {
    var browser = previewing(changes)
    #expect(browser.press(.enter).changes.isEmpty)
    #expect(browser.manyConfirmation?.demand.text == text)
    browser.type(String(text.dropLast()) + "x")
    #expect(browser.press(.enter).isEmpty)
    browser.press(.backspace)
    browser.type(String(text.suffix(1)))
    #expect(Set(browser.press(.enter).changes) == Set(changes))
    #expect(browser.screens.isEmpty)
  }

  @Test(arguments: [Size(columns: 120, rows: 40), Size(columns: 50, rows: 15), Size(columns: 40, rows: 10)])
  func `scrolls, and the selected change is on the screen with its name`(size: Size) throws {
    var browser = previewing(
      Self.ten.map { update($0, to: "https://a.long.name.example.com/\($0.id)") },
      size: size
    )
    for key in Array(repeating: Key.character("j"), count: 9) + ["k", "g", .pageDown, "G"] {
      browser.press(key)
      let page = try #require(browser.presentation)
      #expect(page.rows.count <= browser.shared.pageRows)
      #expect(page.rows.count { $0.isSelected } == 1)
    }
    #expect(browser.presentation?.rows.first(where: \.isSelected)?.words == "[x] client 9")
  }
}

extension OAuthClient {
  /// So many clients with numbers for names.
  static func numbered(_ count: Int) -> [OAuthClient] {
    (0..<count).map {
      .sample("client \($0)", id: "\(10_000_000 + $0)", redirectURI: "https://c\($0).example.com/cb")
    }
  }
}

extension Presentation {
  /// Its rows.
  var rows: [Row] {
    blocks.compactMap { block -> Row? in
      if case .row(let row) = block { row } else { nil }
    }
  }
}

extension Presentation.Row {
  /// What it says.
  var words: String { pieces.map(\.text).joined() }
}

extension [Effect] {
  /// The changes that are asked for.
  var changes: [Change] {
    compactMap { effect -> Change? in
      if case .perform(_, let change, _) = effect { change } else { nil }
    }
  }
}
