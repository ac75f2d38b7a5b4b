import ClientIndex
import FoundationEssentials
import HerokuAPI
import TestSupport

@testable import ClientBrowser

extension Browser {
  /// The time in every test.
  static let testNow = Date.testNow

  /// A browser that has loaded these clients.
  static func showing(
    _ clients: [OAuthClient],
    selected: OAuthClient? = nil,
    size: Size = Size(columns: 120, rows: 40)
  ) -> Browser {
    var (browser, effects) = Browser.start(host: "api.heroku.com", size: size, now: testNow, localTime: .utc)
    for effect in effects {
      switch effect {
      case .loadAccount(let id):
        _ = browser.handle(.accountLoaded(id, Account(id: "a1", email: "alice@example.com")))
      case .loadClients(let id):
        _ = browser.handle(.pageLoaded(id, ClientBatch(clients)))
        _ = browser.handle(.loadEnded(id))
      default: break
      }
    }
    if let selected {
      while browser.selected != selected, browser.cursor.row < browser.clients.count - 1 {
        browser.press("j")
      }
    }
    return browser
  }

  /// Presses keys and returns what is asked for, but for reminders, which every request brings.
  @discardableResult
  mutating func press(_ keys: Key...) -> [Effect] {
    keys.flatMap { send(.keyPressed($0)) }
  }

  /// Types a text.
  @discardableResult
  mutating func type(_ text: String) -> [Effect] {
    text.flatMap { send(.keyPressed(.character($0))) }
  }

  /// Lets something happen and returns what is asked for, but for reminders and for what only serves a warning.
  @discardableResult
  mutating func send(_ event: Event) -> [Effect] {
    handle(event).filter { effect in
      switch effect {
      case .remind, .readTokenClient: false
      default: true
      }
    }
  }

  /// Lets every key be for as long as it takes until it counts again.
  mutating func leaveKeysAlone() {
    resting.endAll()
  }

  var form: FormScreen? { screens.last as? FormScreen }
  var confirmation: ConfirmationScreen? { screens.last as? ConfirmationScreen }
  var manyConfirmation: ManyConfirmationScreen? { screens.last as? ManyConfirmationScreen }
  var question: Presentation? { (screens.last as? ChoiceScreen).map { _ in presentation } ?? nil }
  var handOver: HandOverScreen? { screens.last as? HandOverScreen }
  var undo: UndoScreen? { screens.last as? UndoScreen }
  var history: HistoryScreen? { screens.last as? HistoryScreen }
  var twoFactor: TwoFactorScreen? { screens.last as? TwoFactorScreen }
}

extension HandOverScreen {
  /// The name of the file, while it is typed.
  var fileName: String? { entry == .file ? editor.text : nil }
  /// The app, while it is typed.
  var appName: String? { entry == .app ? editor.text : nil }
}

extension Presentation {
  /// The button that is pressed.
  var focused: String? { choices.first(where: \.isFocused)?.label }

  /// Everything that it says, a line each.
  var words: [String] { [title] + blocks.flatMap(\.words) }
}

extension Presentation.Block {
  fileprivate var words: [String] {
    switch self {
    case .blank: []
    case .text(let text, _, _), .heading(let text): [text]
    case .value(let label, let value, _, _): ["\(label) \(value)"]
    case .field(let field): ["\(field.label) \(field.editor.text)"] + field.findings.map(\.text)
    case .message(let status): [status.text]
    case .keys(let keys, let text): ["\(keys) \(text)"]
    case .row(let row): [row.pieces.map(\.text).joined()]
    case .beside(let blocks, _): blocks.flatMap(\.words)
    }
  }
}
