import HerokuAPI

/// The form for a new client or an existing one.
extension Browser {
  mutating func openForm(_ form: ClientForm) {
    layers.append(.form(form))
  }

  mutating func openEditForm() {
    guard let client = selected else { return }
    openForm(drafts[.client(client.id)] ?? ClientForm(editing: client))
  }

  mutating func press(_ key: Key, _ command: Command?, in form: ClientForm) -> [Effect] {
    var form = form
    if form.request != nil { return command == .cancel ? leave(form) : [] }
    switch command {
    case .save: return trySave(form)
    case .cancel: return cancel(form)
    case .accept:
      switch form.focus {
      case .name: form.focus = .redirectURI
      case .redirectURI, .save: return trySave(form)
      case .cancel: return cancel(form)
      }
    case .nextField: form.focus = form.focus.next
    case .previousField: form.focus = form.focus.previous
    default: form.edit { $0.type(key, command) }
    }
    replaceTop(.form(form))
    return []
  }

  /// Leaves a form whose save is under way: the form goes, the request does not.
  private mutating func leave(_ form: ClientForm) -> [Effect] {
    layers.removeLast()
    if let request = form.request { leftForms[request] = form }
    return []
  }

  private mutating func cancel(_ form: ClientForm) -> [Effect] {
    if form.hasChanges {
      layers.append(.question(Question(.discardForm)))
    } else {
      discard(form)
    }
    return []
  }

  /// Closes a form and forgets what was typed.
  mutating func discard(_ form: ClientForm) {
    layers.removeLast()
    drafts[form.original.map { .client($0.id) } ?? .new] = nil
  }

  private mutating func trySave(_ form: ClientForm) -> [Effect] {
    var form = form
    form.touched = Set(ClientField.allCases)
    if form.original != nil, form.changes.isEmpty {
      discard(form)
      status = Status(.information, "Nothing was changed, so nothing was sent.")
      return []
    }
    if let field = form.firstWrongField {
      form.focus = field == .name ? .name : .redirectURI
      replaceTop(.form(form))
      return []
    }
    replaceTop(.form(form))
    if let warning = form.warnings.first {
      layers.append(.question(Question(.saveAnyway(warning: warning))))
      return []
    }
    return save(form)
  }

  /// Sends the form, which is the topmost layer, and locks it until the answer comes.
  mutating func save(_ form: ClientForm) -> [Effect] {
    var form = form
    form.message = nil
    form.offersRetry = false
    let effect: Effect
    let id: RequestID
    switch form.purpose {
    case .create:
      let draft = ClientDraft(name: form[.name].text, redirectURI: form[.redirectURI].text)
      id = begin(.create(draft))
      effect = .createClient(id, draft)
    case .edit(let original):
      guard !isBusy(original.id) else {
        form.message = "“\(original.name)” is being changed by an earlier request; wait for its answer."
        replaceTop(.form(form))
        return []
      }
      id = begin(.update(form.changes, of: original))
      effect = .updateClient(id, form.changes, expecting: original)
    }
    form.request = id
    replaceTop(.form(form))
    return [effect]
  }

  // MARK: Conflict

  mutating func press(_ command: Command?, in conflict: EditConflict) -> [Effect] {
    var conflict = conflict
    switch command {
    case .nextField: conflict.focus = conflict.focus.next
    case .previousField: conflict.focus = conflict.focus.previous
    case .keepMine: return resolve(conflict, .keepMine)
    case .takeTheirs: return resolve(conflict, .takeTheirs)
    case .cancel: return resolve(conflict, .back)
    case .accept: return resolve(conflict, conflict.focus)
    default: break
    }
    replaceTop(.conflict(conflict))
    return []
  }

  private mutating func resolve(_ conflict: EditConflict, _ choice: EditConflict.Choice) -> [Effect] {
    layers.removeLast()
    guard case .form(var form) = layers.last else { return [] }
    form.rebase(on: conflict, droppingMine: choice == .takeTheirs)
    replaceTop(.form(form))
    switch choice {
    case .back: return []
    case .keepMine: return save(form)
    case .takeTheirs:
      if form.hasChanges { return save(form) }
      discard(form)
      status = Status(.information, "Kept theirs; nothing was sent.")
      return []
    }
  }
}
