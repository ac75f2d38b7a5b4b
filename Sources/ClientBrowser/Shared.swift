import ClientIndex
import FoundationEssentials
import HerokuAPI
import TerminalText

/// What every screen may read; only the ``Browser`` changes it.
struct Shared: Sendable {
  /// The host that the clients live on, as people know it.
  let host: String
  /// The time zone that dates are shown in.
  let localTime: LocalTime
  /// Which key asks for what.
  let keymap: Keymap
  /// Whose clients these are, once it is known.
  var account: Account?
  /// All clients, and which of them the filter lets through.
  var clients = ClientIndex()
  /// The filter, as it was typed.
  var filter = ""
  /// Filters of this run, the latest at the end.
  var filters: [String] = []
  /// The columns of the list.
  var columns = ListColumn.standard
  /// Whether dates are shown as local times, and not as ages.
  var showsTimes = false
  /// How far the list is loaded.
  var listing: Listing
  /// The client that the token in use came from.
  var tokenClient = TokenClient.notAsked
  /// What was changed in this run.
  var undo = UndoLog()
  /// What is under way.
  var work = Work()
  /// How many requests are left.
  var rateLimit = RateLimit.unknown
  /// Changes that are being carried out together, or the last that were.
  var run: Run?
  /// Where the clients are used; nil while nobody has looked.
  var uses: Uses?
  /// What was last changed of each client with this program, in this run or before.
  var changesHere: [ClientID: ChangeHere] = [:]
  /// Whether it was asked what was changed before this run.
  var hasRecalled = false
  /// What just happened.
  var status: Status?
  /// The time, to the minute, that ages are counted from.
  var now: Date
  /// The screen's size.
  var size: Size
  /// Where everything stands on it.
  var layout: Layout
  /// What that was made of.
  var layoutWants: LayoutWants?

  init(host: String, size: Size, now: Date, localTime: LocalTime, keymap: Keymap, keepsSnapshot: Bool) {
    self.host = host
    self.localTime = localTime
    self.keymap = keymap
    self.now = now
    self.size = size
    layout = Layout(size: size)
    listing = Listing(keepsSnapshot: keepsSnapshot)
  }

  /// How many lines a page shows that takes the place of list and detail: all but header, title and hints.
  var pageRows: Int { max(1, size.rows - 3) }
  /// How wide its lines are: all but a blank on the left, and one on the right for what says that there is more.
  var pageColumns: Int { max(1, size.columns - 3) }
}

extension Shared {
  /// Why a client cannot be changed now; nil where it can.
  func reasonAgainstChange(of client: OAuthClient) -> String? {
    if work.isBusy(client.id) { return work.reasonToWait(for: client) }
    guard run?.waiting.contains(client.id) == true else { return nil }
    let name = CleanText(client.name).text
    return "“\(name)” waits for its turn in the changes under way; wait for them, or stop them."
  }

  /// Why these changes cannot be begun now; nil where they can.
  func reasonAgainst(_ changes: [Change]) -> String? {
    if let reasonAgainstRun { return reasonAgainstRun }
    let busy = Set(work.changes.compactMap(\.target?.id))
    guard !busy.isEmpty, let client = changes.lazy.compactMap(\.target).first(where: { busy.contains($0.id) })
    else { return nil }
    return CleanText(work.reasonToWait(for: client)).text
  }

  /// Why several changes cannot be begun now, whichever they are; nil where they can.
  var reasonAgainstRun: String? {
    guard run?.isUnderWay == true else { return nil }
    return "Other changes are under way (\(run?.progress ?? "")); wait for them, or stop them."
  }
}

/// How many requests are left before the rate limit.
enum RateLimit: Hashable, Sendable {
  /// It was not asked, or nobody answered.
  case unknown
  /// It was asked.
  case asked
  /// So many were left when it was asked last.
  case known(Int)
}

/// The client that the token in use came from, which is asked for when one is about to be deleted or rotated.
enum TokenClient: Hashable, Sendable {
  case notAsked, asked
  /// What the API tells; nil where it names none, or does not tell.
  case known(ClientID?)

  /// The client, once it is known.
  var id: ClientID? { if case .known(let id) = self { id } else { nil } }
}

/// How far the list is loaded, and what the server's version of it is.
struct Listing: Hashable, Sendable {
  /// How the last whole load ended, which decides what an empty list says.
  enum State: Hashable {
    /// A load is under way, and so many clients have come.
    case loading(received: Int)
    /// Everything is there.
    case loaded
    /// The load has failed; what is shown may be incomplete or old.
    case failed
  }

  /// Whether snapshots of the list are read and written.
  let keepsSnapshot: Bool
  private(set) var state = State.loading(received: 0)
  /// When what is shown was so, if it comes from a snapshot and no load has ended since; else nil.
  private(set) var snapshotDate: Date?
  /// Whether the list that was loaded last lacks nothing that there is.
  private(set) var isWhole = true
  /// The version of the list that is shown, unless it was changed here since.
  private(set) var version: ListVersion?
  /// The version that the load under way was asked to compare with.
  private var comparedVersion: ListVersion?

  init(keepsSnapshot: Bool) {
    self.keepsSnapshot = keepsSnapshot
  }

  /// Takes up what is shown until the server's list has come.
  mutating func take(_ snapshot: ListSnapshot) {
    snapshotDate = snapshot.date
    version = snapshot.version
  }

  /// Begins a load, and returns the version that it is to be compared with, if there is one.
  mutating func begin(isChanged: Bool) -> ListVersion? {
    takeVersionBack()
    comparedVersion = isChanged ? nil : version
    version = nil
    state = .loading(received: 0)
    return comparedVersion
  }

  /// Counts clients that have come.
  mutating func receive(_ count: Int) {
    if case .loading(let received) = state { state = .loading(received: received + count) }
  }

  /// Ends a load that has come to its end: what is shown is the server's list now, but for what it lacks.
  mutating func end(_ newVersion: ListVersion?, lacking: ListShortfall) {
    comparedVersion = newVersion
    isWhole = lacking.isNothing
    endUnchanged()
  }

  /// Ends a load that has brought nothing: the list is as it was.
  mutating func endUnchanged() {
    version = comparedVersion
    state = .loaded
    snapshotDate = nil
    comparedVersion = nil
  }

  /// Ends a load that has not.
  mutating func fail() {
    takeVersionBack()
    state = .failed
  }

  /// Takes the version up again that a load was to compare with, if the load has brought nothing.
  private mutating func takeVersionBack() {
    if state == .loading(received: 0), let comparedVersion { version = comparedVersion }
    comparedVersion = nil
  }
}
