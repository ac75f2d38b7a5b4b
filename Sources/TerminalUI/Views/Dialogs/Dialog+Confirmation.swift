import ClientBrowser
import HerokuAPI

extension Dialog {
  /// Delete or rotate: the target, what follows, and the field for what must be typed.
  init(_ confirmation: TypedConfirmation) {
    let client = confirmation.target
    let isDelete = confirmation.action == .delete
    let isLocked = confirmation.request != nil
    title = isDelete ? "Delete this client?" : "Rotate the credentials of this client?"
    isDangerous = true
    blocks = [
      .text(client.displayName, .title), .text(client.id.text, weight: .context),
      .text(client.redirectURI, weight: .context), .blank,
      .text(Self.consequence(of: confirmation.action), weight: .context), .blank,
      .text(Self.request(for: confirmation)),
      .field(label: "", confirmation.editor, isFocused: confirmation.focus == .text && !isLocked),
    ]
    if isLocked { blocks += [.blank, .text(isDelete ? "Deleting…" : "Rotating…", .accent)] }
    if let message = confirmation.message { blocks += [.blank, .message(Status(.failure, message))] }
    buttons = [
      Button(
        label: isDelete ? "Delete" : "Rotate",
        isFocused: confirmation.focus == .confirm,
        isEnabled: confirmation.isRight && !isLocked
      ),
      Button(label: "Cancel", isFocused: confirmation.focus == .cancel, isEnabled: !isLocked),
    ]
  }

  private static func consequence(of action: TypedConfirmation.Action) -> String {
    switch action {
    case .delete: "This cannot be undone. Whatever uses this client can no longer sign people in with it."
    case .rotate: "The old secret stops working at once. Whatever uses it needs the new one."
    }
  }

  private static func request(for confirmation: TypedConfirmation) -> String {
    switch confirmation.wanted {
    case .name: "Type its name to delete it:"
    case .idPrefix: "Type the first \(confirmation.wantedText.count) characters of its id to delete it:"
    case .word: "Type “\(confirmation.wantedText)” to rotate:"
    }
  }
}
