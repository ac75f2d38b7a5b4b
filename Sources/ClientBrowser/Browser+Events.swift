import HerokuAPI

extension Browser {
  /// Takes an event in and says what to do about it.
  ///
  /// The one place where the state changes.
  public mutating func handle(_ event: Event) -> [Effect] {
    let selectedBefore = cursor.client
    var effects = react(to: event)
    effects += settle()
    // A secret is shown for one client only, and gone with the selection.
    if cursor.client != selectedBefore { effects += forgetSecret() }
    return effects
  }

  private mutating func react(to event: Event) -> [Effect] {
    switch event {
    case .keyPressed(let key): return press(key)
    case .pasted(let text): return paste(text)
    case .resized(let newSize):
      size = newSize
      return []
    case .clockRead(let date):
      now = date
      return []
    case .reminded(.signOfLife):
      isSignOfLifeDue = false
      signOfLife += 1
      return []
    case .accountLoaded, .pageLoaded, .loadEnded, .listUnchanged, .snapshotRead, .clientRead, .readFailed:
      return takeRead(event)
    case .clientCreated, .clientUpdated, .clientDeleted, .clientRotated, .configVarsSet:
      return takeMutation(event) + keepSnapshot()
    case .mutationFailed(let id, let error): return fail(id, error) + (error.tellsNews ? keepSnapshot() : [])
    case .twoFactorDemanded(let question):
      ask(question)
      return []
    case .noticed(let id, let notice): return note(notice, about: id)
    case .fileWritten(let id, let path):
      return handOverEnded(id, Status(.success, "Wrote \(path), readable by you alone"))
    case .fileFailed(let id, let reason): return handOverEnded(id, Status(.failure, reason))
    }
  }

  /// What holds after every event: the selection is valid, panels that waited are shown, and a sign of life
  /// is due while something is under way.
  mutating func settle() -> [Effect] {
    cursor.follow(clients, visibleRows: layout.listRows)
    var effects: [Effect] = []
    if detailTop > 0 { detailTop = max(0, min(detailTop, detailLines.count - layout.detailContent.rows)) }
    if layers.isEmpty, !isFiltering, !waitingHandOvers.isEmpty {
      layers.append(.handOver(waitingHandOvers.removeFirst()))
    }
    if !pending.isEmpty, !isSignOfLifeDue {
      isSignOfLifeDue = true
      effects.append(.remind(.signOfLife, after: .milliseconds(120)))
    }
    return effects
  }

  private mutating func press(_ key: Key) -> [Effect] {
    cursor.isChosen = true
    let command = CommandTable.command(for: key, in: context)
    if status?.isTransient == true { status = nil }
    switch command {
    case .interrupt: return interrupt()
    case .repaint: return [.repaint]
    case .suspend: return [.suspend]
    default: break
    }
    if layout.arrangement == .tooSmall { return command == .quit ? quit() : [] }
    if let prompt = twoFactor { return press(key, command, in: prompt) }
    if isCopying { return chooseCopy(command) }
    guard let layer = layers.last else {
      return isFiltering ? pressInFilter(key, command) : pressInPanes(command)
    }
    switch layer {
    case .form(let form): return press(key, command, in: form)
    case .confirmation(let dialog): return press(key, command, in: dialog)
    case .question(let question): return press(command, in: question)
    case .conflict(let conflict): return press(command, in: conflict)
    case .handOver(let panel): return press(key, command, in: panel)
    case .help(let page): return press(command, in: page)
    }
  }

  /// A paste is text: it goes into the field with the focus, and nowhere else.
  private mutating func paste(_ text: String) -> [Effect] {
    guard layout.arrangement != .tooSmall else { return [] }
    if twoFactor != nil {
      editTwoFactor { $0.insert(text) }
      return []
    }
    guard !isCopying else { return [] }
    switch layers.last {
    case .form(var form):
      form.edit { $0.insert(text) }
      replaceTop(.form(form))
    case .confirmation(var dialog):
      dialog.edit { $0.insert(text) }
      replaceTop(.confirmation(dialog))
    case .handOver(var panel):
      if panel.request == nil {
        panel.fileName?.insert(text)
        panel.appName?.insert(text)
      }
      replaceTop(.handOver(panel))
    case nil where isFiltering:
      filter.insert(text)
      clients.filter(by: filter.text)
    case .question, .conflict, .help, nil: break
    }
    return []
  }

  /// Puts a layer in the place of the topmost one.
  mutating func replaceTop(_ layer: Layer) {
    guard !layers.isEmpty else { return }
    layers[layers.count - 1] = layer
  }
}
