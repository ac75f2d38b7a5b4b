import TerminalText
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct HelpTests {
  private func help(_ size: Size, _ search: String = "") -> Browser {
    var browser = Browser.showing([.staging], size: size)
    browser.press("?")
    if !search.isEmpty {
      browser.press("/")
      browser.type(search)
    }
    return browser
  }

  private func words(_ browser: Browser) -> [String] { browser.presentation?.words ?? [] }

  @Test(arguments: [(80, 1), (113, 1), (120, 2), (180, 3)])
  func `stands in as many columns as fit`(columns: Int, count: Int) {
    let page = HelpPage(Keymap.standard.sections, matching: "", width: columns - 2)
    guard case .beside(let blocks, _)? = page.lines.first else { return #expect(Bool(false)) }
    #expect(blocks.count == count)
  }

  @Test func `says every row of the keymap once, whatever the width`() {
    let rows = Keymap.standard.sections.flatMap(\.rows)
    for width in [40, 78, 118, 200] {
      let keys = HelpPage(Keymap.standard.sections, matching: "", width: width).lines.flatMap { line in
        guard case .beside(let blocks, _) = line else { return [String]() }
        return blocks.compactMap { if case .keys(let keys, let title) = $0 { keys + title } else { nil } }
      }
      let said = keys.joined().filter { $0 != " " }.count
      #expect(said == rows.map { ($0.keys.joined() + $0.title).filter { $0 != " " }.count }.reduce(0, +))
    }
  }

  @Test func `a search leaves what has to do with it, and its headings`() {
    var browser = help(Size(columns: 80, rows: 24), "reload")
    #expect(browser.context == .helpSearch)
    #expect(words(browser).contains { $0.contains("No key has to do with “reload”") })
    browser.press(.control("u"))
    browser.type("SECRET")
    #expect(words(browser).contains("Secrets") && !words(browser).contains("Move"))
    #expect(words(browser).contains { $0.contains("Show or mask the secret") })
    browser.press(.enter)
    #expect(browser.context == .help && words(browser).contains("/ SECRET"))
    browser.press(.escape)
    #expect(words(browser).contains("Move"), "Esc clears the search first")
    browser.press(.escape)
    #expect(browser.screens.isEmpty)
  }

  @Test func `a search finds a key by its name`() {
    #expect(words(help(Size(columns: 80, rows: 24), "ctrl-y")).contains { $0.contains("Put in again") })
  }
}
