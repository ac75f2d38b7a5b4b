public import HerokuAPI
import TerminalText

/// The form for a new client or an existing one.
public struct ClientForm: Hashable, Sendable {
  /// What the form is for.
  public enum Purpose: Hashable, Sendable {
    case create
    /// The client as it was when the form opened, or as it was when a conflict was shown.
    case edit(OAuthClient)
  }

  /// What has the focus.
  public enum Focus: FocusCycle, Sendable {
    case name, redirectURI, save, cancel

    /// The field with the focus; nil where a button has it.
    public var field: ClientField? {
      switch self {
      case .name: .name
      case .redirectURI: .redirectURI
      case .save, .cancel: nil
      }
    }
  }

  /// What the form is for.
  public internal(set) var purpose: Purpose
  /// What has the focus.
  public internal(set) var focus: Focus
  /// The request under way; the fields are locked meanwhile.
  public internal(set) var request: RequestID?
  /// What went wrong with the form as a whole, safe to show.
  public internal(set) var message: String?
  /// Whether the last save was lost on the way, so that the button offers to try again.
  public internal(set) var offersRetry = false
  /// What the server says about a field, until its text changes.
  var refusals: [ClientField: String] = [:]
  /// What somebody else has made of a field that is about to be overwritten.
  public internal(set) var theirs: ClientChanges = ClientChanges()
  /// The fields of a new client that were typed in, or that a save has asked for.
  var touched: Set<ClientField> = []
  private var editors: [ClientField: LineEditor]

  /// Opens the form for a new client.
  init() {
    purpose = .create
    focus = .name
    editors = [.name: LineEditor(), .redirectURI: LineEditor()]
  }

  /// Opens the form on a client, with the cursor at the end of its redirect URI.
  init(editing client: OAuthClient) {
    purpose = .edit(client)
    focus = .redirectURI
    editors = [.name: LineEditor(client.name), .redirectURI: LineEditor(client.redirectURI)]
  }

  /// The line editor of a field.
  public internal(set) subscript(field: ClientField) -> LineEditor {
    get { editors[field] ?? LineEditor() }
    set { editors[field] = newValue }
  }

  /// The client that is edited; nil for a new one.
  public var original: OAuthClient? {
    if case .edit(let client) = purpose { client } else { nil }
  }

  /// What the button says that sends the form.
  public var saveLabel: String {
    offersRetry ? "Retry" : original == nil ? "Create" : "Save"
  }

  /// What would be sent: only what differs from the original.
  public var changes: ClientChanges {
    var changes = ClientChanges()
    for field in ClientField.allCases where self[field].text != original?[field] ?? "" {
      changes[field] = self[field].text
    }
    return changes
  }

  /// Whether something would be lost if the form went away.
  public var hasChanges: Bool { !changes.isEmpty }

  /// Carries an editing command or a text out on the focused field.
  mutating func edit(_ change: (inout LineEditor) -> Void) {
    guard request == nil, let field = focus.field else { return }
    let text = self[field].text
    change(&self[field])
    if self[field].text != text {
      touched.insert(field)
      refusals[field] = nil
      message = nil
      offersRetry = false
    }
  }
}
