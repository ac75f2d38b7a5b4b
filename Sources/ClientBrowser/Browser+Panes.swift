import HerokuAPI

/// The main screen: list and detail.
extension Browser {
  mutating func pressInPanes(_ command: Command?) -> [Effect] {
    guard let command else { return [] }
    if let reason = reasonAgainst(command) {
      status = Status(.information, reason)
      return []
    }
    switch command {
    case .moveDown: move(by: 1)
    case .moveUp: move(by: -1)
    case .pageDown: move(by: pageRows)
    case .pageUp: move(by: -pageRows)
    case .halfPageDown: move(by: max(1, pageRows / 2))
    case .halfPageUp: move(by: -max(1, pageRows / 2))
    case .moveToTop: move(by: -reach)
    case .moveToBottom: move(by: reach)
    case .openDetail: focus = .detail
    case .goBack: return goBack()
    case .filter:
      focus = .list
      isFiltering = true
    case .create: openForm(drafts[.new] ?? ClientForm())
    case .edit: openEditForm()
    case .delete: openConfirmation(.delete)
    case .rotate: openConfirmation(.rotate)
    case .toggleSecret: return toggleSecret()
    case .copy: isCopying = true
    case .reload: return reload()
    case .help: layers.append(.help(HelpPage()))
    case .quit: return quit()
    default: break
    }
    return []
  }

  /// Why a command cannot run now; nil where it can.
  public func reasonAgainst(_ command: Command) -> String? {
    switch command {
    case .edit, .delete, .rotate:
      guard let client = selected else { return "No client is selected." }
      return isBusy(client.id) ? "“\(client.name)” is being changed; wait for the answer." : nil
    case .toggleSecret, .copy, .openDetail:
      return selected == nil ? "No client is selected." : nil
    default:
      return nil
    }
  }

  private var pageRows: Int {
    focus == .list ? layout.listRows : max(1, layout.detailContent.rows)
  }

  /// A distance that ends at the first or last row, wherever one stands.
  private var reach: Int { focus == .list ? clients.count : detailLines.count }

  private mutating func move(by rows: Int) {
    switch focus {
    case .list: moveSelection(by: rows)
    case .detail: detailTop = max(0, min(detailTop + rows, detailLines.count - layout.detailContent.rows))
    }
  }

  private mutating func moveSelection(by rows: Int) {
    cursor.move(to: cursor.row + rows, in: clients, visibleRows: layout.listRows)
    detailTop = 0
  }

  /// Esc: undoes one thing, and never quits.
  private mutating func goBack() -> [Effect] {
    if focus == .detail {
      focus = .list
      detailTop = 0
    } else if !filter.text.isEmpty {
      clearFilter()
    } else if let load = waitingLoad {
      return stopLoading(load)
    } else if status != nil {
      status = nil
    } else {
      status = Status(.information, "Nothing to go back from. q quits.")
    }
    return []
  }

  // MARK: Filter

  mutating func pressInFilter(_ key: Key, _ command: Command?) -> [Effect] {
    switch command {
    case .keepFilter: isFiltering = false
    case .clearFilter: clearFilter()
    case .moveDown: moveSelection(by: 1)
    case .moveUp: moveSelection(by: -1)
    case .pageDown: moveSelection(by: layout.listRows)
    case .pageUp: moveSelection(by: -layout.listRows)
    default:
      if filter.type(key, command) { clients.filter(by: filter.text) }
    }
    return []
  }

  private mutating func clearFilter() {
    filter = LineEditor()
    isFiltering = false
    clients.filter(by: "")
  }

  // MARK: Secret and clipboard

  private mutating func toggleSecret() -> [Effect] {
    guard secret == .notRead, let client = selected else { return forgetSecret() }
    secret = .reading
    return [.readClient(begin(.reveal(client)), client.id)]
  }

  /// Masks the secret and takes it out of memory; a read that would show one is given up.
  mutating func forgetSecret() -> [Effect] {
    secret = .notRead
    return cancelReads { if case .reveal = $0 { true } else { false } }
  }

  /// The key after `y`.
  mutating func chooseCopy(_ command: Command?) -> [Effect] {
    isCopying = false
    if case .handOver(let panel) = layers.last { return copy(command, from: panel) }
    guard let client = selected else { return [] }
    switch command {
    case .copyID: return copy(Secret(client.id.text), named: "The id", of: client)
    case .copyRedirectURI: return copyRedirectURI(of: client)
    case .copySecret: return [.readClient(begin(.copySecret(client)), client.id)]
    case .cancel: return []
    default:
      status = Status(.information, "Nothing copied: y wants i, s or u after it.")
      return []
    }
  }
}
