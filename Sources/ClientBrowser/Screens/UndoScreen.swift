import HerokuAPI
import TerminalText

/// The question before a change is taken back or made again: as it is, and as it will be.
///
/// Nothing is sent before it is answered; a deletion has a screen of its own.
struct UndoScreen: Screen, Hashable {
  /// What is to be done.
  let change: Change
  let direction: UndoLog.Direction
  /// Whether Enter does it, as in the preview of many.
  private(set) var isConfirming = true
  var request: RequestID?
  /// What went wrong.
  private(set) var message: Status?
  /// The client as somebody else has made it meanwhile, so that nothing can be taken back; nil where nobody has.
  private var current: OAuthClient?

  init(_ change: Change, _ direction: UndoLog.Direction) {
    self.change = change
    self.direction = direction
  }

  var context: Context { .question }
  var isLocked: Bool { request != nil }
  // A key that is held down must not confirm what has not been seen.
  var wishesOnOpening: [Wish] { [.rest(.accept)] }

  func hasAsked(for change: Change) -> Bool { change == self.change }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    switch input {
    case .command(.answerNo): return [.close]
    case .command where isLocked: return []
    case .command(.accept) where current != nil: return [.close]
    case .command where current != nil: return []
    case .command(.answerYes): return confirm(in: shared)
    case .command(.accept): return isConfirming ? confirm(in: shared) : [.close]
    case .command(.nextField), .command(.previousField): isConfirming.toggle()
    case .done, .learned(.done, _): return [.close]
    case .failed(let error, let explanation):
      if case .notFound = error { return [.close, .say(Status(.failure, explanation.text))] }
      message = Status(.failure, explanation.text)
      switch error {
      case .conflict(let client, _), .changedSinceShown(let client): current = client
      default: break
      }
    case .learned(_, let words): message = Status(.warning, words)
    default: break
    }
    return []
  }

  private mutating func confirm(in shared: Shared) -> [Wish] {
    if let target = change.target, shared.work.isBusy(target.id) {
      message = Status(.information, shared.work.reasonToWait(for: target))
      return []
    }
    message = nil
    return [.perform(change)]
  }

  func label(of command: Command, in shared: Shared) -> String? {
    switch command {
    case .answerYes: yes.lowercased()
    case .answerNo: current == nil ? "cancel" : "close"
    default: nil
    }
  }

  func reasonAgainst(_ command: Command, in shared: Shared) -> String? {
    command == .answerYes && current != nil ? "Somebody else has changed it since." : nil
  }

  private var yes: String {
    if case .create = change { return "Create again" }
    return direction == .undo ? "Undo" : "Redo"
  }
}

// MARK: What it says

extension UndoScreen {
  func presentation(in shared: Shared) -> Presentation {
    var blocks = subject
    if isLocked { blocks += [.blank, .text((change.attempt.progress ?? "") + "…", .accent)] }
    if let message { blocks += [.blank, .message(message)] }
    return Presentation(
      title: title,
      isUrgent: true,
      blocks: blocks,
      choices: current == nil
        ? [
          .init(yes, isFocused: isConfirming, isEnabled: !isLocked),
          .init("Cancel", isFocused: !isConfirming, isEnabled: !isLocked),
        ] : [.init("Close", isFocused: true)]
    )
  }

  private var title: String {
    if case .create = change { return "Create this client again?" }
    return direction == .undo ? "Undo this change?" : "Make this change again?"
  }

  private var subject: [Presentation.Block] {
    switch change {
    case .update(let changes, let client):
      [.text(client.displayName, .title), .text(client.id.text, .dim, weight: .extra)]
        + changes.fields.flatMap { field -> [Presentation.Block] in
          [
            .blank, .text(field.label, weight: .context),
            .value(label: current == nil ? "is" : "was", client[field], weight: .context),
            current.map { .value(label: "is now", $0[field]) }
              ?? .value(label: "becomes", changes[field] ?? "", .accent),
          ]
        }
    case .create(let draft):
      [
        .text(CleanText(draft.name).text, .title), .text(draft.redirectURI, weight: .context), .blank,
        .text("Its id and its secret will be new ones: whatever used the old ones needs these."),
      ]
    default:
      [.text(change.attempt.progress ?? "")]
    }
  }
}
