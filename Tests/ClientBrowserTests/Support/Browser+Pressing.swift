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

  /// Lets something happen and returns what is asked for, but for reminders.
  @discardableResult
  mutating func send(_ event: Event) -> [Effect] {
    handle(event).filter { if case .remind = $0 { false } else { true } }
  }

  var form: ClientForm? { if case .form(let form) = layers.last { form } else { nil } }
  var confirmation: TypedConfirmation? {
    if case .confirmation(let dialog) = layers.last { dialog } else { nil }
  }
  var question: Question? { if case .question(let question) = layers.last { question } else { nil } }
  var conflict: EditConflict? { if case .conflict(let conflict) = layers.last { conflict } else { nil } }
  var handOver: HandOver? { if case .handOver(let panel) = layers.last { panel } else { nil } }
}
