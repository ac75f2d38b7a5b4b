import ClientIndex
import FoundationEssentials
import HerokuAPI
import TerminalText

/// Where the clients are used: first what it takes is said, then all apps are looked into, and what was found stays on a page.
struct WhereScreen: Screen, Hashable {
  /// How far it is.
  enum Stage: Hashable {
    /// It is not known yet how many apps there are.
    case counting
    /// So many requests are not made without being asked.
    case asking
    /// So many apps were looked into.
    case looking(Int)
    /// It was not possible.
    case failed(Explanation)
    /// It was looked, now or before.
    case showing
  }

  private(set) var stage: Stage
  /// The apps that there are.
  private(set) var apps = AppList()
  /// Whether Enter begins.
  private(set) var isBeginning = true
  /// The first row on the screen, of what was found.
  private(set) var top = 0
  var request: RequestID?

  /// So many requests are made without a question, once it is known what they are for.
  static let requestsWithoutConsent = 200

  /// Looks, or shows what was found when it was looked before.
  init(_ uses: Uses?) {
    stage = uses == nil ? .counting : .showing
  }

  var context: Context { stage == .showing ? .whereabouts : .question }

  var wishesOnOpening: [Wish] { stage == .counting ? [.listApps, .readRateLimit] : [] }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .apps(let list):
      apps = list
      let requests = list.requestCount + neededRequests(in: shared)
      if shared.uses != nil, requests <= Self.requestsWithoutConsent { return begin() }
      stage = .asking
    case .progress(let count):
      // They come from several threads, and not in order.
      if case .looking(let before) = stage { stage = .looking(max(before, count)) }
    case .looked: (stage, top) = (.showing, 0)
    case .failed(_, let explanation): stage = .failed(explanation)
    case .command(let command): return stage == .showing ? turn(command, in: shared) : answer(command)
    default: break
    }
    return []
  }

  private mutating func begin() -> [Wish] {
    stage = .looking(0)
    return [.look(into: apps)]
  }

  private mutating func answer(_ command: Command) -> [Wish] {
    switch (command, stage) {
    case (.answerNo, _): return [.giveUp, .close]
    case (.accept, .counting), (.accept, .looking): return [.giveUp, .close]
    case (.nextField, .asking), (.previousField, .asking), (.nextField, .failed), (.previousField, .failed):
      isBeginning.toggle()
    case (.accept, _) where !isBeginning: return [.close]
    case (.accept, .asking), (.answerYes, .asking): return begin()
    case (.accept, .failed), (.answerYes, .failed): return count()
    default: break
    }
    return []
  }

  private mutating func count() -> [Wish] {
    stage = .counting
    return [.listApps, .readRateLimit]
  }

  private mutating func turn(_ command: Command, in shared: Shared) -> [Wish] {
    let page = shared.pageRows
    switch command {
    case .dismiss: return [.close]
    case .reload: return count()
    case .moveDown: move(by: 1, in: shared)
    case .moveUp: move(by: -1, in: shared)
    case .pageDown: move(by: page, in: shared)
    case .pageUp: move(by: -page, in: shared)
    case .halfPageDown: move(by: max(1, page / 2), in: shared)
    case .halfPageUp: move(by: -max(1, page / 2), in: shared)
    case .moveToTop: top = 0
    case .moveToBottom: move(by: .max / 2, in: shared)
    default: break
    }
    return []
  }

  private mutating func move(by rows: Int, in shared: Shared) {
    top = clamped(top + rows, self.rows(in: shared).count, in: shared)
  }

  private func clamped(_ top: Int, _ count: Int, in shared: Shared) -> Int {
    max(0, min(top, count - shared.pageRows))
  }

  func label(of command: Command, in shared: Shared) -> String? {
    switch command {
    case .answerYes: if case .failed = stage { "try again" } else { "look" }
    case .answerNo: isUnderWay ? "stop" : "cancel"
    default: nil
    }
  }

  func reasonAgainst(_ command: Command, in shared: Shared) -> String? {
    command == .answerYes && isUnderWay ? "It is being looked already." : nil
  }

  private var isUnderWay: Bool {
    switch stage {
    case .counting, .looking: true
    case .asking, .failed, .showing: false
    }
  }
}

// MARK: What it says

extension WhereScreen {
  private static let title = "Where the clients are used"

  func presentation(in shared: Shared) -> Presentation {
    switch stage {
    case .showing:
      let rows = rows(in: shared)
      let top = clamped(top, rows.count, in: shared)
      return Presentation(.page(top: top), title: Self.title, blocks: rows.map { .row($0) })
    case .counting: return dialog([.text("Counting the apps of this account…", .accent)])
    case .asking: return dialog(question(in: shared), yes: "Look")
    case .looking(let count):
      let total = Counted.number(apps.apps.count)
      return dialog(
        [
          .text("Looked into \(Counted.number(count)) of \(total) apps…", .accent), .blank,
          .text("What was found is shown when all are done.", .dim, weight: .extra),
        ]
      )
    case .failed(let explanation):
      return dialog([.message(Status(.failure, explanation.text))], yes: "Try again")
    }
  }

  /// Something is under way, which can be stopped.
  private func dialog(_ blocks: [Presentation.Block]) -> Presentation {
    Presentation(title: Self.title, blocks: blocks, choices: [.init("Stop", isFocused: true)])
  }

  private func dialog(_ blocks: [Presentation.Block], yes: String) -> Presentation {
    Presentation(
      title: Self.title,
      blocks: blocks,
      choices: [.init(yes, isFocused: isBeginning), .init("Cancel", isFocused: !isBeginning)]
    )
  }

  /// How many requests are to be made: one for each app, and one for each thousand of the clients with their secrets.
  private func neededRequests(in shared: Shared) -> Int {
    apps.apps.count + max(1, (shared.clients.totalCount + 999) / 1000)
  }

  private func question(in shared: Shared) -> [Presentation.Block] {
    let count = apps.apps.count
    let made = apps.requestCount
    let more = "\(Counted.number(made)) more \(made == 1 ? "was" : "were") made"
    let listing = made == 0 ? "" : " To list the apps and those of teams, \(more)."
    let left: String =
      if case .known(let left) = shared.rateLimit { " of \(Counted.number(left)) that are left" } else { "" }
    let vars =
      "Every config var of \(Counted.number(count)) app\(count == 1 ? "" : "s") is read, and compared with the ids and "
      + "secrets of all clients. What is kept is the names of the vars that hold one, until this program ends."
    var blocks: [Presentation.Block] = [
      .text(vars), .blank,
      .text("That takes \(Counted.number(neededRequests(in: shared))) requests\(left).\(listing)"),
    ]
    if !apps.isWhole { blocks += [.blank, .message(Status(.warning, apps.shortfall))] }
    return blocks
  }

  // MARK: What was found

  private func rows(in shared: Shared) -> [Presentation.Row] {
    guard let uses = shared.uses else { return [] }
    let width = shared.pageColumns
    let age = Age(of: uses.date, at: shared.now).description
    var rows = PageRows.wrapping(
      uses.summary + (age == "now" ? "" : " That was \(age) ago."),
      .title,
      width: width
    )
    let pipelines =
      "What review apps and CI begin with, the vars of pipelines, was not looked at: “clientele where --pipeline” does."
    let mend = shared.keymap.name(of: .mend, in: .list)
    let words =
      "In the filter, is:stale, is:nowhere and app:NAME show some of them; the detail of a client tells its apps, and "
      + "\(mend) in the list sets its secret where a stale one stands."
    rows += PageRows.wrapping(words, .dim, width: width) + PageRows.wrapping(pipelines, .dim, width: width)
    rows += section("Stale secrets", of: .stale, .warning, uses, in: shared)
    rows += section("Perhaps stale secrets", of: .perhapsStale, .plain, uses, in: shared)
    rows += unseen(uses, in: shared)
    rows += section("Secrets as they are now", of: .current, .plain, uses, in: shared)
    rows += section("The id alone", of: .idOnly, .plain, uses, in: shared)
    return rows
  }

  private func section(
    _ title: String,
    of state: Sighting.State,
    _ tone: Presentation.Tone,
    _ uses: Uses,
    in shared: Shared
  ) -> [Presentation.Row] {
    let width = shared.pageColumns
    let places = uses.sightings.flatMap { id, sightings in
      sightings.filter { $0.state == state }.map {
        (name: name(of: id, in: shared), sighting: $0)
      }
    }.sorted { ($0.name, $0.sighting.place) < ($1.name, $1.sighting.place) }
    guard !places.isEmpty else { return [] }
    let heading = PageRows.wrapping("\(title) (\(Counted.number(places.count)))", .title, width: width)
    return [Presentation.Row([])] + heading
      + places.flatMap { place in
        PageRows.wrapping(
          "\(place.name) in \(place.sighting.place): \(place.sighting.words)",
          tone,
          sign: tone == .warning ? "!" : "",
          at: 2,
          width: width
        )
      }
  }

  /// A client's name, with the beginning of its id where another is called the same.
  private func name(of id: ClientID, in shared: Shared) -> String {
    guard let client = shared.clients[id] else { return id.text }
    let isOnly = !shared.clients.hasNamesake(of: client)
    return client.displayName + (isOnly ? "" : " (\(CleanText(String(id.text.prefix(8))).text))")
  }

  private func unseen(_ uses: Uses, in shared: Shared) -> [Presentation.Row] {
    let width = shared.pageColumns
    guard !uses.unseen.isEmpty || !uses.shortfall.isEmpty else { return [] }
    var rows =
      [Presentation.Row([])]
      + PageRows.wrapping("Could not be looked into, and may hold any client", .title, width: width)
    if !uses.shortfall.isEmpty {
      rows += PageRows.wrapping(uses.shortfall, .warning, sign: "!", at: 2, width: width)
    }
    for reason in uses.unseen.reasons(host: shared.host, for: .browser) {
      rows += PageRows.wrapping(reason, at: 2, width: width)
    }
    return rows
  }
}
