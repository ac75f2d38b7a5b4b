import ClientBrowser
import FoundationEssentials
import HerokuAPI
import TerminalText
import TerminalUI
import TestSupport
import Testing

private let sizes = [
  Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 50, rows: 15),
  Size(columns: 40, rows: 10),
]
private let manySizes = [
  Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 50, rows: 15),
]

@Suite struct ScreenRecordingTests {
  /// Moves to the client with the longest redirect URI.
  private let toBilling: [Key] = ["/"] + keys("billing") + [.enter]

  @Test(arguments: sizes) func `the list`(size: Size) throws {
    try expectRecording(of: .sample(size, keys: ["G"]), named: "list-\(size.name)")
  }

  @Test(arguments: manySizes) func `marks, some hidden, and a range`(size: Size)
    throws
  {
    let marking: [Key] = [" ", " ", "/"] + keys("example") + [.enter, "*", "j", "j", " ", "v", "j"]
    try expectRecording(of: .sample(size, keys: Array(marking.dropLast(2))), named: "marks-\(size.name)")
    try expectRecording(of: .sample(size, keys: marking), named: "range-\(size.name)")
  }

  /// Every client is marked, and its host to be another.
  private let rewriting: [Key] = ["*", "E"] + keys("example.com") + [.enter] + keys("example.org")

  @Test(arguments: manySizes) func `a rewrite, and its preview`(size: Size) throws {
    try expectRecording(of: .sample(size, keys: rewriting), named: "rewrite-\(size.name)")
    let previewing = Browser.sample(size).answering(rewriting + [.enter, "j", "j", " "]) { effect in
      guard case .readRateLimit(let id) = effect else { return nil }
      return .rateLimitRead(id, 2340)
    }
    try expectRecording(of: previewing, named: "preview-\(size.name)")
  }

  @Test(arguments: manySizes) func `the deletion of several, half typed`(size: Size) throws {
    let deleting: [Key] = [" ", "j", " ", " ", "/"] + keys("dash") + [.enter, "*", "d"] + keys("delet")
    try expectRecording(of: .sample(size, keys: deleting), named: "delete-many-\(size.name)")
  }

  @Test(arguments: manySizes) func `changes under way, and what came of them`(size: Size) throws {
    let deleting: [Key] = ["*", "d"] + keys("delete 9") + [.enter]
    try expectRecording(of: .sample(size, keys: deleting), named: "run-\(size.name)")
    let refused = Refusal(status: 403, id: "forbidden", message: "You may not.", requestID: "r-403")
    var number = 0
    let browser = Browser.sample(size).answering(deleting) { effect in
      guard case .perform(let id, .delete(let client), _) = effect else { return nil }
      number += 1
      var theirs = client
      theirs.redirectURI = "https://theirs.example.com/"
      return switch number {
      case 2: .changeFailed(id, .refused(refused))
      case 5: .changeFailed(id, .changedSinceShown(current: theirs))
      default: .changed(id, .deleted(client))
      }
    }
    try expectRecording(of: browser, named: "results-\(size.name)")
  }

  @Test(arguments: manySizes) func `changes that pause, and the undo of several`(size: Size) throws {
    let deleting: [Key] = ["*", "d"] + keys("delete 9") + [.enter]
    let lost = APIError.unreachable(TransportFailure(.refused, mayHaveBeenSent: false))
    let paused = Browser.sample(size).answering(deleting) { effect in
      guard case .perform(let id, _, _) = effect else { return nil }
      return .changeFailed(id, lost)
    }
    try expectRecording(of: paused, named: "paused-\(size.name)")
    let undoing = Browser.sample(size).answering(deleting + ["u"]) { effect in
      guard case .perform(let id, .delete(let client), _) = effect else { return nil }
      return .changed(id, .deleted(client))
    }
    try expectRecording(of: undoing, named: "undo-many-\(size.name)")
  }

  @Test(arguments: manySizes) func `a text from the editor with mistakes, and one kept`(size: Size) throws {
    func edited(_ outcome: @escaping (String) -> EditorOutcome) -> Browser {
      Browser.sample(size).answering(["*", "V"]) { effect in
        guard case .edit(let id, let text) = effect else { return nil }
        return .edited(id, outcome(text))
      }
    }
    let mistaken = edited {
      .left(text: $0.replacing("https://", with: "").replacing("0123", with: "9876"))
    }
    try expectRecording(of: mistaken, named: "editor-mistakes-\(size.name)")
    let failed = edited { .failed(reason: "The editor ended with 1.", saved: $0 + "\n") }
    try expectRecording(of: failed, named: "editor-failed-\(size.name)")
  }

  @Test(arguments: manySizes) func `the columns, and a filter with a mistake`(size: Size) throws {
    try expectRecording(of: .sample(size, keys: ["C", "j"]), named: "columns-\(size.name)")
    try expectRecording(of: .sample(size, keys: ["/"] + keys("dash \"\"")), named: "mistake-\(size.name)")
  }

  @Test(arguments: manySizes) func `the hand-over of several`(size: Size) throws {
    let browser = Browser.sample(size).answering(["*", "R"] + keys("rotate 9") + [.enter]) { effect in
      guard case .perform(let id, .rotate(let shown), _) = effect else { return nil }
      return .changed(id, .rotated(ClientCredentials(client: shown, secret: Secret("never-in-a-recording"))))
    }
    try expectRecording(of: browser, named: "hand-over-many-\(size.name)")
  }

  @Test(arguments: sizes) func `the first load`(size: Size) throws {
    try expectRecording(of: .sample(size, loaded: false), named: "loading-\(size.name)")
  }

  @Test(arguments: sizes) func `an empty list`(size: Size) throws {
    try expectRecording(of: .sample(size, clients: []), named: "empty-\(size.name)")
  }

  @Test(arguments: sizes) func `the detail with the focus, filtered`(size: Size) throws {
    try expectRecording(of: .sample(size, keys: toBilling + [.enter]), named: "detail-\(size.name)")
  }

  @Test(arguments: sizes) func `the detail of a client with findings`(size: Size) throws {
    let keys: [Key] = ["/"] + keys("evil") + [.enter, .enter]
    try expectRecording(of: .sample(size, keys: keys), named: "findings-\(size.name)")
  }

  @Test(arguments: sizes) func `a filter without a match`(size: Size) throws {
    try expectRecording(
      of: .sample(size, keys: ["/"] + keys("nothing like it")),
      named: "no-match-\(size.name)"
    )
  }

  @Test(arguments: sizes) func `an edit with a warning and an error`(size: Size) throws {
    let typing: [Key] = toBilling + ["e", .control("u")] + keys("http://billing.example.com/#x")
    try expectRecording(of: .sample(size, keys: typing), named: "edit-\(size.name)")
  }

  @Test(arguments: sizes) func `a conflict`(size: Size) throws {
    let browser = Browser.sample(size).answering(["e"] + keys("/2") + [.enter]) { effect in
      guard case .perform(let id, .update(_, var shown), _) = effect else { return nil }
      shown.redirectURI = "https://theirs.example.com/callback"
      return .changeFailed(id, .conflict(current: shown, fields: [.redirectURI]))
    }
    try expectRecording(of: browser, named: "conflict-\(size.name)")
  }

  @Test(arguments: sizes) func `a deletion, its text half typed`(size: Size) throws {
    try expectRecording(
      of: .sample(size, keys: toBilling + ["d"] + keys("Billing por")),
      named: "delete-\(size.name)"
    )
  }

  @Test(arguments: sizes) func `a rotation that failed`(size: Size) throws {
    let browser = Browser.sample(size).answering(["R"] + keys("rotate") + [.enter]) { effect in
      guard case .perform(let id, .rotate(_), _) = effect else { return nil }
      return .changeFailed(
        id,
        .refused(Refusal(status: 429, id: "rate_limit", message: "", requestID: "r-429"))
      )
    }
    try expectRecording(of: browser, named: "rotate-failed-\(size.name)")
  }

  @Test(arguments: sizes) func `the hand-over after a rotation`(size: Size) throws {
    let browser = Browser.sample(size).answering(["R"] + keys("rotate") + [.enter, "w"]) { effect in
      guard case .perform(let id, .rotate(let shown), _) = effect else { return nil }
      return .changed(id, .rotated(ClientCredentials(client: shown, secret: Secret("never-in-a-recording"))))
    }
    try expectRecording(of: browser, named: "hand-over-\(size.name)")
    let asking = browser.answering([.escape] + keys("cdashboard:OAUTH")) { _ in nil }
    try expectRecording(of: asking, named: "hand-over-app-\(size.name)")
  }

  @Test(arguments: sizes) func `a question`(size: Size) throws {
    try expectRecording(of: .sample(size, keys: ["e", "x", .escape]), named: "question-\(size.name)")
  }

  @Test(arguments: sizes) func `a question about a warning, with what it is about`(size: Size) throws {
    let typing: [Key] = toBilling + ["e", .control("u")] + keys("http://billing.example.com/cb") + [.enter]
    try expectRecording(of: .sample(size, keys: typing), named: "save-anyway-\(size.name)")
  }

  @Test(arguments: sizes) func `a search in the help`(size: Size) throws {
    let typing: [Key] = ["?", "/"] + keys("filter")
    try expectRecording(of: .sample(size, keys: typing), named: "help-search-\(size.name)")
  }

  @Test(arguments: sizes) func `the list of last time, and no network`(size: Size) throws {
    try expectRecording(of: .sampleOfLastTime(size), named: "last-time-\(size.name)")
  }

  @Test(arguments: sizes) func `the second factor, after a wrong one`(size: Size) throws {
    var browser = Browser.sample(size)
    _ = browser.handle(.twoFactorDemanded(.again))
    for key in keys("123 4") { _ = browser.handle(.keyPressed(key)) }
    try expectRecording(of: browser, named: "two-factor-\(size.name)")
  }

  /// Random keys have found one row to be too few.
  @Test(arguments: 0...4) func `the second factor on a screen that has no room`(rows: Int) {
    for columns in 0...8 {
      let size = Size(columns: columns, rows: rows)
      var browser = Browser.sample(Size(columns: 80, rows: 24))
      _ = browser.handle(.twoFactorDemanded(.first))
      _ = browser.handle(.resized(size))
      let frame = Frame(browser)
      #expect(frame.size == size)
      if let cursor = frame.cursor { #expect(cursor.row < rows && cursor.column < columns) }
    }
  }

  @Test(arguments: sizes) func `the help`(size: Size) throws {
    try expectRecording(of: .sample(size, keys: ["?", "j"]), named: "help-\(size.name)")
  }

  @Test(arguments: sizes) func `a failed load`(size: Size) throws {
    let browser = Browser.sample(size).answering(["r"]) { effect in
      guard case .loadClients(let id) = effect else { return nil }
      return .readFailed(
        id,
        .refused(
          Refusal(
            status: 401,
            id: "unauthorized",
            message: "Invalid credentials provided.",
            requestID: "5b1c0f9e-0000-4000-8000-000000000401"
          )
        )
      )
    }
    try expectRecording(of: browser, named: "failed-\(size.name)")
  }

  @Test func `a screen that is too small`() throws {
    try expectRecording(of: .sample(Size(columns: 30, rows: 8)), named: "too-small-30x8")
  }
}

@Suite struct ScreenTests {
  @Test(arguments: [40, 120]) func `a filter without end stays within the list`(columns: Int) {
    var browser = Browser.sample(Size(columns: columns, rows: 10), keys: ["/"])
    let footer = Frame(browser).text().last
    _ = browser.handle(.pasted(String(repeating: "zqj", count: 2000)))
    #expect(Frame(browser).text().last == footer)
    _ = browser.handle(.keyPressed(.enter))
    #expect(Frame(browser).text().joined().contains("Nothing matches"))
  }

  @Test func `no state draws an unsafe character or outside its frame at any size`() {
    let states: [[Key]] = [
      [], [.enter], ["e"], ["d"], ["R"], ["n"], ["?"], ["/"] + keys("x"), ["y"], ["e", "x", .escape],
      ["j", "j", "j", "e"], ["*"], ["v", "j"], ["*", "d"], ["*", "E"],
      ["*", "E"] + keys("example.com") + [.enter, .enter],
    ]
    for columns in stride(from: 1, through: 130, by: 13) {
      for rows in [1, 5, 10, 11, 15, 16, 20, 21, 24, 40] {
        for keys in states {
          let frame = Frame(.sample(Size(columns: columns, rows: rows), keys: keys))
          #expect(frame.text().count == rows)
          for line in frame.text() {
            #expect(
              !line.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F || $0.value == 0x202E }
            )
            #expect(line.cellWidth <= columns)
          }
        }
      }
    }
  }

  @Test func `every dialog shows its target and its input line at 40x10`() {
    let size = Size(columns: 40, rows: 10)
    let delete = Frame(.sample(size, keys: ["/"] + keys("billing") + [.enter, "d"] + keys("Bill")))
    #expect(delete.text().contains { $0.contains("Billing portal") })
    #expect(delete.text().contains { $0.hasSuffix("Bill") })
    #expect(delete.cursor != nil)
    let edit = Frame(.sample(size, keys: ["/"] + keys("billing") + [.enter, "e"] + keys("zzz")))
    #expect(edit.text().contains { $0.contains("Billing portal") })
    #expect(edit.text().contains { $0.contains("zzz") })
    #expect(edit.cursor != nil)
  }

  @Test func `the cursor stands where the focus is, and shows in text fields only`() throws {
    let size = Size(columns: 120, rows: 40)
    let list = Frame(.sample(size, keys: ["j", "j"]))
    #expect(list.cursor == Position(row: 4, column: 0) && !list.cursorIsVisible)
    let detail = Frame(.sample(size, keys: [.enter]))
    #expect(try #require(detail.cursor).column > 40 && !detail.cursorIsVisible)
    let field = Frame(.sample(size, keys: ["e"]))
    #expect(field.cursor != nil && field.cursorIsVisible)
    let filter = Frame(.sample(size, keys: ["/"]))
    #expect(filter.cursor?.column == 2 && filter.cursorIsVisible)
    let question = Frame(.sample(size, keys: ["e", "x", .escape]))
    let place = try #require(question.cursor)
    #expect(!question.cursorIsVisible)
    #expect(question.text()[place.row].contains("[ Keep editing ]"))
  }

  @Test func `letters that the filter matched stand out in list and detail`() throws {
    let frame = Frame(.sample(Size(columns: 120, rows: 40), keys: ["/"] + keys("DASH") + [.enter]))
    let rows = Array(zip(frame.text(), frame.styleMap()))
    func matched(_ style: Character) -> [String] {
      rows.map { text, styles in String(zip(text, styles).filter { $1 == style }.map(\.0)) }
        .filter { !$0.isEmpty }
    }
    #expect(matched("N") == ["dashdash"], "the name and the redirect URI of the selected row")
    #expect(matched("n").contains("dash"))
    #expect(matched("n").joined().replacing("dash", with: "") == "")
    #expect(!Frame(.sample(Size(columns: 120, rows: 40))).styleMap().joined().contains { "nN".contains($0) })
  }

  @Test func `the selected row has a sign, with and without the focus`() {
    for keys in [[], [.enter]] as [[Key]] {
      let rows = Frame(.sample(Size(columns: 120, rows: 40), keys: ["j", "j"] + keys)).text()
      #expect(rows.filter { $0.hasPrefix("▸") }.count == 1)
      #expect(rows[4].hasPrefix("▸Billing portal"))
    }
  }

  @Test func `a mark has a sign, and another where its row is selected`() {
    func signs(_ keys: [Key]) -> String {
      let rows = Frame(.sample(Size(columns: 120, rows: 40), keys: keys)).text()
      return String(rows[2...6].map { $0.first ?? " " })
    }
    #expect(signs(["j", "j"]) == "  ▸  ")
    #expect(signs(["j", "j", " "]) == "  ●▸ ")
    #expect(signs(["j", "j", " ", "k"]) == "  ◉  ")
    #expect(signs(["j", "v", "j"]) == " ○◎  ")
  }

  /// Rows are taken over from the frame before: whatever is pressed, none may be an old one.
  @Test(arguments: 0..<12) func `frames one after the other are as they would be alone`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var browser = Browser.sample(
      seed.isMultiple(of: 2) ? Size(columns: 90, rows: 20) : Size(columns: 120, rows: 40)
    )
    var frames = FrameSeries()
    for _ in 0..<150 {
      let pressed: [Key] =
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<10: [Bool.random(using: &random) ? "j" : "k"]
        case 10: ["G"]
        case 11: ["g"]
        case 12: [" "]
        case 13: ["v"]
        case 14: ["/"] + keys("e") + [.enter]
        case 15: [.escape]
        case 16: ["t"]
        case 17: ["o", .enter]
        case 18: ["?"]
        default: [.tab]
        }
      for key in pressed { _ = browser.handle(.keyPressed(key)) }
      if Int.random(in: 0..<20, using: &random) == 0 {
        _ = browser.handle(.clockRead(browser.now.addingTimeInterval(3600)))
      }
      #expect(frames.frame(of: browser) == Frame(browser))
    }
  }

  @Test func `nothing is cut in the list while the detail has more than it needs`() {
    let clients = OAuthClient.samples.filter { $0.redirectURI.count < 80 }
    for columns in [120, 140, 160, 200, 240] {
      let browser = Browser.sample(Size(columns: columns, rows: 40), clients: clients)
      let list = Frame(browser).text().map { $0.prefix(while: { $0 != "│" }) }
      let isCut = list.contains { $0.contains("…") }
      #expect(!isCut || browser.layout.detail.columns <= 52, "\(columns)")
      #expect(columns < 200 || !isCut, "\(columns)")
    }
  }

  @Test func `a secret is on the screen only where it was asked for`() {
    let secret = "0ddba115-0000-4000-8000-000000000000"
    func answer(_ effect: Effect) -> Event? {
      switch effect {
      case .readClient(let id, _):
        return .clientRead(id, ClientCredentials(client: .samples[0], secret: Secret(secret)))
      case .perform(let id, .rotate(let shown), _):
        return .changed(id, .rotated(ClientCredentials(client: shown, secret: Secret(secret))))
      default: return nil
      }
    }
    func isShown(_ keys: [Key]) -> Bool {
      let browser = Browser.sample(Size(columns: 120, rows: 40)).answering(
        ["/"] + TerminalUITests.keys("Production") + [.enter] + keys,
        answer
      )
      return Frame(browser).text().contains { $0.contains(secret) }
    }
    #expect(!isShown([]))
    #expect(isShown(["s"]))
    #expect(!isShown(["s", "s"]))
    #expect(!isShown(["y", "s"]))
    #expect(!isShown(["R"] + keys("rotate") + [.enter]))
    #expect(isShown(["R"] + keys("rotate") + [.enter, "s"]))
  }
}

extension Size {
  fileprivate var name: String { "\(columns)x\(rows)" }
}
