import ClientIndex
import HerokuAPI

/// Marks, and the commands that are about the marked clients where there are any, and about the selected one otherwise.
extension ListScreen {
  // MARK: Marking

  mutating func mark(_ command: Command, in shared: Shared) -> [Wish] {
    switch command {
    case .toggleMark:
      if let range { return end(range) }
      let row = cursor.row
      move(.moveDown, in: shared)
      return [.mark(.toggle(row: row))]
    case .markRange:
      if let range { return end(range) }
      range = cursor.client.map { MarkedRange(at: cursor.row, $0) }
      focus = .list
    case .markAll:
      range = nil
      return shared.clients.count == 0 ? [.say(Self.nothingToMark)] : [.mark(.all)]
    case .invertMarks:
      range = nil
      return shared.clients.count == 0 ? [.say(Self.nothingToMark)] : [.mark(.invert)]
    case .restoreMarks: return [.mark(.restore)]
    default: break
    }
    return []
  }

  private static let nothingToMark = Status(.information, "There is nothing here to mark.")

  private mutating func end(_ range: MarkedRange) -> [Wish] {
    self.range = nil
    return [.mark(.range(range.rows))]
  }

  /// Takes every mark away, and says how they come back.
  func clearMarks(in shared: Shared) -> [Wish] {
    let key = shared.keymap.name(of: .restoreMarks, in: .list)
    let count = shared.clients.markedCount
    let words =
      count == 0
      ? "What was marked is gone: \(lostNames(in: shared))."
      : "\(Counted.number(count)) unmarked. \(key) marks \(count == 1 ? "it" : "them") again."
    return [.mark(.clear), .say(Status(.information, words))]
  }

  /// What there is to say of range and marks while nothing else is said; nil where there is neither.
  func markWords(in shared: Shared) -> String? {
    func key(_ command: Command) -> String { shared.keymap.name(of: command, in: .list) }
    if let range {
      return "A range of \(Counted.number(range.rows.count)): \(key(.toggleMark)) marks it, "
        + "\(key(.goBack)) gives it up."
    }
    let (count, hidden) = (shared.clients.markedCount, shared.clients.markedHiddenCount)
    let lost = shared.clients.lostMarked.count
    guard count + lost > 0 else { return nil }
    let hiddenWords =
      hidden == 0
      ? "" : ", \(hidden == count ? "all" : Counted.number(hidden) + " of them") hidden by the filter"
    let lostWords = lost == 0 ? "" : "; \(Counted.number(lost)) more \(lost == 1 ? "is" : "are") gone"
    return "\(Counted.number(count)) marked" + hiddenWords + lostWords
  }

  // MARK: Doing the same with many

  /// Whether a command that can be about many is about what is marked, and not about the selected client.
  func isAboutMarked(in shared: Shared) -> Bool {
    range != nil || shared.clients.markedCount + shared.clients.lostMarked.count > 0
  }

  func reasonAgainstMany(_ command: Command, in shared: Shared) -> String? {
    guard range != nil || shared.clients.markedCount > 1 else { return nil }
    switch command {
    case .delete, .rotate, .rewrite, .openEditor: return shared.reasonAgainstRun
    case .copySecret:
      let back = shared.keymap.name(of: .goBack, in: .list)
      return "The secrets of several clients are not copied. \(back) takes the marks away."
    default: return nil
    }
  }

  /// What the hint of a command says that can be about many: how many.
  func label(of command: Command, in shared: Shared) -> String? {
    if command == .pauseRun, shared.run?.bulk.pause != nil { return "go on" }
    guard isAboutMarked(in: shared), range != nil || shared.clients.markedCount > 0 else { return nil }
    // Which rows of a range are marked already would have to be counted.
    let isAlone = shared.clients.markedCount == 0
    let count =
      range.map { isAlone ? Counted.number($0.rows.count) : "all marked" }
      ?? Counted.number(shared.clients.markedCount)
    return switch command {
    case .delete: "delete \(count)"
    case .rotate: "rotate \(count)"
    case .rewrite: "rewrite \(count)"
    case .openEditor: "edit \(count)"
    case .copyID, .copySecret, .copyRedirectURI: "copy \(count)"
    default: nil
    }
  }

  mutating func runOnMany(_ command: Command, in shared: Shared) -> [Wish] {
    // What a range has in it is marked first, so that it can be seen what is meant, and done again.
    if let range {
      var marked = shared
      marked.clients.mark(rows: Range(range.rows))
      return end(range) + runOnMany(command, in: marked)
    }
    let clients = shared.clients
    guard isAboutMarked(in: shared) else {
      return selected(in: shared).map { runOnOne(command, $0, in: shared) } ?? []
    }
    let remark = clients.lostMarked.isEmpty ? nil : lostWords(in: shared)
    switch clients.markedCount {
    // Not the selected one in its place: that is not what was marked.
    case 0: return [.mark(.forgetLost), .say(remark.map { Status(.warning, $0) })]
    case 1:
      guard let client = clients.marked.first else { return [] }
      return runOnOne(command, client, remark, in: shared)
    default: return runOnSeveral(command, clients.marked, remark, in: shared)
    }
  }

  private func runOnOne(
    _ command: Command,
    _ client: OAuthClient,
    _ remark: String? = nil,
    in shared: Shared
  ) -> [Wish] {
    func confirmation(_ action: ConfirmationScreen.Action) -> [Wish] {
      let hasNamesake = shared.clients.hasNamesake(of: client)
      return [
        .push(ConfirmationScreen(action, target: client, hasNamesake: hasNamesake, remark: remark))
      ]
    }
    switch command {
    case .delete: return confirmation(.delete)
    case .rotate: return confirmation(.rotate)
    case .rewrite: return rewrite([client], remark, in: shared)
    case .openEditor: return openEditor([client], remark, in: shared)
    case .copySecret: return [.readSecret(of: client, .copy)]
    default:
      return ClientCopy(command, of: client, secret: nil).map { [.copy($0.lines), .say($0.status)] } ?? []
    }
  }

  private func runOnSeveral(
    _ command: Command,
    _ clients: ClientRows,
    _ remark: String?,
    in shared: Shared
  ) -> [Wish] {
    switch command {
    case .copyID, .copyRedirectURI:
      let copy = ClientCopy(command, of: clients, remark)
      return [.copy(copy.lines), .say(copy.status)]
    case .rewrite: return rewrite(Array(clients), remark, in: shared)
    case .openEditor: return openEditor(Array(clients), remark, in: shared)
    case .delete:
      return propose(
        "Delete \(Counted.clients(clients.count))",
        clients.map { .delete(expecting: $0) },
        remark,
        in: shared
      )
    case .rotate:
      let title = "Rotate the credentials of \(Counted.clients(clients.count))"
      return propose(title, clients.map { .rotate(expecting: $0) }, remark, in: shared)
    default: return []
    }
  }

  private func rewrite(_ clients: [OAuthClient], _ remark: String?, in shared: Shared) -> [Wish] {
    if let reason = shared.reasonAgainstRun { return [.say(Status(.information, reason))] }
    return [.push(RewriteScreen(clients, remark: remark))]
  }

  private func openEditor(_ clients: [OAuthClient], _ remark: String?, in shared: Shared) -> [Wish] {
    if let reason = shared.reasonAgainstRun { return [.say(Status(.information, reason))] }
    return [.push(EditorScreen(clients, remark: remark))]
  }

  /// Asks for the text that several deletions or rotations want.
  private func propose(_ title: String, _ changes: [Change], _ remark: String?, in shared: Shared) -> [Wish] {
    if let reason = shared.reasonAgainstRun { return [.say(Status(.information, reason))] }
    guard let demand = TypedDemand(changes, in: shared.clients) else { return [] }
    let proposal = Proposal(title, changes, remarks: [remark].compactMap(\.self))
    return [.push(ManyConfirmationScreen(proposal, demand))]
  }

  /// Which of the marked are gone, as a sentence.
  private func lostWords(in shared: Shared) -> String {
    let count = shared.clients.lostMarked.count
    return
      "\(count == 1 ? "A marked client is" : "\(Counted.number(count)) marked clients are") gone, and left out: "
      + "\(lostNames(in: shared))."
  }

  private func lostNames(in shared: Shared) -> String {
    let names = shared.clients.lostMarked.map { "“\($0.displayName)”" }
    let shown = names.prefix(5).joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(Counted.number(names.count - 5)) more" : shown
  }
}
