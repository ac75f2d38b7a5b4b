import HerokuAPI
import TestSupport
import Testing

@Suite struct ClientSheetTests {
  private static let two = [
    OAuthClient.sample("Staging \"blue\"", id: "11111111", redirectURI: "https://a.example.com/cb"),
    OAuthClient.sample("Billing", id: "22222222", redirectURI: "https://b.example.com/cb"),
  ]
  private let sheet = ClientSheet(Self.two)

  private func mistakes(in text: String) -> [ClientSheetMistake] {
    do throws(ClientSheetMistakes) {
      _ = try sheet.reading(text)
      return []
    } catch {
      return error.mistakes
    }
  }

  /// A line of the sheet.
  private func line(_ index: Int, _ name: String, _ redirectURI: String) -> String {
    "\(Self.two[index].id) \(name) \(redirectURI)"
  }

  @Test func `a text that stays as it is changes nothing`() throws {
    #expect(try sheet.reading(sheet.text).changes.isEmpty)
    #expect(try sheet.reading(sheet.text).removedCount == 0)
  }

  @Test func `what differs becomes an update of just that, and a line taken out leaves its client alone`()
    throws
  {
    let text = sheet.text.replacing("b.example.com", with: "c.example.com")
    #expect(
      try sheet.reading(text).changes
        == [.update(ClientChanges([.redirectURI: "https://c.example.com/cb"]), expecting: Self.two[1])]
    )
    let renamed = try sheet.reading(line(0, "\"Staging \\\"green\\\"\"", Self.two[0].redirectURI))
    #expect(
      renamed.changes == [.update(ClientChanges([.name: "Staging \"green\""]), expecting: Self.two[0])]
    )
    #expect(renamed.removedCount == 1)
  }

  @Test func `the lines of another system, in another order, without quotes where there are no blanks`()
    throws
  {
    let text =
      "\u{FEFF}# a remark\r\n\r\n\(line(1, "Invoices", Self.two[1].redirectURI))\r\n\t\r\n"
      + line(0, "\"Staging \\\"blue\\\"\"", "https://z.example.com/cb")
    let changes = try sheet.reading(text).changes
    #expect(changes.map(\.target) == Self.two)
  }

  /// The fuzzer has found that a line of carriage returns was a mistake once, and none when it was told of.
  @Test func `a mistake stays one when it is told, whatever ends the lines`() throws {
    #expect(try sheet.reading(sheet.text.replacing("\n", with: "\r\r\n")).changes.isEmpty)
    for ending in ["\n", "\r\n", "\r\r\n"] {
      let text = ["nobody x y", "\r\r", " \r\r"].joined(separator: ending) + ending
      let mistakes = #expect(throws: ClientSheetMistakes.self) { try sheet.reading(text) }?.mistakes ?? []
      #expect(mistakes.map(\.text) == ["nobody x y"])
      let told = ClientSheet.text(text, telling: mistakes)
      let again = #expect(throws: ClientSheetMistakes.self) { try sheet.reading(told) }
      #expect(again?.mistakes.map(\.reason) == mistakes.map(\.reason))
    }
  }

  @Test(arguments: [
    "plain", " blanks around ", "\"", "\\", "\\\"", "a\\u{41}", "line\nfeed", "carriage\r\nreturn",
    "tab\there",
    "# no remark", "\u{301}mark first", "שלום \u{202E}evil", "no\u{A0}break", "family 👨‍👩‍👧", "e\u{301} é",
    "\u{FEFF}bom", "\u{0}", "ページ", "\u{E000}", "\u{2028}",
  ])
  func `any text survives the round trip, as a name and as a redirect URI`(text: String) throws {
    let clients = [
      OAuthClient.sample(text, id: "11111111", redirectURI: text),
      OAuthClient.sample("next", id: "22222222", redirectURI: ""),
    ]
    let sheet = ClientSheet(clients)
    #expect(try sheet.reading(sheet.text).changes.isEmpty)
    #expect(try sheet.reading(sheet.text).removedCount == 0)
    #expect(sheet.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
  }

  @Test func `random names survive, and are told apart by the byte`() throws {
    var random = SeededGenerator(seed: 24)
    let letters: [Unicode.Scalar] = [
      "a", "\"", "\\", " ", "\t", "\n", "#", "u", "{", "}", "é", "\u{301}", "\u{200B}",
    ]
    for _ in 0..<500 {
      func text() -> String {
        String(
          String.UnicodeScalarView(
            (0..<Int.random(in: 1...8, using: &random)).map { _ in
              letters.randomElement(using: &random) ?? "a"
            }
          )
        )
      }
      let client = OAuthClient.sample(text(), id: "11111111", redirectURI: text())
      let sheet = ClientSheet([client])
      #expect(try sheet.reading(sheet.text).changes.isEmpty, "\(client)")
      let other = ClientSheet([
        OAuthClient.sample(text() + "x", id: "11111111", redirectURI: client.redirectURI)
      ])
      let isSame = other.clients[0].name.utf8.elementsEqual(client.name.utf8)
      #expect(try sheet.reading(other.text).changes.isEmpty == isSame)
    }
  }

  @Test func `every mistake is told by its line`() {
    let good = line(0, "x", Self.two[0].redirectURI)
    let text = [
      "# header", good, line(0, "again", "https://a.example.com/"), "33333333 x https://c.example.com/",
      line(1, "two words", "https://b.example.com/"), "\(Self.two[1].id)", line(1, "\"open", ""),
      line(1, "\"a\"b", "https://b.example.com/"), line(1, "\"\\q\"", "https://b.example.com/"),
      line(1, "\" \"", "https://b.example.com/"), line(1, "x", "/relative"),
    ].joined(separator: "\n")
    let mistakes = mistakes(in: text)
    #expect(mistakes.map(\.line) == Array(3...11))
    #expect(mistakes.first?.reason == "line 2 has the same id")
  }

  @Test func `a mistake is told above its line, once however often the text comes back`() {
    let text = line(0, "two words", "https://a.example.com/cb") + "\n" + line(1, "x", "nowhere")
    let told = ClientSheet.text(text, telling: mistakes(in: text))
    #expect(
      told.split(separator: "\n").map { $0.hasPrefix("#! ") } == [true, false, true, false]
    )
    let again = ClientSheet.text(told, telling: mistakes(in: told))
    #expect(again == told)
    #expect(mistakes(in: told).map(\.line) == [2, 4])
  }

  @Test func `what cannot work is a mistake only where it is new`() throws {
    let broken = OAuthClient.sample("old", id: "11111111", redirectURI: "/relative")
    let sheet = ClientSheet([broken])
    let text = sheet.text.replacing("\"old\"", with: "new")
    #expect(try sheet.reading(text).changes == [.update(ClientChanges([.name: "new"]), expecting: broken)])
  }
}
