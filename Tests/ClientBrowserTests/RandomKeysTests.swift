import ClientIndex
import FoundationEssentials
import Journal
import TerminalText
import TestSupport
import Testing

@testable import ClientBrowser
@testable import HerokuAPI
@testable import TerminalUI

/// What must hold whatever keys are pressed and whatever the API answers.
@Suite struct RandomKeysTests {
  private static let keys: [Key] =
    Keymap.standard.bindings.flatMap(\.sequences).flatMap { $0 }
    + "rotateStaging dashboard11111111x:/#h".map { Key.character($0) } + [Key(.function(5)), Key(.insert)]

  /// A name that nobody means well with, and a URI that fits nowhere.
  private static let hostile = OAuthClient.sample(
    "Bill\u{1b}[2Jing \u{202e}moc.live\u{2066} 日本 e\u{301}",
    id: "66666666"
  )
  .with(redirectURI: "https://example.com/" + String(repeating: "\u{200d}é日/", count: 60))

  private static let clients: [OAuthClient] = [
    .staging, .production, .billing, .sample("Staging dashboard", id: "44444444"), hostile,
  ]

  /// A run of 400 events from a seed; returns how many changes of each kind it has confirmed.
  ///
  /// - Parameter drawing: a frame is drawn after this many events, and after each change of the size.
  private func run(seed: UInt64, drawing interval: Int) -> [String: Int] {
    var random = SeededGenerator(seed: seed)
    var browser = Browser.showing(
      Self.clients,
      size: [Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 40, rows: 10)][
        Int(seed % 3)
      ]
    )
    var waiting: [Effect] = []
    var confirmed: [String: Int] = [:]
    // What a run may do: what was confirmed together, until something else is.
    var allowed: Set<Change> = []
    var frames = FrameSeries()
    for step in 0..<400 {
      let before = browser
      let event = nextEvent(browser, &waiting, &random)
      let effects = browser.handle(event)
      if !before.isTooSmall || before.presentation?.isUrgent == true,
        let together = Self.confirmedTogether(by: event, in: before),
        before.shared.reasonAgainst(Array(together)) == nil
      {
        allowed = together
      }
      if let renewals = Self.renewals(by: event, in: before, browser) { allowed = renewals }
      expectOpenedByText(browser, by: event, in: before)
      for effect in effects {
        waiting.append(effect)
        guard case .perform(let id, let change, _) = effect else { continue }
        if browser.shared.run?.requests[id] != nil {
          #expect(allowed.contains(change), "\(change) in a run that nobody confirmed")
          confirmed["several: " + Self.kind(of: change), default: 0] += 1
        } else {
          expectConfirmed(change, by: event, in: before)
          confirmed[Self.kind(of: change), default: 0] += 1
          if before.undo != nil { confirmed["undo", default: 0] += 1 }
          if before.screens.last is EverywhereScreen { confirmed["rotate everywhere", default: 0] += 1 }
        }
      }
      expectValid(browser, seed)
      if step % interval == 0 || browser.size != before.size {
        expectFrame(of: browser, &frames, seed)
      }
    }
    return confirmed
  }

  private static func isEdit(_ effect: Effect) -> Bool {
    if case .edit = effect { true } else { false }
  }

  private static func isRest(_ effect: Effect) -> Bool {
    if case .remind(.rested, _) = effect { true } else { false }
  }

  private static func isAboutUses(_ effect: Effect) -> Bool {
    switch effect {
    case .listApps, .lookForClients, .readClient: true
    default: false
    }
  }

  private static func kind(of change: Change) -> String {
    switch change {
    case .create: "create"
    case .update: "update"
    case .delete: "delete"
    case .rotate: "rotate"
    case .setConfigVars: "set config vars"
    case .renewSecret: "renew secret"
    case .movePair: "move pair"
    }
  }

  @Test func `no change without its confirmation, and the selection is always valid`() {
    var confirmed: [String: Int] = [:]
    let runs = RandomRuns(90)
    for seed in runs { confirmed.merge(run(seed: seed, drawing: runs.isLong ? 3 : 50), uniquingKeysWith: +) }
    // What was never confirmed would prove nothing.
    let kinds = [
      "create", "update", "delete", "rotate", "set config vars", "several: update", "several: delete",
      "several: rotate", "several: renew secret", "rotate everywhere", "undo",
    ]
    for kind in kinds {
      // That takes the most steps of all, and a number of requests that is known by then.
      let least = kind == "rotate everywhere" ? 5 : 10
      #expect(confirmed[kind, default: 0] >= least, "confirmed: \(confirmed)")
    }
  }

  /// What a key has confirmed to be done together: by its text, or in a preview of what destroys nothing.
  private static func confirmedTogether(by event: Event, in before: Browser) -> Set<Change>? {
    guard event == .keyPressed(.enter) else { return nil }
    if let dialog = before.manyConfirmation { return dialog.isRight ? Set(dialog.proposal.changes) : nil }
    guard let preview = before.screens.last as? PreviewScreen, !before.resting.contains(.runChanges) else {
      return nil
    }
    let destroys = preview.ticked.contains { change in
      switch change {
      case .delete, .rotate, .renewSecret: true
      default: false
      }
    }
    return destroys ? nil : Set(preview.ticked)
  }

  /// What the answer to a rotation lets begin: its secret is set where the screen that asked for it said.
  private static func renewals(by event: Event, in before: Browser, _ after: Browser) -> Set<Change>? {
    guard case .changed(let id, .rotated(let made)) = event, before.shared.reasonAgainstRun == nil,
      let asking = before.screens.first(where: { $0.request == id }) as? EverywhereScreen
    else { return nil }
    let changes = after.shared.uses?.changes(setting: [made]).changes ?? []
    return Set(
      changes.filter { change in
        guard case .renewSecret(let renewal) = change else { return false }
        return renewal.client == asking.target.id && asking.chosenApps.contains(renewal.app.id)
      }
    )
  }

  /// Expects that a rotation everywhere is offered to nobody who has not typed the word for it.
  private func expectOpenedByText(_ browser: Browser, by event: Event, in before: Browser) {
    guard let screen = browser.screens.last as? EverywhereScreen,
      !before.screens.contains(where: { $0 is EverywhereScreen })
    else { return }
    expectTyped(.rotate, screen.target, event, before)
  }

  private func nextEvent(_ browser: Browser, _ waiting: inout [Effect], _ random: inout SeededGenerator)
    -> Event
  {
    let roll = Int.random(in: 0..<20, using: &random)
    if browser.context == .editor, browser.topmost.isLocked,
      let index = waiting.firstIndex(where: Self.isEdit)
    {
      // Nothing else happens while the editor has the terminal, but for what comes from the API.
      if let answer = answer(to: waiting.remove(at: index), &random) { return answer }
    }
    if roll == 0, let index = waiting.indices.randomElement(using: &random) {
      if let answer = answer(to: waiting.remove(at: index), &random) { return answer }
    }
    // What is looked for in apps is not hurried by a key, which would end it, and a preview is looked at for a while.
    let isLookedAt = browser.context == .preview && browser.resting.contains(.runChanges)
    let isAwaited = { effect in Self.isAboutUses(effect) || isLookedAt && Self.isRest(effect) }
    if roll > 9, browser.form == nil, let index = waiting.lastIndex(where: isAwaited) {
      if let answer = answer(to: waiting.remove(at: index), &random) { return answer }
    }
    if roll == 1, Int.random(in: 0..<4, using: &random) == 0 { return .pasted("rotate\nq") }
    if roll == 3, Bool.random(using: &random) { return .twoFactorDemanded(.first) }
    if roll == 2, Int.random(in: 0..<3, using: &random) == 0 { return .resized(Self.size(&random)) }
    if roll == 4, Int.random(in: 0..<3, using: &random) == 0, let event = Self.terminalSends(&random) {
      return event
    }
    // Often type just what a dialog wants, or its confirmations would never be reached.
    if roll < 19, let dialog = browser.confirmation, dialog.focus == .text, !dialog.isRight {
      let typed = dialog.editor.text
      if dialog.wantedText.hasPrefix(typed) {
        let next = dialog.wantedText.dropFirst(typed.count).first ?? "x"
        return .keyPressed(.character(next))
      }
      return .keyPressed(.control("u"))
    }
    if roll < 19, let dialog = browser.manyConfirmation {
      let (typed, wanted) = (dialog.editor.text, dialog.demand.text)
      guard wanted.hasPrefix(typed) else { return .keyPressed(.control("u")) }
      return .keyPressed(wanted.dropFirst(typed.count).first.map { .character($0) } ?? .enter)
    }
    // As with an app's name, of which few random texts are one.
    if roll < 14, let panel = browser.handOver, panel.request == nil {
      guard let typed = panel.appName else { return .keyPressed("c") }
      return .keyPressed(typed.count < 3 ? "a" : .enter)
    }
    if roll < 19, let step = step(towardsChangeIn: browser, &random) { return step }
    return .keyPressed(Self.keys.randomElement(using: &random) ?? .enter)
  }

  /// A size of the usual ones, and one time in eight of any.
  private static func size(_ random: inout SeededGenerator) -> Size {
    let isAny = Int.random(in: 0..<8, using: &random) == 0
    return Size(
      columns: Int.random(in: 1...(isAny ? 500 : 140), using: &random),
      rows: Int.random(in: 1...(isAny ? 200 : 50), using: &random)
    )
  }

  /// What comes of bytes of a terminal: mouse and focus reports, a paste, and bytes that mean nothing.
  private static func terminalSends(_ random: inout SeededGenerator) -> Event? {
    let noise = String(
      decoding: (0..<12).map { _ in UInt8.random(in: 0...255, using: &random) },
      as: UTF8.self
    )
    let sent = [
      "\u{1b}[<0;10;5M", "\u{1b}[M !!", "\u{1b}[I", "\u{1b}[O", "\u{1b}[200~\(noise)\u{1b}[201~", noise,
      "\u{1b}\(noise)",
      "\u{1b}]11;rgb:ff/ff/ff\u{7}", "\u{1b}[200~\u{1b}[2J\u{202e}\u{1b}[201~",
    ]
    var decoder = KeyDecoder()
    let input = decoder.feed(Array((sent.randomElement(using: &random) ?? noise).utf8)) + decoder.flush()
    return input.last.map { input in
      switch input {
      case .key(let key): .keyPressed(key)
      case .paste(let text): .pasted(text)
      case .lostPaste(let loss): .pasteLost(loss)
      }
    }
  }

  /// What somebody would press who wants to change something: random keys alone hardly ever get there.
  private func step(towardsChangeIn browser: Browser, _ random: inout SeededGenerator) -> Event? {
    switch browser.context {
    case .list, .detail:
      if browser.clients.count == 0 { return .keyPressed(.escape) }
      let canUndo = browser.shared.undo.next(.undo) != nil && Int.random(in: 0..<3, using: &random) == 0
      guard browser.shared.uses != nil else { return .keyPressed("w") }
      if browser.selected.map({ browser.isStale($0.id) }) == true, Int.random(in: 0..<5, using: &random) < 2 {
        return .keyPressed(Bool.random(using: &random) ? "m" : "R")
      }
      let keys: [Key] = canUndo ? ["u"] : ["d", "R", "e", "n", "E", "*", " ", "u", "U", "H", "m"]
      return .keyPressed(keys.randomElement(using: &random) ?? "e")
    case .rewrite:
      guard let dialog = browser.screens.last as? RewriteScreen else { return nil }
      if !dialog.holdsTypedText { return .pasted("example.") }
      return dialog.focus == .new && Bool.random(using: &random)
        ? .pasted("new.example.") : .keyPressed(.enter)
    case .preview:
      return .keyPressed((["j", .enter, .enter, " "] as [Key]).randomElement(using: &random) ?? "j")
    case .editor: return .keyPressed(([.enter, .escape] as [Key]).randomElement(using: &random) ?? .escape)
    case .run: return .keyPressed((["r", "b", .escape] as [Key]).randomElement(using: &random) ?? "r")
    case .manyHandOver:
      return .keyPressed((["w", "y", .escape] as [Key]).randomElement(using: &random) ?? "y")
    case .form:
      guard let form = browser.form, let field = form.focus.field else { return .keyPressed(.control("s")) }
      if !form.holdsTypedText, form.original != nil { return .keyPressed("2") }
      if form[field].text.isEmpty { return .pasted(field == .name ? "Name" : "https://new.example.com/cb") }
      return .keyPressed(form[field].text.utf8.count > 120 ? .control("u") : .control("s"))
    case .confirmation:
      guard let dialog = browser.confirmation, dialog.request == nil else { return nil }
      guard dialog.isRight else { return .keyPressed(dialog.focus == .text ? .control("u") : .tab) }
      switch dialog.focus {
      case .text, .confirm:
        let isOffered = browser.presentation?.choices.count == 3
        return .keyPressed(isOffered && Int.random(in: 0..<8, using: &random) > 0 ? .tab : .enter)
      case .everywhere: return .keyPressed(.enter)
      case .cancel: return .keyPressed(.tab)
      }
    case .question where browser.screens.last is WhereScreen:
      // Enter begins to look; under way it would stop.
      let isAsked = browser.presentation?.choices.count == 2
      return .keyPressed(isAsked && Int.random(in: 0..<8, using: &random) > 0 ? .enter : "j")
    case .whereabouts: return .keyPressed(.escape)
    case .question where browser.undo != nil: return .keyPressed("y")
    case .history: return .keyPressed((["u", "j", .escape] as [Key]).randomElement(using: &random) ?? "u")
    case .filtering, .question, .leaving, .help, .helpSearch, .historyEntry: return .keyPressed(.escape)
    default: return nil
    }
  }

  private func answer(to effect: Effect, _ random: inout SeededGenerator) -> Event? {
    let lost = APIError.outcomeUnknown(TransportFailure(.connectionLost, mayHaveBeenSent: true))
    let failed = Bool.random(using: &random)
    switch effect {
    case .loadAccount(let id): return .accountLoaded(id, Account(id: "a", email: "a@example.com"))
    case .loadClients(let id):
      return failed ? .pageLoaded(id, ClientBatch([.staging, .billing])) : .loadEnded(id)
    case .revalidateClients(let id, _): return failed ? .readFailed(id, lost) : .listUnchanged(id)
    case .readRateLimit(let id): return failed ? .readFailed(id, lost) : .rateLimitRead(id, 1000)
    case .writeFiles(let id, _, let path, _): return .fileWritten(id, path: path)
    case .readSnapshot(let id): return .snapshotRead(id, nil)
    case .readClient(let id, let wanted):
      let client = Self.clients.first { $0.id == wanted } ?? .staging
      return failed ? .readFailed(id, lost) : .clientRead(id, .sample(client))
    case .perform(let id, let change, _): return answer(to: change, id, failed: failed)
    case .writeFile(let id, let path, _): return .fileWritten(id, path: path)
    case .readHistory(let id, _): return .historyRead(id, Self.history)
    case .recallChanges: return .changesRecalled(Self.history)
    case .readTokenClient(let id): return .tokenClientRead(id, failed ? OAuthClient.staging.id : nil)
    case .listApps(let id):
      var list = AppList()
      list.apps = Self.apps
      return failed ? .readFailed(id, lost) : .appsListed(id, list)
    case .lookForClients(let id, _):
      // It may be told how far it is first: the answer comes all the same.
      return .clientsFound(id, Self.found, of: Self.clients.map(\.id))
    case .remind(let reminder, _): return .reminded(reminder)
    case .edit(let id, let text):
      if failed { return .edited(id, .failed(reason: "It crashed.", saved: text + "x")) }
      let other = text.replacing("https://", with: "https://\(Int.random(in: 0..<9, using: &random)).")
      return .edited(id, .left(text: [text, other, other, text + "x"].randomElement(using: &random) ?? text))
    case .trySignIn(let id, _, _):
      guard failed else { return .signIn(id, Self.signInEnded) }
      return .signIn(
        id,
        .invitation(
          SignInInvitation(address: "https://id.heroku.com/oauth/authorize", canOpen: true, place: nil)
        )
      )
    case .giveAddress(let id, _), .stopSignIn(let id): return .signIn(id, Self.signInEnded)
    case .openAddress: return .addressNotOpened(reason: "It could not be opened.")
    case .cancel, .copy, .copyCredentials, .writeSnapshot, .repaint, .suspend, .leave, .answerTwoFactor:
      return nil
    }
  }

  private static let apps = ["shop", "blog", "vault", "wiki"].map { HerokuApp(id: "id-of-\($0)", name: $0) }

  /// Secrets of now, old ones, perhaps old ones, and an app that lets nobody in.
  private static var found: Whereabouts {
    func seen(_ client: OAuthClient, in app: Int, _ content: Sighting.Content) -> Sighting {
      let id = Sighting.Variable(name: "OAUTH_ID", content: .id)
      let secret = Sighting.Variable(name: "OAUTH_SECRET", content: content)
      return Sighting(app: apps[app], client: client.id, variables: [id, secret])
    }
    var found = Whereabouts()
    found.sightings = [
      seen(.staging, in: 0, .staleSecret), seen(.staging, in: 1, .currentSecret),
      seen(.production, in: 1, .staleSecret), seen(.billing, in: 3, .perhapsStaleSecret),
      seen(hostile, in: 3, .containsCurrentSecret),
    ]
    found.appsRead = 3
    let refusal = Refusal(status: 403, id: "forbidden", message: "You do not have access to the app vault.")
    found.unseen = [.init(app: apps[2], error: .refused(refusal))]
    return found
  }

  private static let signInEnded = SignInNews.ended(Status(.success, "Yes."), away: Status(.success, "Yes."))

  /// What was changed in earlier runs, of everything something.
  private static let history = History(
    [
      Change.update(ClientChanges([.name: "Billing portal"]), expecting: .billing.with(name: "Billing")),
      .delete(expecting: .sample("Gone", id: "99999999")), .rotate(expecting: .staging),
      .create(ClientDraft(name: "n", redirectURI: "b:c")),
    ].enumerated().map { index, change in
      JournalEntry(
        id: UUID(),
        date: .testNow.addingTimeInterval(-60 * Double(index)),
        host: "api.heroku.com",
        account: nil,
        origin: .command,
        run: UUID(),
        change: ChangeRecord(change),
        ending: .done
      )
    }
  )

  private func answer(to change: Change, _ id: RequestID, failed: Bool) -> Event {
    let lost = APIError.outcomeUnknown(TransportFailure(.connectionLost, mayHaveBeenSent: true))
    switch change {
    case .create:
      return failed ? .changeFailed(id, lost) : .changed(id, .created(.sample(.production)))
    case .update(let changes, let shown):
      return failed
        ? .changeFailed(id, .conflict(current: shown.with(name: "theirs"), fields: changes.fields))
        : .changed(id, .updated(UpdatedClient(client: shown)))
    case .delete(let shown):
      return failed
        ? .changeFailed(id, .changedSinceShown(current: shown)) : .changed(id, .deleted(shown))
    case .rotate(let shown):
      return failed
        ? .changeFailed(id, .notFound(requestID: nil)) : .changed(id, .rotated(.sample(shown)))
    case .setConfigVars(let app, _, _):
      return failed ? .changeFailed(id, lost) : .changed(id, .configVarsSet(app))
    case .renewSecret(let renewal):
      return failed
        ? .changeFailed(id, .configVarsChanged(names: renewal.names))
        : .changed(id, .secretRenewed(RenewedSecret(app: renewal.app, set: renewal.names)))
    case .movePair(let move):
      return .changed(id, .secretRenewed(RenewedSecret(app: move.app, set: move.names)))
    }
  }

  /// Expects that a change was asked for by the key that confirms it, in the screen that shows what it is.
  private func expectConfirmed(_ change: Change, by event: Event, in before: Browser) {
    switch change {
    case .delete(let target): expectTyped(.delete, target, event, before)
    case .rotate(let target):
      guard let screen = before.screens.last as? EverywhereScreen else {
        return expectTyped(.rotate, target, event, before)
      }
      // The word was typed before this screen came up.
      #expect(event == .keyPressed(.enter) && screen.target == target && screen.request == nil)
      #expect(!before.resting.contains(.runChanges), "not by a key that was held down in the dialog")
    case .setConfigVars(let app, let client, let secret):
      #expect(event == .keyPressed(.enter))
      #expect(before.handOver?.appName == app.description, "the app that was typed")
      #expect(before.handOver?.credentials.client.id == client)
      #expect(before.handOver?.credentials.secret == secret)
      #expect(before.handOver?.request == nil, "one at a time")
    case .renewSecret: Issue.record("set outside of a run")
    case .movePair: Issue.record("no key moves a pair")
    case .create, .update:
      guard case .keyPressed(let key) = event else {
        Issue.record("\(change) without a key: \(event)")
        return
      }
      if let question = before.undo {
        #expect(question.change == change && question.request == nil, "what the screen shows, once")
        #expect(key == "y" || key == .enter && question.isConfirming)
        return
      }
      #expect(before.screens.contains { $0 is FormScreen }, "\(change) without a form")
    }
  }

  private func expectTyped(
    _ action: ConfirmationScreen.Action,
    _ target: OAuthClient,
    _ event: Event,
    _ before: Browser
  ) {
    let dialog = before.confirmation
    #expect(event == .keyPressed(.enter))
    #expect(dialog?.action == action && dialog?.target == target && dialog?.isRight == true)
  }

  private func expectValid(_ browser: Browser, _ seed: UInt64) {
    let cursor = browser.cursor
    if browser.clients.count == 0 {
      #expect(cursor.client == nil && cursor.row == 0 && cursor.top == 0, "seed \(seed)")
    } else {
      #expect(cursor.client != nil && browser.clients[cursor.row]?.id == cursor.client, "seed \(seed)")
      let shown = cursor.top..<cursor.top + browser.layout.listRows
      #expect(browser.isTooSmall || shown.contains(cursor.row), "seed \(seed)")
    }
    let targets = browser.shared.work.changes.compactMap(\.target?.id)
    #expect(targets.count == Set(targets).count, "one change of a client at a time, seed \(seed)")
  }

  /// The frame is exactly the terminal's size, with nothing in it that drives a terminal or hides, and what is taken over
  /// from the one before is what would be drawn.
  private func expectFrame(of browser: Browser, _ frames: inout FrameSeries, _ seed: UInt64) {
    let (frame, size) = (Frame(browser), browser.size)
    #expect(frames.frame(of: browser) == frame, "seed \(seed)")
    #expect(frame.size == size && frame.cells.count == size.columns * size.rows, "seed \(seed)")
    let unseen = frame.cells.filter(\.scalar.isUnseen)
    #expect(unseen.isEmpty && !frame.marks.joined().contains(where: \.isUnseen), "seed \(seed): \(unseen)")
    for row in 0..<size.rows {
      let widths = frame.cells[frame.range(ofRow: row)].map { Int($0.width) }
      #expect(widths.reduce(0, +) == size.columns, "half a character, seed \(seed)")
    }
    if let cursor = frame.cursor {
      #expect(
        (0..<size.columns).contains(cursor.column) && (0..<size.rows).contains(cursor.row),
        "seed \(seed)"
      )
    }
  }
}
