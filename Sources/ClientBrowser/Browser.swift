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
/// This file holds the state; what happens to it stands in the extensions beside it, one for each screen.
public struct Browser: Sendable {
  // MARK: What is shown

  /// The screen's size.
  public internal(set) var size: Size
  /// The host that the clients live on, as people know it.
  public let host: String
  /// Whose clients these are, once it is known.
  public internal(set) var account: Account?
  /// All clients, and which of them the filter lets through.
  public internal(set) var clients = ClientList()
  /// The selection.
  public internal(set) var cursor = ListCursor()
  /// The pane with the focus.
  public internal(set) var focus = Pane.list
  /// The first line of the detail on the screen.
  public internal(set) var detailTop = 0
  /// The filter's text and cursor.
  public internal(set) var filter = LineEditor()
  /// Whether the filter line is typed in.
  public internal(set) var isFiltering = false
  /// Whether `y` was pressed and what to copy comes next.
  public internal(set) var isCopying = false
  /// The selected client's secret.
  public internal(set) var secret = SecretState.notRead
  /// What stands on top of the main screen, the topmost last.
  public internal(set) var layers: [Layer] = []
  /// The question for the second factor, on top of all of these.
  public internal(set) var twoFactor: TwoFactorPrompt?
  /// What just happened.
  public internal(set) var status: Status?
  /// How often the sign of life has turned.
  public internal(set) var signOfLife = 0
  /// The time, to the minute, that ages are counted from.
  public internal(set) var now: Date
  /// The time zone that dates are shown in.
  public let localTime: LocalTime

  /// When what is shown was so, if it comes from a snapshot and no load has ended since; else nil.
  public internal(set) var snapshotDate: Date?

  // MARK: What is under way

  /// The requests under way.
  var pending: [RequestID: Pending] = [:]
  /// How the last whole load ended, which decides what an empty list says.
  public internal(set) var loadState = LoadState.loading(received: 0)
  /// What to say about a request that is waiting to be sent again.
  var retryNotes: [RequestID: String] = [:]
  /// Panels that wait until no dialog is in the way.
  var waitingHandOvers: [HandOver] = []
  /// Forms left while their save was under way.
  var leftForms: [RequestID: ClientForm] = [:]
  /// Forms whose save failed after they were left; opening the form again brings the text back.
  var drafts: [DraftKey: ClientForm] = [:]
  /// Changes whose answer was lost, until the next load tells.
  var unknownOutcomes: [UnknownOutcome] = []
  /// Warnings that were shown; each is shown once.
  var shownWarnings: Set<String> = []
  var isSignOfLifeDue = false
  /// Whether snapshots of the list are read and written.
  let keepsSnapshot: Bool
  /// The version of the list that is shown, unless it was changed here since.
  var listVersion: ListVersion?
  /// The version that the load under way was asked to compare with.
  var comparedVersion: ListVersion?
  private var lastRequest = 0

  /// How far the list is loaded.
  public enum LoadState: Hashable, Sendable {
    /// A load is under way, and so many clients have come.
    case loading(received: Int)
    /// Everything is there.
    case loaded
    /// The load has failed; what is shown may be incomplete or old.
    case failed
  }

  /// Which form a draft belongs to.
  enum DraftKey: Hashable {
    case new
    case client(ClientID)
  }

  /// Opens the browser and asks for the account and the first page, or for the snapshot that stands in until then.
  public static func start(
    host: String,
    size: Size,
    now: Date,
    localTime: LocalTime = .system,
    keepsSnapshot: Bool = false
  ) -> (Browser, [Effect]) {
    var browser = Browser(
      host: host,
      size: size,
      now: now,
      localTime: localTime,
      keepsSnapshot: keepsSnapshot
    )
    var effects = [Effect.loadAccount(browser.begin(.account))]
    effects += keepsSnapshot ? [.readSnapshot(browser.begin(.snapshot))] : browser.reload()
    return (browser, effects + browser.settle())
  }

  private init(host: String, size: Size, now: Date, localTime: LocalTime, keepsSnapshot: Bool) {
    self.host = host
    self.size = size
    self.now = now
    self.localTime = localTime
    self.keepsSnapshot = keepsSnapshot
  }

  // MARK: Derived

  /// Where everything stands on the screen.
  public var layout: Layout {
    Layout(size: size, statusRows: statusLines.count, focus: focus)
  }

  /// The selected client.
  public var selected: OAuthClient? {
    cursor.client.flatMap { clients[$0] }
  }

  /// Whether a change of this client is under way.
  public func isBusy(_ id: ClientID) -> Bool {
    pending.values.contains { $0.changedClient == id }
  }

  /// Where the next key press lands.
  public var context: Context {
    if twoFactor != nil { return .twoFactor }
    if isCopying { return .copying }
    if let layer = layers.last { return layer.context }
    return isFiltering ? .filtering : focus == .list ? .list : .detail
  }

  // MARK: Requests

  /// Notes a request that is about to be asked for.
  mutating func begin(_ request: Pending) -> RequestID {
    lastRequest += 1
    let id = RequestID(lastRequest)
    pending[id] = request
    return id
  }

  /// Takes a request off the list; nil where nobody waits for its answer any more.
  mutating func end(_ id: RequestID) -> Pending? {
    retryNotes[id] = nil
    return pending.removeValue(forKey: id)
  }

  /// Gives up every request that matches.
  ///
  /// For reads only: a mutation is never cancelled.
  mutating func cancelReads(where matches: (Pending) -> Bool) -> [Effect] {
    let cancelled = pending.filter { !$0.value.isMutation && matches($0.value) }.keys
      .sorted { $0.number < $1.number }
    for id in cancelled { _ = end(id) }
    return cancelled.map { .cancel($0) }
  }
}
