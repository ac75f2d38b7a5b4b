/// What a person can ask for with a key.
public enum Command: String, Hashable, Sendable, CaseIterable {
  // Moving
  case moveDown, moveUp, pageDown, pageUp, halfPageDown, halfPageUp, moveToTop, moveToBottom
  // Panes
  case openDetail, goBack
  // Clients
  case filter, create, edit, delete, rotate, toggleSecret, copy, reload
  // What to copy
  case copyID, copySecret, copyRedirectURI
  // Filter line
  case keepFilter, clearFilter
  // Dialogs
  case nextField, previousField, accept, save, cancel
  case answerYes, answerNo
  case keepMine, takeTheirs
  case writeFile, setConfigVars, dismiss
  // Text fields
  case cursorLeft, cursorRight, cursorWordLeft, cursorWordRight, cursorStart, cursorEnd
  case deleteBackward, deleteForward, deleteWordBackward, deleteToStart, deleteToEnd
  // Program
  case help, repaint, suspend, quit, interrupt
}

/// Where a key press lands: which bindings are in force.
public enum Context: String, Hashable, Sendable, CaseIterable {
  /// The list of clients.
  case list
  /// The detail pane.
  case detail
  /// After `y`: what to copy.
  case copying
  /// The filter line while it is typed in.
  case filtering
  /// The form for a new or an existing client.
  case form
  /// Delete and rotate, which want a text typed.
  case confirmation
  /// A question with two answers.
  case question
  /// An edit that somebody else's change stands against.
  case conflict
  /// The panel after a client was created or its credentials rotated.
  case handOver
  /// The file name asked for in that panel.
  case fileName
  /// The question for the second factor.
  case twoFactor
  /// The app asked for in that panel, whose config vars are to be set.
  case appName
  /// The help screen.
  case help

  /// The heading of the context in the help screen and in `docs/keys.md`.
  public var title: String {
    switch self {
    case .list: "List"
    case .detail: "Detail"
    case .copying: "Copy, after y"
    case .filtering: "Filter line"
    case .form: "New and edit"
    case .confirmation: "Delete and rotate"
    case .question: "Questions"
    case .conflict: "Conflict"
    case .handOver: "Hand-over"
    case .fileName: "File name"
    case .twoFactor: "Second factor"
    case .appName: "Config vars of an app"
    case .help: "Help"
    }
  }

  /// Whether typed characters are text here, so that no letter is a command.
  public var takesText: Bool {
    switch self {
    case .filtering, .form, .confirmation, .fileName, .appName, .twoFactor: true
    case .list, .detail, .copying, .question, .conflict, .handOver, .help: false
    }
  }
}
