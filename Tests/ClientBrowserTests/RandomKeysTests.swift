import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser

/// What must hold whatever keys are pressed and whatever the API answers.
@Suite struct RandomKeysTests {
  private static let keys: [Key] =
    CommandTable.bindings.flatMap(\.keys)
    + "rotateStaging dashboard11111111x:/#h".map { Key.character($0) } + [Key(.function(5)), Key(.insert)]

  @Test(arguments: 0..<60) func `no mutation without its confirmation, and the selection is always valid`(
    seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    var browser = Browser.showing(
      [.staging, .production, .billing, .sample("Staging dashboard", id: "44444444")],
      size: [Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 40, rows: 10)][
        Int(seed % 3)
      ]
    )
    var waiting: [Effect] = []
    for _ in 0..<400 {
      let before = browser
      let event = nextEvent(browser, &waiting, &random)
      for effect in browser.handle(event) {
        expectConfirmed(effect, by: event, in: before)
        waiting.append(effect)
      }
      expectValid(browser)
    }
  }

  private func nextEvent(_ browser: Browser, _ waiting: inout [Effect], _ random: inout SeededGenerator)
    -> Event
  {
    let roll = Int.random(in: 0..<20, using: &random)
    if roll == 0, let index = waiting.indices.randomElement(using: &random) {
      if let answer = answer(to: waiting.remove(at: index), &random) { return answer }
    }
    if roll == 1 { return .pasted("rotate\nq") }
    if roll == 3, Bool.random(using: &random) { return .twoFactorDemanded(.first) }
    if roll == 2 {
      return .resized(
        Size(columns: Int.random(in: 1..<140, using: &random), rows: Int.random(in: 1..<50, using: &random))
      )
    }
    // Often type just what a dialog wants, or its confirmations would never be reached.
    if roll < 10, let dialog = browser.confirmation, dialog.focus == .text, !dialog.isRight {
      let typed = dialog.editor.text
      if dialog.wantedText.hasPrefix(typed) {
        let next = dialog.wantedText.dropFirst(typed.count).first ?? "x"
        return .keyPressed(.character(next))
      }
      return .keyPressed(.control("u"))
    }
    // As with an app's name, of which few random texts are one.
    if roll < 14, let panel = browser.handOver, panel.request == nil {
      guard let typed = panel.appName?.text else { return .keyPressed("c") }
      return .keyPressed(typed.count < 3 ? "a" : .enter)
    }
    return .keyPressed(Self.keys.randomElement(using: &random) ?? .enter)
  }

  private func answer(to effect: Effect, _ random: inout SeededGenerator) -> Event? {
    let lost = APIError.outcomeUnknown(TransportFailure(.connectionLost, mayHaveBeenSent: true))
    let failed = Bool.random(using: &random)
    switch effect {
    case .loadAccount(let id): return .accountLoaded(id, Account(id: "a", email: "a@example.com"))
    case .loadClients(let id):
      return failed ? .pageLoaded(id, ClientBatch([.staging, .billing])) : .loadEnded(id)
    case .revalidateClients(let id, _): return failed ? .readFailed(id, lost) : .listUnchanged(id)
    case .readSnapshot(let id): return .snapshotRead(id, nil)
    case .readClient(let id, _): return failed ? .readFailed(id, lost) : .clientRead(id, .sample(.staging))
    case .createClient(let id, _):
      return failed ? .mutationFailed(id, lost) : .clientCreated(id, .sample(.production))
    case .updateClient(let id, let changes, let shown):
      return failed
        ? .mutationFailed(id, .conflict(current: shown.with(name: "theirs"), fields: changes.fields))
        : .clientUpdated(id, UpdatedClient(client: shown))
    case .deleteClient(let id, let shown):
      return failed ? .mutationFailed(id, .changedSinceShown(current: shown)) : .clientDeleted(id, shown)
    case .rotateClient(let id, let shown):
      return failed ? .mutationFailed(id, .notFound(requestID: nil)) : .clientRotated(id, .sample(shown))
    case .setConfigVars(let id, let app, _):
      return failed ? .mutationFailed(id, lost) : .configVarsSet(id, app)
    case .writeFile(let id, let path, _): return .fileWritten(id, path: path)
    case .remind(let reminder, _): return .reminded(reminder)
    case .cancel, .copy, .writeSnapshot, .repaint, .suspend, .quit, .answerTwoFactor: return nil
    }
  }

  private func expectConfirmed(_ effect: Effect, by event: Event, in before: Browser) {
    switch effect {
    case .deleteClient(_, let target): expectTyped(.delete, target, event, before)
    case .rotateClient(_, let target): expectTyped(.rotate, target, event, before)
    case .setConfigVars(_, let app, let credentials):
      #expect(event == .keyPressed(.enter))
      #expect(before.handOver?.appName?.text == app.description, "the app that was typed")
      #expect(before.handOver?.credentials == credentials)
      #expect(before.handOver?.request == nil, "one at a time")
    case .createClient, .updateClient:
      guard case .keyPressed = event else {
        Issue.record("\(effect) without a key: \(event)")
        return
      }
      let isConfirming = before.layers.contains { layer in
        switch layer {
        case .form, .conflict: true
        default: false
        }
      }
      #expect(isConfirming, "\(effect) without a form")
    default: break
    }
  }

  private func expectTyped(
    _ action: TypedConfirmation.Action,
    _ target: OAuthClient,
    _ event: Event,
    _ before: Browser
  ) {
    let dialog = before.confirmation
    #expect(event == .keyPressed(.enter))
    #expect(dialog?.action == action && dialog?.target == target && dialog?.isRight == true)
  }

  private func expectValid(_ browser: Browser) {
    let cursor = browser.cursor
    if browser.clients.count == 0 {
      #expect(cursor.client == nil && cursor.row == 0 && cursor.top == 0)
    } else {
      #expect(cursor.client != nil && browser.clients[cursor.row]?.id == cursor.client)
      #expect((cursor.top..<cursor.top + browser.layout.listRows).contains(cursor.row))
    }
    #expect(
      browser.pending.values.compactMap(\.changedClient).count
        == Set(browser.pending.values.compactMap(\.changedClient)).count,
      "one change of a client at a time"
    )
  }
}
