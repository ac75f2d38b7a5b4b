import ClientBrowser
import HerokuAPI
import TerminalText

extension Dialog {
  /// The form for a new client, or an existing one.
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
    buttons = [
      Button(label: form.saveLabel, isFocused: form.focus == .save && !isLocked, isEnabled: !isLocked),
      Button(label: "Cancel", isFocused: form.focus == .cancel && !isLocked, isEnabled: !isLocked),
    ]
  }
}
