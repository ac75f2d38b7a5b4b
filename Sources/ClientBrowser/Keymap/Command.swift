/// What a person can ask for with a key.
public enum Command: String, Hashable, Sendable, CaseIterable {
  // Moving
  case moveDown, moveUp, pageDown, pageUp, halfPageDown, halfPageUp, moveToTop, moveToBottom
  // Panes
  case openDetail, goBack, goLeft
  // Clients
  case filter, create, createLike, edit, rewrite, openEditor, delete, rotate, toggleSecret, reload
  // Marks
  case toggleMark, markRange, markAll, invertMarks, restoreMarks
  case copyID, copySecret, copyRedirectURI
  // What was done
  case undo, redo, showHistory
  // Where clients are used
  case lookForUses, mend
  // Signing in with a client
  case trySignIn, openAddress, copyAddress, enterAddress
  // Filter line
  case keepFilter, clearFilter, recallFilter
  // Order and columns of the list
  case sortByNext, reverseOrder, toggleTimes, chooseColumns
  case toggleColumn, moveColumnUp, moveColumnDown
  // Dialogs
  case nextField, previousField, accept, save, cancel
  case answerYes, answerNo
  case keepMine, takeTheirs
  case writeFile, writeFiles, setConfigVars, dismiss
  case leaveNow
  // Previews
  case toggleTick, tickAll, runChanges
  // Changes under way
  case pauseRun, stopRun, showRun, tryAgain, beginTheRest
  // Text fields
  case cursorLeft, cursorRight, cursorWordLeft, cursorWordRight, cursorStart, cursorEnd
  case deleteBackward, deleteForward, deleteWordBackward, deleteWordForward, deleteToStart, deleteToEnd
  case yank, undoTyping
  // Program
  case help, repaint, suspend, quit, interrupt
}

/// Where a key press lands: which bindings are in force.
///
/// Some are places on the screen, the others what several of them have in common: a binding of a context holds in
/// whatever inherits from it, unless that binds the key itself.
public enum Context: Int, Hashable, Sendable, CaseIterable {
  /// The list of clients.
  case list
  /// The detail pane.
  case detail
  /// The filter line while it is typed in.
  case filtering
  /// The form for a new or an existing client.
  case form
  /// Delete and rotate, which want a text typed.
  case confirmation
  /// Changes before they are carried out.
  case preview
  /// Delete and rotate of several clients.
  case manyConfirmation
  /// What has become of several changes.
  case run
  /// The panel with the new secrets of several clients.
  case manyHandOver
  /// The dialog that rewrites redirect URIs.
  case rewrite
  /// What came back from the editor, where that is not a preview.
  case editor
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
  /// Leaving, while the answer to a change is waited for.
  case leaving
  /// The columns of the list, while they are chosen.
  case columns
  /// What was changed with this program.
  case history
  /// Everything about one change.
  case historyEntry
  /// Where the clients are used.
  case whereabouts
  /// What to ask for, before a sign-in is tried.
  case signInScopes
  /// A sign-in that is tried, step by step.
  case signIn
  /// The address that the browser has arrived at, while it is typed.
  case signInAddress
  /// The help screen.
  case help
  /// What is looked for there, while it is typed.
  case helpSearch

  /// List and detail.
  case panes
  /// What is longer than its part of the screen.
  case scrolling
  /// Where buttons stand beside each other.
  case choices
  /// Where text is typed.
  case textField
  /// Every place.
  case everywhere

  /// What else is in force here, the nearest first.
  var inherited: [Context] {
    switch self {
    case .list, .detail: [.panes, .scrolling, .everywhere]
    case .help, .columns, .history, .whereabouts, .signIn, .preview, .run, .manyHandOver, .editor:
      [.scrolling, .everywhere]
    case .question, .conflict: [.choices, .everywhere]
    case .filtering, .form, .rewrite, .confirmation, .manyConfirmation, .fileName, .twoFactor, .appName,
      .helpSearch, .signInScopes, .signInAddress:
      [.textField, .everywhere]
    case .handOver, .historyEntry, .leaving, .panes, .scrolling, .choices, .textField: [.everywhere]
    case .everywhere: []
    }
  }

  /// The heading of the context in the help screen and in `docs/keys.md`.
  public var title: String {
    switch self {
    case .list: "List"
    case .detail: "Detail"
    case .filtering: "Filter line"
    case .form: "New and edit"
    case .confirmation: "Delete and rotate"
    case .preview: "Preview of changes"
    case .manyConfirmation: "Delete and rotate several"
    case .rewrite: "Rewrite redirect URIs"
    case .editor: "What came back from the editor"
    case .run: "Changes under way, and what came of them"
    case .manyHandOver: "Hand-over of several"
    case .question: "Questions"
    case .conflict: "Conflict"
    case .handOver: "Hand-over"
    case .fileName: "File name"
    case .twoFactor: "Second factor"
    case .appName: "Config vars of an app"
    case .leaving: "Leaving, while a change is under way"
    case .columns: "Columns of the list"
    case .history: "History"
    case .historyEntry: "One change"
    case .whereabouts: "Where the clients are used"
    case .signInScopes: "Sign in with a client: what to ask for"
    case .signIn: "Sign in with a client"
    case .signInAddress: "The address that the browser has arrived at"
    case .help: "Help"
    case .helpSearch: "Search in the help"
    case .panes: "List and detail"
    case .scrolling: "What scrolls"
    case .choices: "Buttons"
    case .textField: "Text fields"
    case .everywhere: "Everywhere"
    }
  }

  /// Whether typed characters are text here, so that no letter is a command.
  public var takesText: Bool { self == .textField || inherited.contains(.textField) }
}
