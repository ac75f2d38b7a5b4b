import ClientIndex
public import FoundationEssentials
public import HerokuAPI

/// The view-model: everything the screen shows, and what to do about every event.
///
/// Pure: no I/O, no clock.
///
/// ```swift
/// var (browser, effects) = Browser.start(host: "api.heroku.com", size: size, now: now)
/// effects = browser.handle(.keyPressed("d"))
/// ```
///
/// It holds what all screens share, and the screens; each of these owns the rest. What they wish is granted in
/// `Browser+Wishes.swift`, what comes from outside taken in by the other extensions.
public struct Browser: Sendable {
  /// What every screen may read.
  var shared: Shared
  /// The main screen, below all others.
  var list = ListScreen()
  /// What stands on top of it, the topmost last.
  var screens: [any Screen] = []
  /// Screens that nobody asked for just now, until nothing else has the keys.
  var arrivals: [any Screen] = []
  /// The beginning of a sequence of keys.
  var typedKeys: [Key] = []
  /// Commands whose keys may be held down, or have been on their way before what they land on was there.
  var resting = RestingCommands()
  /// What was typed in forms that were left.
  var drafts = Drafts()
  /// Changes whose answer was lost, until the next load tells.
  var unknownOutcomes: [UnknownOutcome] = []
  /// What to tell once the screen is closed, while it is only waited for changes; nil while nobody leaves.
  var farewell: Farewell?
  /// Warnings that were shown; each is shown once.
  var shownWarnings: Set<String> = []
  /// The sign that turns while something is under way.
  var pulse = Pulse()

  /// Opens the browser and asks for the account and the first page, or for the snapshot that stands in until then.
  public static func start(
    host: String,
    size: Size,
    now: Date,
    localTime: LocalTime = .system,
    keymap: Keymap = .standard,
    keepsSnapshot: Bool = false
  ) -> (Browser, [Effect]) {
    var browser = Browser(
      shared: Shared(
        host: host,
        size: size,
        now: now,
        localTime: localTime,
        keymap: keymap,
        keepsSnapshot: keepsSnapshot
      )
    )
    var effects = [Effect.loadAccount(browser.shared.work.begin(.account))]
    if keepsSnapshot {
      effects.append(.readSnapshot(browser.shared.work.begin(.snapshot)))
    } else {
      effects += browser.reload()
    }
    return (browser, effects + browser.settle())
  }

  private init(shared: Shared) {
    self.shared = shared
  }

  /// Takes an event in and says what to do about it.
  ///
  /// The one place where the state changes.
  public mutating func handle(_ event: Event) -> [Effect] {
    let selectedBefore = list.cursor.client
    var effects = react(to: event)
    effects += settle()
    // A secret is shown for one client only, and gone with the selection.
    if list.cursor.client != selectedBefore { effects += forgetSecret() }
    return effects
  }

  private mutating func react(to event: Event) -> [Effect] {
    switch event {
    case .keyPressed(let key): return take(key)
    case .pasted(let text): return take(pasted: text)
    case .pasteLost(let loss): return tell(ofPaste: loss.status)
    case .resized(let size): shared.size = size
    case .clockRead(let date): shared.now = date
    case .reminded(.signOfLife): pulse.beat()
    case .reminded(.rateLimit): return askForRun()
    case .reminded(.rested(let command, let turn)): resting.end(command, turn)
    case .accountLoaded(let id, let account):
      if shared.work.end(id) != nil { shared.account = account }
    case .pageLoaded, .loadEnded, .listUnchanged, .snapshotRead: return takeList(event)
    case .clientRead(let id, let credentials):
      return takeOfRun(read: .success(credentials), id) ?? takeSecret(credentials, id)
    case .rateLimitRead(let id, let left):
      if shared.work.end(id) != nil { return take(remainingRequests: left) }
    case .readFailed(let id, let error):
      return takeOfRun(read: .failure(error), id) ?? takeFailedRead(error, id)
    case .changed(let id, let outcome): return takeOfRun(.success(outcome), id) ?? take(outcome, of: id)
    case .changeFailed(let id, let error): return takeOfRun(.failure(error), id) ?? take(error, of: id)
    case .twoFactorDemanded(let question): arrivals.append(TwoFactorScreen(question))
    case .noticed(let id, let notice): take(notice, about: id)
    case .fileWritten(let id, let path):
      tell(Status(.success, "Wrote \(path), readable by you alone"), to: id)
    case .fileFailed(let id, let reason): tell(Status(.failure, reason), to: id)
    case .tokenClientRead(let id, let client):
      if shared.work.end(id) != nil { shared.tokenClient = .known(client) }
    case .historyRead(let id, let history): return take(history, id)
    case .changesRecalled(let history): take(recalled: history)
    case .historyFailed(let text): warn(text)
    case .appsListed, .appsLookedInto, .clientsFound: return takeWhere(event)
    case .edited(let id, let outcome): return take(outcome, id)
    case .signIn(let id, let news): return take(news, of: id)
    case .addressNotOpened(let reason): tellNotOpened(reason)
    case .copyFailed(let reason): tellCopyFailed(reason)
    }
    return []
  }

  /// What holds after every event: everything has its place, the selection is valid, what has waited is shown, and a
  /// sign of life is due while something is under way.
  mutating func settle() -> [Effect] {
    var effects = showArrivals()
    if shared.tokenClient == .notAsked,
      screens.last is ConfirmationScreen || screens.last is ManyConfirmationScreen
    {
      shared.tokenClient = .asked
      effects.append(.readTokenClient(shared.work.begin(.tokenClient)))
    }
    arrange()
    list.follow(shared)
    if farewell != nil, shared.work.isSettled { effects.append(.leave(farewellOfRun)) }
    if !shared.work.isIdle, pulse.wants() { effects.append(.remind(.signOfLife, after: Pulse.interval)) }
    return effects
  }

  /// Gives everything its place on the screen.
  mutating func arrange() {
    let wants = LayoutWants(
      size: shared.size,
      statusRows: statusLines.count,
      focus: list.focus,
      columns: shared.columns,
      needs: ListNeeds(shared.clients.widths, showsTimes: shared.showsTimes)
    )
    // Twice for every key, and nearly always the same.
    guard wants != shared.layoutWants else { return }
    shared.layoutWants = wants
    shared.layout = Layout(
      size: wants.size,
      statusRows: wants.statusRows,
      focus: wants.focus,
      columns: wants.columns,
      needs: wants.needs
    )
  }
}

/// What decides where everything stands.
struct LayoutWants: Hashable, Sendable {
  let size: Size
  let statusRows: Int
  let focus: Pane
  let columns: [ListColumn]
  let needs: ListNeeds
}

/// The sign that turns while something is under way.
struct Pulse: Hashable, Sendable {
  /// How often it has turned.
  private(set) var turns = 0
  /// How long something has been under way, as far as its turns tell.
  var time: Duration { Self.interval * turns }
  /// How long a turn takes.
  static let interval = Duration.milliseconds(120)
  private var isDue = false

  /// Turns it.
  mutating func beat() {
    isDue = false
    turns += 1
  }

  /// Asks for the next turn; false where that was asked for already.
  mutating func wants() -> Bool {
    defer { isDue = true }
    return !isDue
  }
}

/// What to tell on standard error once the screen is closed.
public struct Farewell: Hashable, Sendable {
  /// A paragraph each.
  public var lines: [String]
  /// The clients that have a new secret which nobody has taken here; each comes once.
  public var newSecrets: [OAuthClient]

  /// Puts a farewell together; without lines and clients it says nothing.
  public init(_ lines: [String] = [], newSecrets: [OAuthClient] = []) {
    self.lines = lines
    var ids: Set<ClientID> = []
    self.newSecrets = newSecrets.filter { ids.insert($0.id).inserted }
  }
}
