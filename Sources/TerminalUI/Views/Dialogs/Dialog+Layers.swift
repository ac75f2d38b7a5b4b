import ClientBrowser
import HerokuAPI
import TerminalText

extension Dialog {
  /// The dialog that a layer is shown as; nil for the help, which has a screen of its own.
  init?(_ layer: Layer, _ browser: Browser) {
    switch layer {
    case .form(let form): self.init(form)
    case .confirmation(let confirmation): self.init(confirmation)
    case .question(let question): self.init(question)
    case .conflict(let conflict): self.init(conflict)
    case .handOver(let panel): self.init(panel)
    case .help: return nil
    }
  }

  init(_ form: ClientForm) {
    let isLocked = form.request != nil
    let name = form.original.map { $0.displayName.cut(toWidth: 40) }
    func block(_ label: String, _ focus: ClientForm.Focus, _ field: ClientField) -> Block {
      .field(
        label: label,
        form[field],
        isFocused: form.focus == focus && !isLocked,
        findings: form.findings(on: field)
      )
    }
    title = name.map { "Edit “\($0)”" } ?? "New client"
    blocks = [block("Name", .name, .name), .blank, block("Redirect URI", .redirectURI, .redirectURI)]
    if isLocked { blocks += [.blank, .text("Saving…", .accent)] }
    if let message = form.message { blocks += [.blank, .message(Status(.failure, message))] }
    let save = form.offersRetry ? "Retry" : name == nil ? "Create" : "Save"
    buttons = [
      Button(label: save, isFocused: form.focus == .save && !isLocked, isEnabled: !isLocked),
      Button(label: "Cancel", isFocused: form.focus == .cancel && !isLocked, isEnabled: !isLocked),
    ]
  }

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

  init(_ question: Question) {
    let yes: String
    let no: String
    switch question.subject {
    case .discardForm:
      title = "Discard what you typed?"
      blocks = [.text("The form has changes that are not saved.")]
      (yes, no) = ("Discard", "Keep editing")
    case .saveAnyway(let warning):
      title = "Save anyway?"
      blocks = [.message(Status(.warning, warning))]
      (yes, no) = ("Save anyway", "Keep editing")
    case .quit(.typedText):
      title = "Quit?"
      blocks = [.text("What you typed in a form is not saved.")]
      (yes, no) = ("Quit", "Stay")
    case .quit(.outcome):
      title = "Quit?"
      blocks = [.text("A change is under way. It goes on, but you will not see how it ends.")]
      (yes, no) = ("Quit", "Stay")
    }
    buttons = [
      Button(label: yes, isFocused: question.isYesFocused),
      Button(label: no, isFocused: !question.isYesFocused),
    ]
  }

  init(_ conflict: EditConflict) {
    title = "Somebody else has changed this client"
    blocks = conflict.fields.flatMap { field -> [Block] in
      [
        .text(field.label, .title),
        .value(label: "was", conflict.original[field]),
        .value(label: "theirs", conflict.theirs[field]),
        .value(label: "mine", conflict.mine[field] ?? "", .accent),
        .blank,
      ]
    }
    blocks.append(.text("Nothing was saved yet.", .dim, weight: .extra))
    buttons = [
      Button(label: "Back", isFocused: conflict.focus == .back),
      Button(label: "Save mine", isFocused: conflict.focus == .keepMine),
      Button(label: "Keep theirs", isFocused: conflict.focus == .takeTheirs),
    ]
  }

  init(_ panel: HandOver) {
    let client = panel.credentials.client
    let name = client.displayName.cut(toWidth: 40)
    title = panel.occasion == .created ? "New client “\(name)”" : "New secret for “\(name)”"
    let secret =
      switch panel.credentials.secret {
      case nil: "withheld: the API did not give it"
      case let secret? where panel.isSecretShown: secret.reveal()
      case _?: "•••• (s shows it)"
      }
    blocks = [.value(label: "id", client.id.text), .value(label: "secret", secret)]
    if panel.occasion == .rotated { blocks += [.blank, .text("The old secret has stopped working.")] }
    if let fileName = panel.fileName {
      blocks += [.blank, .field(label: "file", fileName, isFocused: panel.request == nil)]
    }
    if let message = panel.message { blocks += [.blank, .message(message)] }
  }
}
