import ClientIndex
import HerokuAPI

/// The main screen, below all others: the list of clients and the detail of the selected one.
struct ListScreen: Screen, Hashable {
  /// The selection.
  private(set) var cursor = ListCursor()
  /// The pane with the focus.
  var focus = Pane.list
  /// The first line of the detail on the screen.
  private(set) var detailTop = 0
  /// The range that is being marked, if one is.
  var range: MarkedRange?
  /// The selected client's secret.
  var secret = SecretState.notRead

  var context: Context { focus == .list ? .list : .detail }

  /// The selected client.
  func selected(in shared: Shared) -> OAuthClient? {
    cursor.client.flatMap { shared.clients[$0] }
  }

  /// Its header and status are told by ``Browser``, its rows and its detail drawn from the state.
  func presentation(in shared: Shared) -> Presentation {
    Presentation(.page(top: cursor.top), title: Context.list.title, blocks: [])
  }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .command(let command):
      if let reason = reasonAgainst(command, in: shared) { return [.say(Status(.information, reason))] }
      return run(command, in: shared)
    // What is pasted here is looked for.
    case .pasted(let text):
      focus = .list
      cursor.dropAnchor()
      var filter = FilterScreen()
      let wishes = filter.handle(.pasted(text), in: shared)
      return [.push(filter)] + wishes
    default: return []
    }
  }

  func reasonAgainst(_ command: Command, in shared: Shared) -> String? {
    switch command {
    case .delete, .rotate, .rewrite, .openEditor, .copyID, .copyRedirectURI, .copySecret:
      if let reason = reasonAgainstMany(command, in: shared) { return reason }
      guard !isAboutMarked(in: shared) else { return nil }
    default: break
    }
    switch command {
    case .edit, .delete, .rotate, .rewrite, .openEditor:
      guard let id = cursor.client else { return "No client is selected." }
      return shared.clients[id].flatMap { shared.reasonAgainstChange(of: $0) }
    case .pauseRun, .stopRun:
      return shared.run?.isUnderWay == true ? nil : "No changes are under way."
    case .mend: return reasonAgainstMending(in: shared)
    case .trySignIn:
      guard shared.work.signIns.isEmpty else { return "Another sign-in is coming to its end; wait for it." }
      return cursor.client == nil ? "No client is selected." : nil
    case .showRun: return shared.run == nil ? "No changes were made together yet." : nil
    case .toggleSecret, .copyID, .copySecret, .copyRedirectURI, .openDetail, .createLike, .toggleMark,
      .markRange:
      return cursor.client == nil ? "No client is selected." : nil
    case .undo:
      let history = shared.keymap.name(of: .showHistory, in: .list)
      return shared.undo.next(.undo) == nil
        ? "Nothing that could be taken back was changed since the start. \(history) shows what was changed before."
        : nil
    case .redo: return shared.undo.next(.redo) == nil ? "Nothing was undone." : nil
    default:
      return nil
    }
  }

  private func reasonAgainstMending(in shared: Shared) -> String? {
    guard let id = cursor.client else { return "No client is selected." }
    guard let uses = shared.uses, uses.sightings[id] != nil else {
      return "\(shared.keymap.name(of: .lookForUses, in: .list)) finds out first which apps hold a secret."
    }
    return uses.oldPlaces(of: id).isEmpty
      ? "No app is known to hold a stale secret of this client." : shared.reasonAgainstRun
  }

  private mutating func run(_ command: Command, in shared: Shared) -> [Wish] {
    switch command {
    case .delete, .rotate, .rewrite, .openEditor, .copyID, .copyRedirectURI, .copySecret:
      return runOnMany(command, in: shared)
    case .toggleMark, .markRange, .markAll, .invertMarks, .restoreMarks: return mark(command, in: shared)
    case .pauseRun: return [.steer(.pauseOrResume)]
    case .stopRun: return [.steer(.stop)]
    case .showRun: return [.push(RunScreen())]
    default: break
    }
    guard let client = selected(in: shared) else { return runWithoutSelection(command, in: shared) }
    switch command {
    case .openDetail: focus = .detail
    case .createLike: return [.openFormLike(client)]
    case .mend: return [.readSecret(of: client, .mend)]
    case .trySignIn: return [.push(TryScreen(client))]
    case .edit: return [.openForm(client)]
    case .toggleSecret:
      guard secret == .notRead else { return [.forgetSecret] }
      // Where the list stands alone, nobody would see it.
      if shared.layout.arrangement == .single { focus = .detail }
      return [.readSecret(of: client, .show)]
    default: return runWithoutSelection(command, in: shared)
    }
    return []
  }

  private mutating func runWithoutSelection(_ command: Command, in shared: Shared) -> [Wish] {
    switch command {
    case .goBack: return goBack(in: shared, withMarks: true)
    case .goLeft: return goBack(in: shared, withMarks: false)
    case .filter:
      focus = .list
      cursor.dropAnchor()
      return [.push(FilterScreen(shared.filter))]
    case .sortByNext: return [.sort(shared.clients.sorting.next)]
    case .reverseOrder: return [.sort(shared.clients.sorting.reversed)]
    case .toggleTimes: return [.toggleTimes]
    case .chooseColumns: return [.push(ColumnsScreen(shown: shared.columns))]
    case .create: return [.openForm(nil)]
    case .reload: return [.reload]
    case .undo: return [.offer(.undo)]
    case .redo: return [.offer(.redo)]
    case .showHistory: return [.openHistory]
    case .lookForUses: return [.push(WhereScreen(shared.uses))]
    case .help: return [.push(HelpScreen())]
    case .quit: return [.quit]
    default: move(command, in: shared)
    }
    return []
  }

  /// Esc: undoes one thing, the marks last, and never quits.
  private mutating func goBack(in shared: Shared, withMarks: Bool) -> [Wish] {
    if range != nil {
      range = nil
    } else if focus == .detail {
      focus = .list
      detailTop = 0
    } else if !shared.filter.isEmpty {
      return [.filter("")]
    } else if let load = shared.work.waitingLoad {
      return [.stopLoading(load)]
    } else if shared.status != nil {
      return [.say(nil)]
    } else if withMarks, shared.clients.markedCount + shared.clients.lostMarked.count > 0 {
      return clearMarks(in: shared)
    } else {
      let quit = shared.keymap.name(of: .quit, in: .list)
      return [.say(Status(.information, "Nothing to go back from. \(quit) quits."))]
    }
    return []
  }
}

// MARK: Moving

extension ListScreen {
  /// Moves the selection, or the detail where that has the focus.
  mutating func move(_ command: Command, in shared: Shared) {
    let page = focus == .list ? shared.layout.listRows : max(1, shared.layout.detail.rows)
    // A distance that ends at the first or last row, wherever one stands.
    let reach = focus == .list ? shared.clients.count : detailLines(in: shared).count
    switch command {
    case .moveDown: move(by: 1, in: shared)
    case .moveUp: move(by: -1, in: shared)
    case .pageDown: move(by: page, in: shared)
    case .pageUp: move(by: -page, in: shared)
    case .halfPageDown: move(by: max(1, page / 2), in: shared)
    case .halfPageUp: move(by: -max(1, page / 2), in: shared)
    case .moveToTop: move(by: -reach, in: shared)
    case .moveToBottom: move(by: reach, in: shared)
    default: break
    }
  }

  private mutating func move(by rows: Int, in shared: Shared) {
    switch focus {
    case .list: select(row: cursor.row + rows, in: shared)
    case .detail: scrollDetail(to: detailTop + rows, in: shared)
    }
  }

  /// Selects a client, if the filter lets it through.
  mutating func select(_ id: ClientID, in shared: Shared) {
    guard let row = shared.clients.row(of: id) else { return }
    select(row: row, in: shared)
  }

  private mutating func select(row: Int, in shared: Shared) {
    cursor.weighAnchor()
    cursor.move(to: row, in: shared.clients, visibleRows: shared.layout.listRows)
    detailTop = 0
  }

  private mutating func scrollDetail(to top: Int, in shared: Shared) {
    detailTop = max(0, min(top, detailLines(in: shared).count - shared.layout.detail.rows))
  }

  /// Notes that the person has begun to choose: from now on the selection is a client, not the first row.
  mutating func noteChoice() {
    cursor.isChosen = true
  }

  /// Finds what was selected again after list or screen have changed.
  mutating func follow(_ shared: Shared) {
    cursor.follow(shared.clients, visibleRows: shared.layout.listRows)
    range?.follow(cursor, in: shared.clients)
    if range?.isLost == true { range = nil }
    if detailTop > 0 { scrollDetail(to: detailTop, in: shared) }
  }
}
