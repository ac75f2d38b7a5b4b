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
    case text, confirm, cancel
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
    case .command(.nextField) where !isLocked: focus = focus.next
    case .command(.previousField) where !isLocked: focus = focus.previous
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
    case .answered, .told, .history, .edited: break
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
      .text(target.redirectURI, weight: .context), .blank, .text(consequence, weight: .context), .blank,
    ]
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
      blocks: blocks,
      choices: [
        .init(
          isDelete ? "Delete" : "Rotate",
          isFocused: focus == .confirm,
          isEnabled: isRight && !isLocked
        ),
        .init("Cancel", isFocused: focus == .cancel, isEnabled: !isLocked),
      ]
    )
  }

  private var consequence: String {
    switch action {
    case .delete:
      "Its id and secret are gone for good, also after an undo. Whatever uses it can no longer sign people in."
    case .rotate: "The old secret stops working at once. Whatever uses it needs the new one."
    }
  }

  private var demand: String {
    switch wanted.kind {
    case .name: "Type its name to delete it:"
    case .idPrefix: "Type the first \(wantedText.count) characters of its id to delete it:"
    case .words: "Type “\(wantedText)” to rotate:"
    }
  }
}
