import ClientIndex
import HerokuAPI
import TerminalText

/// The dialog before a client is deleted or its credentials rotated.
///
/// It wants a text typed.
struct ConfirmationScreen: Screen, Hashable {
  /// What is confirmed.
  enum Action: Hashable {
    case delete, rotate
  }

  /// What has the focus.
  enum Focus: FocusCycle {
    case text
    /// Shows which apps would get the new secret, before anything is rotated.
    case everywhere
    case confirm, cancel
  }

  let action: Action
  /// The client as it was when the dialog opened.
  let target: OAuthClient
  /// What must be typed.
  let wanted: TypedDemand
  private(set) var editor = LineEditor()
  private(set) var focus = Focus.text
  var request: RequestID?
  /// What went wrong, safe to show.
  private(set) var message: String?
  /// What is to be known before.
  private let remark: String?

  /// Opens the dialog on a client.
  ///
  /// - Parameter remark: what is to be known before.
  init(_ action: Action, target: OAuthClient, hasNamesake: Bool, remark: String? = nil) {
    self.action = action
    self.remark = remark
    self.target = target
    wanted =
      action == .delete ? TypedDemand(toDelete: target, hasNamesake: hasNamesake) : .rotation
  }

  /// The text that must be typed.
  var wantedText: String { wanted.text }

  /// Whether the right text is typed, however its accents are spelled.
  var isRight: Bool { editor.text == wantedText }

  var context: Context { .confirmation }
  var isLocked: Bool { request != nil }

  func hasAsked(for change: Change) -> Bool {
    switch change {
    case .delete(let client): action == .delete && target.id == client.id
    case .rotate(let client): action == .rotate && target.id == client.id
    default: false
    }
  }
}

// MARK: Input

extension ConfirmationScreen {
  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .command(.cancel): return [.close]
    case .command(.accept) where isLocked: return []
    case .command(.accept): return focus == .cancel ? [.close] : confirm(in: shared)
    case .command(.nextField) where !isLocked:
      repeat { focus = focus.next } while focus == .everywhere && places(in: shared) == 0
    case .command(.previousField) where !isLocked:
      repeat { focus = focus.previous } while focus == .everywhere && places(in: shared) == 0
    case .command, .typed, .pasted: type(input)
    case .done: return [.close]
    case .failed(let error, let explanation):
      // There is nothing left to confirm.
      if case .notFound = error { return [.close, .say(Status(.failure, explanation.text))] }
      message = CleanText(explanation.text).text
    case .learned(.done, _): return [.close]
    case .learned(.perhaps, let words) where action == .rotate:
      // Ready to rotate once more, the dialog would cost the secret that may be new.
      return [.close, .say(Status(.warning, words))]
    case .learned(_, let words): message = CleanText(words).text
    default: break
    }
    return []
  }

  private mutating func type(_ input: ScreenInput) {
    guard !isLocked, focus == .text else { return }
    editor.take(input)
    message = nil
  }

  private mutating func confirm(in shared: Shared) -> [Wish] {
    guard isRight else {
      message = "That is not the text that is asked for. Nothing was done."
      return []
    }
    if let reason = shared.reasonAgainstChange(of: target) {
      message = CleanText(reason).text
      return []
    }
    message = nil
    // Enter behind the text presses the first button: where apps are known to hold the secret, they get the new one.
    if focus == .everywhere || (focus == .text && places(in: shared) > 0), let uses = shared.uses {
      return [.close, .push(EverywhereScreen(target, uses))]
    }
    return [.perform(change)]
  }

  private var change: Change { action == .delete ? .delete(expecting: target) : .rotate(expecting: target) }
}

// MARK: What it says

extension ConfirmationScreen {
  func presentation(in shared: Shared) -> Presentation {
    let isDelete = action == .delete
    var blocks: [Presentation.Block] = [
      .text(target.displayName, .title), .text(target.id.text, weight: .context),
      .text(target.redirectURI, weight: .context), .blank, .text(consequence, weight: .context),
    ]
    if let users = users(in: shared) { blocks.append(.text(users, weight: .extra)) }
    blocks.append(.blank)
    if let warning = change.warning(forTokenOf: shared.tokenClient.id) {
      blocks += [.message(Status(.warning, warning)), .blank]
    }
    blocks += [
      .text(demand), .field(.init(label: "", editor, isFocused: focus == .text && !isLocked)),
    ]
    if let remark { blocks.insert(contentsOf: [.message(Status(.warning, remark)), .blank], at: 0) }
    if isLocked { blocks += [.blank, .text(isDelete ? "Deleting…" : "Rotating…", .accent)] }
    if let message { blocks += [.blank, .message(Status(.failure, message))] }
    return Presentation(
      title: isDelete ? "Delete this client?" : "Rotate the credentials of this client?",
      isDangerous: true,
      isUrgent: true,
      blocks: blocks,
      choices: choices(in: shared)
    )
  }

  private var consequence: String {
    switch action {
    case .delete:
      "Its id and secret are gone for good, also after an undo. Whatever uses it can no longer sign people in."
    case .rotate: "The old secret stops working at once. Whatever uses it needs the new one."
    }
  }

  private func choices(in shared: Shared) -> [Presentation.Choice] {
    let canConfirm = isRight && !isLocked
    let places = places(in: shared)
    var choices: [Presentation.Choice] = []
    if places > 0 {
      let apps = places == 1 ? "its app" : "its \(places) apps"
      choices.append(
        .init("Rotate, and set in \(apps)…", isFocused: focus == .everywhere, isEnabled: canConfirm)
      )
    }
    let label = action == .delete ? "Delete" : places > 0 ? "Only rotate" : "Rotate"
    return choices + [
      .init(label, isFocused: focus == .confirm, isEnabled: canConfirm),
      .init("Cancel", isFocused: focus == .cancel, isEnabled: !isLocked),
    ]
  }

  /// How many apps hold the secret of now, or an old one, and can be given the new one; 0 where nobody has looked.
  private func places(in shared: Shared) -> Int {
    guard action == .rotate, let uses = shared.uses else { return 0 }
    return uses.plan(afterRotating: target).appCount
  }

  /// Which apps hold it, as far as somebody has looked, or how to find out.
  private func users(in shared: Shared) -> String? {
    guard let use = shared.clients.use(of: target.id) else {
      return action == .rotate
        ? "\(shared.keymap.name(of: .lookForUses, in: .list)) in the list finds the apps that hold it; then this can set it there."
        : nil
    }
    let names = use.apps.prefix(Self.mostUsers).map { CleanText($0).text }.joined(separator: ", ")
    let more = use.apps.count > Self.mostUsers ? " and \(use.apps.count - Self.mostUsers) more" : ""
    let unseen = shared.uses?.unseen.count ?? 0
    let remark = unseen == 0 ? "" : " \(unseen) could not be looked into: what holds it there breaks."
    return (use.apps.isEmpty ? "It was found in no app." : "Apps that hold it: \(names)\(more).")
      + (action == .rotate ? byHand(in: shared) + remark : "")
  }

  /// The apps in which a longer value has the secret in it, as a sentence behind another; empty where there is none.
  private func byHand(in shared: Shared) -> String {
    let plan = shared.uses?.plan(afterRotating: target)
    let apps = (plan?.outOfReach ?? []).filter { $0.reason == .containsStaleSecret }.map(\.app.name)
    guard !apps.isEmpty else { return "" }
    let names = apps.prefix(Self.mostUsers).map { CleanText($0).text }.joined(separator: ", ")
    return " To be set by hand, since a longer value has it in it: \(names)."
  }

  /// So many apps are named.
  private static let mostUsers = 5

  private var demand: String {
    switch wanted.kind {
    case .name: "Type its name to delete it:"
    case .idPrefix: "Type the first \(wantedText.count) characters of its id to delete it:"
    case .words: "Type “\(wantedText)” to rotate:"
    }
  }
}
