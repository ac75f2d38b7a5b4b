import ClientBrowser
import HerokuAPI
import MainLoop
import TerminalUI

@testable import ClienteleApp

/// A front end without a terminal: a test presses its keys and looks at what is shown.
@LoopActor
final class ScriptedFrontEnd: FrontEnd {
  let size = Size(columns: 120, rows: 40)
  private(set) var shown: [Browser] = []
  private(set) var copied: [String] = []
  private(set) var repaints = 0
  private(set) var suspensions = 0
  /// The texts that an editor was opened on; it leaves them as they are.
  private(set) var edited: [String] = []
  private(set) var isClosed = false
  /// Why copying fails; it does not if nil.
  var copyFailure: CopyFailure?
  private var tell: (@LoopActor (FrontEndEvent) -> Void)?

  func start(_ tell: @escaping @LoopActor (FrontEndEvent) -> Void) { self.tell = tell }
  func show(_ browser: Browser) { shown.append(browser) }
  func repaint() { repaints += 1 }
  func suspend() { suspensions += 1 }
  func edit(_ text: String, then tell: @escaping @LoopActor (EditorOutcome) -> Void) {
    edited.append(text)
    tell(.left(text: text))
  }
  func close() { isClosed = true }

  func copy(_ lines: [String]) -> CopyFailure? {
    if copyFailure == nil { copied.append(lines.joined(separator: "\n")) }
    return copyFailure
  }

  /// Lets something happen.
  func send(_ event: FrontEndEvent) { tell?(event) }

  /// Presses keys that arrive in one piece.
  func press(_ keys: Key...) { send(.input(keys.map(TerminalInput.key))) }

  /// Types a text, in one piece.
  func type(_ text: String) { send(.input(text.map { .key(.character($0)) })) }

  /// What is said now, by header, status and the screen on top.
  var text: String {
    guard let browser = shown.last else { return "" }
    let blocks = browser.presentation?.blocks.map { block in
      switch block {
      case .text(let text, _, _), .heading(let text): text
      case .value(let label, let value, _, _): "\(label) \(value)"
      case .field(let field): "\(field.label) \(field.editor.text)"
      case .message(let status): status.text
      case .keys(let keys, let text): "\(keys) \(text)"
      case .row(let row): row.pieces.map(\.text).joined()
      case .blank, .beside: ""
      }
    }
    let parts = [browser.header.count, browser.statusNow?.text ?? "", browser.presentation?.title ?? ""]
    return (parts + (blocks ?? [])).joined(separator: "\n")
  }
}

/// An API that answers what a test tells it to.
struct ScriptedAPI: OpenBackend {
  var clients: [OAuthClient] = []
  var change: @Sendable (Change) async throws(APIError) -> ChangeOutcome = { _ throws(APIError) in
    throw .cancelled
  }
  var read: @Sendable (ClientID) async throws(APIError) -> ClientCredentials = { id throws(APIError) in
    throw .notFound(requestID: nil)
  }

  var signIn: @Sendable (any TryGuide) async -> TryRun.Ending = { _ in TryRun.Ending() }

  func observed(by observer: @escaping @Sendable (Notice) -> Void) -> any OpenBackend { self }
  func account() async throws(APIError) -> Account { Account(id: "1", email: "alice@example.com") }
  func remainingRequests() async throws(APIError) -> Int { 4500 }
  func readClient(_ id: ClientID) async throws(APIError) -> ClientCredentials { try await read(id) }
  func listApps() async throws(APIError) -> AppList { AppList() }
  func lookForAllClients(
    in apps: [HerokuApp],
    progress: @escaping @Sendable (Int) -> Void
  ) async throws(APIError) -> (found: Whereabouts, clients: [ClientID]) {
    (Whereabouts(), clients.map(\.id))
  }
  func perform(_ change: Change, batch: Int?) async throws(APIError) -> ChangeOutcome {
    try await self.change(change)
  }
  func close() async {}
  func trySignIn(
    _ client: OAuthClient,
    scopes: [OAuthScope],
    host: String,
    led guide: any TryGuide
  ) async -> TryRun.Ending {
    await signIn(guide)
  }

  func listClients(
    unless version: ListVersion?,
    eachPage: @Sendable (ClientPage) async -> Void
  ) async throws(APIError) -> ListOutcome {
    await eachPage(ClientPage(clients: clients))
    return .loaded(nil, lacking: ListShortfall())
  }
}
