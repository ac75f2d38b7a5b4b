import HerokuAPI

/// Confirmations, questions, the hand-over panel and help.
extension Browser {
  // MARK: TypedConfirmation

  mutating func openConfirmation(_ action: TypedConfirmation.Action) {
    guard let client = selected else { return }
    let hasNamesake = clients.hasNamesake(of: client)
    layers.append(.confirmation(TypedConfirmation(action, target: client, hasNamesake: hasNamesake)))
  }

  mutating func press(_ key: Key, _ command: Command?, in dialog: TypedConfirmation) -> [Effect] {
    var dialog = dialog
    switch command {
    case .cancel:
      layers.removeLast()
      return []
    case .accept where dialog.focus == .cancel && dialog.request == nil:
      layers.removeLast()
      return []
    case .accept: return confirm(dialog)
    case .nextField where dialog.request == nil: dialog.focus = dialog.focus.next
    case .previousField where dialog.request == nil: dialog.focus = dialog.focus.previous
    default: dialog.edit { $0.type(key, command) }
    }
    replaceTop(.confirmation(dialog))
    return []
  }

  private mutating func confirm(_ dialog: TypedConfirmation) -> [Effect] {
    var dialog = dialog
    guard dialog.request == nil else { return [] }
    guard dialog.isRight, !isBusy(dialog.target.id) else {
      dialog.message =
        dialog.isRight
        ? "It is being changed by an earlier request; wait for the answer."
        : "That is not the text that is asked for. Nothing was done."
      replaceTop(.confirmation(dialog))
      return []
    }
    let id: RequestID
    let effect: Effect
    switch dialog.action {
    case .delete:
      id = begin(.delete(dialog.target))
      effect = .deleteClient(id, expecting: dialog.target)
    case .rotate:
      id = begin(.rotate(dialog.target))
      effect = .rotateClient(id, expecting: dialog.target)
    }
    dialog.request = id
    dialog.message = nil
    replaceTop(.confirmation(dialog))
    return [effect]
  }

  // MARK: Question

  mutating func press(_ command: Command?, in question: Question) -> [Effect] {
    var question = question
    switch command {
    case .nextField, .previousField: question.isYesFocused.toggle()
    case .answerYes: return answer(question, yes: true)
    case .answerNo: return answer(question, yes: false)
    case .accept: return answer(question, yes: question.isYesFocused)
    default: break
    }
    replaceTop(.question(question))
    return []
  }

  private mutating func answer(_ question: Question, yes: Bool) -> [Effect] {
    layers.removeLast()
    guard yes else { return [] }
    switch question.subject {
    case .quit: return [.quit]
    case .discardForm:
      if case .form(let form) = layers.last { discard(form) }
      return []
    case .saveAnyway:
      if case .form(let form) = layers.last { return save(form) }
      return []
    }
  }

  // MARK: Leaving

  /// `q`: quits, asking first where the outcome of a change would be missed.
  mutating func quit() -> [Effect] {
    loss.map { ask(.quit(loss: $0)) } ?? [.quit]
  }

  /// Ctrl-C: quits from anywhere; a second one does not ask.
  mutating func interrupt() -> [Effect] {
    if twoFactor != nil { return answerTwoFactor(nil) + quit() }
    if case .question(let question) = layers.last, case .quit = question.subject { return [.quit] }
    return quit()
  }

  private mutating func ask(_ subject: Question.Subject) -> [Effect] {
    isCopying = false
    layers.append(.question(Question(subject)))
    return []
  }

  private var loss: Question.Loss? {
    if pending.values.contains(where: \.isMutation) { return .outcome }
    let hasTypedText = layers.contains { if case .form(let form) = $0 { form.hasChanges } else { false } }
    return hasTypedText || !drafts.isEmpty ? .typedText : nil
  }

  // MARK: Help

  mutating func press(_ command: Command?, in page: HelpPage) -> [Effect] {
    var page = page
    let visible = helpRows
    switch command {
    case .moveDown: page.move(by: 1, visibleRows: visible)
    case .moveUp: page.move(by: -1, visibleRows: visible)
    case .pageDown: page.move(by: visible, visibleRows: visible)
    case .pageUp: page.move(by: -visible, visibleRows: visible)
    case .halfPageDown: page.move(by: visible / 2, visibleRows: visible)
    case .halfPageUp: page.move(by: -visible / 2, visibleRows: visible)
    case .moveToTop: page.top = 0
    case .moveToBottom: page.move(by: HelpPage.lines.count, visibleRows: visible)
    case .dismiss:
      layers.removeLast()
      return []
    default: break
    }
    replaceTop(.help(page))
    return []
  }

  /// How many lines of help the screen shows: all but header, title and hints.
  public var helpRows: Int { max(1, size.rows - 3) }
}

extension TypedConfirmation {
  /// Carries an editing command or a text out, where the text has the focus.
  mutating func edit(_ change: (inout LineEditor) -> Void) {
    guard request == nil, focus == .text else { return }
    change(&editor)
    message = nil
  }
}
