import ClientIndex
import HerokuAPI

/// The main screen, below all others: the list of clients and the detail of the selected one.
struct ListScreen: Screen, Hashable {
  /// The selection.
  private(set) var cursor = ListCursor()
  /// The pane with the focus.
  private(set) var focus = Pane.list
  /// The first line of the detail on the screen.
  private(set) var detailTop = 0
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
    case .typed, .answered, .done, .failed, .told, .learned: return []
    }
  }

  func reasonAgainst(_ command: Command, in shared: Shared) -> String? {
    switch command {
    case .edit, .delete, .rotate:
      guard let id = cursor.client else { return "No client is selected." }
      guard shared.work.isBusy(id), let client = shared.clients[id] else { return nil }
      return "“\(client.name)” is being changed; wait for the answer."
    case .toggleSecret, .copyID, .copySecret, .copyRedirectURI, .openDetail:
      return cursor.client == nil ? "No client is selected." : nil
    default:
      return nil
    }
  }

  private mutating func run(_ command: Command, in shared: Shared) -> [Wish] {
    guard let client = selected(in: shared) else { return runWithoutSelection(command, in: shared) }
    switch command {
    case .openDetail: focus = .detail
    case .edit: return [.openForm(client)]
    case .delete: return [.push(confirmation(.delete, of: client, in: shared))]
    case .rotate: return [.push(confirmation(.rotate, of: client, in: shared))]
    case .toggleSecret:
      return secret == .notRead ? [.readSecret(of: client, .show)] : [.forgetSecret]
    case .copySecret: return [.readSecret(of: client, .copy)]
    case .copyID, .copyRedirectURI:
      return ClientCopy(command, of: client, secret: nil).map { [.copy($0.text), .say($0.status)] } ?? []
    default: return runWithoutSelection(command, in: shared)
    }
    return []
  }

  private func confirmation(
    _ action: ConfirmationScreen.Action,
    of client: OAuthClient,
    in shared: Shared
  ) -> ConfirmationScreen {
    ConfirmationScreen(action, target: client, hasNamesake: shared.clients.hasNamesake(of: client))
  }

  private mutating func runWithoutSelection(_ command: Command, in shared: Shared) -> [Wish] {
    switch command {
    case .goBack: return goBack(in: shared)
    case .filter:
      focus = .list
      cursor.dropAnchor()
      return [.push(FilterScreen(shared.filter))]
    case .create: return [.openForm(nil)]
    case .reload: return [.reload]
    case .help: return [.push(HelpScreen())]
    case .quit: return [.quit]
    default: move(command, in: shared)
    }
    return []
  }

  /// Esc: undoes one thing, and never quits.
  private mutating func goBack(in shared: Shared) -> [Wish] {
    if focus == .detail {
      focus = .list
      detailTop = 0
    } else if !shared.filter.isEmpty {
      return [.filter("")]
    } else if let load = shared.work.waitingLoad {
      return [.stopLoading(load)]
    } else if shared.status != nil {
      return [.say(nil)]
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
    let page = focus == .list ? shared.layout.listRows : max(1, shared.layout.detailContent.rows)
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
    detailTop = max(0, min(top, detailLines(in: shared).count - shared.layout.detailContent.rows))
  }

  /// Notes that the person has begun to choose: from now on the selection is a client, not the first row.
  mutating func noteChoice() {
    cursor.isChosen = true
  }

  /// Finds what was selected again after list or screen have changed.
  mutating func follow(_ shared: Shared) {
    cursor.follow(shared.clients, visibleRows: shared.layout.listRows)
    if detailTop > 0 { scrollDetail(to: detailTop, in: shared) }
  }
}
