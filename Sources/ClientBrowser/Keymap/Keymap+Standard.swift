extension Keymap {
  /// The keys as they come with the program.
  public static let standard = Keymap(
    finding.for(.finding) + changing.for(.changing) + marking.for(.marking) + secrets.for(.secrets)
      + copying.for(.copying) + past.for(.past) + history + whereabouts.for(.finding) + signingIn
      + filterLine + dialogs
      + previews.for(.underWay)
      + moving.for(.moving) + textFields
      + program.for(.program),
    prefixes: [Prefix(key: "y", contexts: [.panes, .handOver], hint: "copy")]
  )

  private static let finding: [Binding] = [
    Binding(.filter, ["/"], in: [.panes], "Filter by name, redirect URI and more", hint: "filter"),
    Binding(.sortByNext, ["o"], in: [.panes], "Sort by the next: name, created, updated, host, findings"),
    Binding(.reverseOrder, ["O"], in: [.panes], "Turn the order round"),
    Binding(
      .lookForUses,
      ["w"],
      in: [.panes],
      "Where the clients are used: which apps hold an id or a secret"
    ),
    Binding(
      .trySignIn,
      ["T"],
      in: [.panes],
      "Sign in with the client as its app would, and say what is wrong"
    ),
    Binding(.toggleTimes, ["t"], in: [.panes], "Show ages as local times, and back"),
    Binding(.chooseColumns, ["C"], in: [.panes], "Choose and order the columns"),
  ]

  private static let changing: [Binding] = [
    Binding(.create, ["n"], in: [.panes], "New client", hint: "new"),
    Binding(.createLike, ["c"], in: [.panes], "New client, filled in from the selected one"),
    Binding(.edit, ["e"], in: [.panes], "Edit name and redirect URI", hint: "edit"),
    Binding(
      .rewrite,
      ["E"],
      in: [.panes],
      "Rewrite redirect URIs, of all that are marked, after a preview",
      hint: "rewrite"
    ),
    Binding(
      .openEditor,
      ["V"],
      in: [.panes],
      "Edit names and redirect URIs, of all that are marked, in $VISUAL or $EDITOR"
    ),
    Binding(
      .delete,
      ["d", .delete],
      in: [.panes],
      "Delete the client, or all that are marked, after a confirmation",
      hint: "delete"
    ),
  ]

  private static let secrets: [Binding] = [
    Binding(
      .rotate,
      ["R"],
      in: [.panes],
      "Rotate the credentials, or those of all that are marked, after a confirmation",
      hint: "rotate"
    ),
    Binding(
      .mend,
      ["m"],
      in: [.panes],
      "Mend: set the secret in the apps that hold a stale one, after a preview"
    ),
    Binding(.toggleSecret, ["s"], in: [.panes, .handOver], "Show or mask the secret", hint: "secret"),
  ]

  private static let marking: [Binding] = [
    Binding(
      .toggleMark,
      [" "],
      in: [.list],
      "Mark, or take the mark away, and go down; ends a range",
      hint: "mark"
    ),
    Binding(.markRange, ["v"], in: [.list], "Mark a range: begin it here, or end it here"),
    Binding(.markAll, ["*"], in: [.list], "Mark all that the filter shows"),
    Binding(.invertMarks, ["I"], in: [.list], "Mark those that are not, and unmark the others"),
    Binding(.restoreMarks, ["M"], in: [.list], "Mark again what was marked before the marks were cleared"),
  ]

  private static let copying: [Binding] = [
    Binding(
      .copyID,
      sequences: [["y", "i"]],
      in: [.panes, .handOver],
      "The id; those of all that are marked, a line each",
      hint: "id"
    ),
    Binding(
      .copySecret,
      sequences: [["y", "s"]],
      in: [.panes, .handOver],
      "The secret, without showing it",
      hint: "secret"
    ),
    Binding(
      .copyRedirectURI,
      sequences: [["y", "u"]],
      in: [.panes, .handOver],
      "The redirect URI; those of all that are marked, a line each",
      hint: "redirect URI"
    ),
  ]

  private static let past: [Binding] = [
    Binding(
      .undo,
      ["u"],
      in: [.panes],
      "Undo the last change since the start, after a confirmation",
      hint: "undo"
    ),
    Binding(.redo, ["U"], in: [.panes], "Make again what was undone, after a confirmation", hint: "redo"),
    Binding(.showHistory, ["H"], in: [.panes], "What was changed here", hint: "history"),
  ]

  private static let history: [Binding] = [
    Binding(
      .openDetail,
      [.enter, "l", .right],
      in: [.history],
      "Everything about the selected change",
      hint: "all of it"
    ),
    Binding(
      .undo,
      ["u"],
      in: [.history, .historyEntry],
      "Undo this change, after a confirmation",
      hint: "undo"
    ),
    Binding(.dismiss, ["q", "H", .escape, "h", .left], in: [.history], "Back to the list", hint: "back"),
    Binding(.dismiss, ["q", .escape, .enter], in: [.historyEntry], "Back to the history", hint: "back"),
  ]

  private static let whereabouts: [Binding] = [
    Binding(.reload, ["r"], in: [.whereabouts], "Look again", hint: "look again"),
    Binding(
      .dismiss,
      ["q", "w", .escape, .enter, "h", .left],
      in: [.whereabouts],
      "Back to the list",
      hint: "back"
    ),
  ]

  private static let signingIn: [Binding] = [
    Binding(.accept, [.enter], in: [.signInScopes], "Begin", hint: "begin"),
    Binding(.cancel, [.escape], in: [.signInScopes], "Cancel", hint: "cancel"),
    Binding(.openAddress, ["o"], in: [.signIn], "Open the address to sign in at in a browser", hint: "open"),
    Binding(.copyAddress, ["y"], in: [.signIn], "Copy that address", hint: "copy"),
    Binding(
      .enterAddress,
      ["p"],
      in: [.signIn],
      "Type the address that the browser has arrived at; a paste goes without",
      hint: "paste"
    ),
    Binding(.tryAgain, ["r"], in: [.signIn], "Try it again", hint: "try again"),
    Binding(.accept, [.enter], in: [.signIn], "Back to the list, once it has ended"),
    Binding(
      .dismiss,
      [.escape, "q"],
      in: [.signIn],
      "Wait no more for the browser, and go back to the list",
      hint: "back"
    ),
    Binding(.accept, [.enter], in: [.signInAddress], "Go on with the address", hint: "go on"),
    Binding(.cancel, [.escape], in: [.signInAddress], "Type none", hint: "cancel"),
  ]

  private static let filterLine: [Binding] = [
    Binding(.keepFilter, [.enter], in: [.filtering], "Keep the filter and go back to the list", hint: "keep"),
    Binding(.clearFilter, [.escape], in: [.filtering], "Clear the filter", hint: "clear"),
    Binding(
      .recallFilter,
      [.control("r")],
      in: [.filtering],
      "Earlier filters, the latest first",
      hint: "earlier"
    ),
    Binding(.toggleColumn, [" ", "x"], in: [.columns], "Show or hide the column", hint: "show or hide"),
    Binding(
      .moveColumnDown,
      ["J", "+"],
      in: [.columns],
      "Move the column to the right",
      hint: "to the right"
    ),
    Binding(.moveColumnUp, ["K", "-"], in: [.columns], "Move the column to the left", hint: "to the left"),
    Binding(.dismiss, [.enter, .escape, "q", "C"], in: [.columns], "Back to the list", hint: "done"),
    Binding(.keepFilter, [.enter], in: [.helpSearch], "Keep what is found", hint: "keep"),
    Binding(.clearFilter, [.escape], in: [.helpSearch], "Clear the search", hint: "clear"),
  ]

  private static let dialogs: [Binding] = [
    Binding(.save, [.control("s")], in: [.form], "Save", hint: "save"),
    Binding(
      .nextField,
      [.tab, .down],
      in: [.form, .confirmation, .rewrite],
      "Next field or button",
      hint: "next"
    ),
    Binding(
      .previousField,
      [.backTab, .up],
      in: [.form, .confirmation, .rewrite],
      "Previous field or button"
    ),
    Binding(.cursorRight, [.right], in: [.rewrite], "In the first row: what is replaced"),
    Binding(.accept, [.enter], in: [.rewrite], "Go on to the next field; show the preview", hint: "preview"),
    Binding(.save, [.control("s")], in: [.rewrite], "Show the preview"),
    Binding(.cancel, [.escape], in: [.rewrite], "Cancel", hint: "cancel"),
    Binding(
      .accept,
      [.enter],
      in: [.form],
      "Go on to the next field; save on the last; press the button"
    ),
    Binding(
      .accept,
      [.enter],
      in: [.confirmation],
      "Do it, once the text is right; press the button",
      hint: "confirm"
    ),
    Binding(.cancel, [.escape], in: [.form, .confirmation], "Cancel", hint: "cancel"),
    Binding(.answerYes, ["y"], in: [.question], "Yes", hint: "yes"),
    Binding(.answerNo, ["n", .escape, "q"], in: [.question], "No", hint: "no"),
    Binding(.keepMine, ["m"], in: [.conflict], "Save my text over theirs", hint: "save mine"),
    Binding(.takeTheirs, ["t"], in: [.conflict], "Keep theirs and drop my text", hint: "keep theirs"),
    Binding(
      .cancel,
      [.escape, "q"],
      in: [.conflict],
      "Back to the form, with theirs as the new start",
      hint: "back"
    ),
    Binding(.accept, [.enter], in: [.choices], "Press the button", hint: "choose"),
    Binding(.nextField, [.tab, .right, .down, "l", "j"], in: [.choices], "Next button"),
    Binding(.previousField, [.backTab, .left, .up, "h", "k"], in: [.choices], "Previous button"),
    Binding(.writeFile, ["w"], in: [.handOver], "Save id and secret as a .env file", hint: "write .env"),
    Binding(
      .setConfigVars,
      ["c"],
      in: [.handOver],
      "Write id and secret into the config vars of an app",
      hint: "config vars"
    ),
    Binding(
      .mend,
      ["m"],
      in: [.handOver],
      "Set the new secret in the apps that hold the old one, after a preview",
      hint: "set in apps"
    ),
    Binding(.dismiss, [.enter, .escape, "q"], in: [.handOver], "Close the panel", hint: "done"),
    Binding(.accept, [.enter], in: [.fileName], "Write the file", hint: "write"),
    Binding(.cancel, [.escape], in: [.fileName], "Write nothing", hint: "cancel"),
    Binding(.accept, [.enter], in: [.appName], "Set the config vars; the app restarts", hint: "set"),
    Binding(.cancel, [.escape], in: [.appName], "Set nothing, if nothing is under way yet", hint: "back"),
    Binding(.accept, [.enter], in: [.twoFactor], "Send the code", hint: "send"),
    Binding(.cancel, [.escape], in: [.twoFactor], "Send none: what wanted it fails", hint: "cancel"),
    Binding(.leaveNow, ["q"], in: [.leaving], "Leave at once, whatever becomes of it", hint: "leave at once"),
    Binding(.cancel, [.escape], in: [.leaving], "Stay", hint: "stay"),
  ]

  private static let previews: [Binding] = [
    Binding(
      .runChanges,
      [.enter],
      in: [.preview],
      "Do what is ticked; asks first where something is destroyed",
      hint: "do"
    ),
    Binding(
      .toggleTick,
      [" "],
      in: [.preview],
      "Leave the change out, or take it in again",
      hint: "leave out"
    ),
    Binding(.tickAll, ["*"], in: [.preview], "Take all in, or leave all out", hint: "all"),
    Binding(.dismiss, [.escape, "q", "h", .left], in: [.preview], "Do nothing", hint: "cancel"),
    Binding(.accept, [.enter, "e"], in: [.editor], "Open the same text again", hint: "edit again"),
    Binding(.dismiss, [.escape, "q"], in: [.editor], "Drop the text, and do nothing", hint: "drop it"),
    Binding(.pauseRun, ["P"], in: [.panes, .run], "Pause the changes under way, or go on with them"),
    Binding(.stopRun, ["X"], in: [.panes, .run], "Stop: begin none of the changes that are left"),
    Binding(.showRun, ["W"], in: [.panes], "What came of the changes made together"),
    Binding(.pauseRun, ["p"], in: [.run], "Pause, or go on", hint: "pause"),
    Binding(.stopRun, ["x"], in: [.run], "Stop", hint: "stop"),
    Binding(.tryAgain, ["r"], in: [.run], "Try again what has failed", hint: "try again"),
    Binding(.beginTheRest, ["b"], in: [.run], "Begin what a stop has left", hint: "begin the rest"),
    Binding(.edit, ["e"], in: [.run], "Edit the selected client", hint: "edit"),
    Binding(.dismiss, [.enter, .escape, "q", "h", .left], in: [.run], "Back to the list", hint: "back"),
    Binding(.writeFile, ["w"], in: [.manyHandOver], "Save all as one JSON file", hint: "write JSON"),
    Binding(
      .writeFiles,
      ["e"],
      in: [.manyHandOver],
      "Save each as a .env file, in a folder",
      hint: "write .env"
    ),
    Binding(.copySecret, ["y"], in: [.manyHandOver], "Copy all as JSON", hint: "copy"),
    Binding(
      .mend,
      ["m"],
      in: [.manyHandOver],
      "Set them in the apps that hold the old ones, after a preview",
      hint: "set in apps"
    ),
    Binding(.dismiss, [.enter, .escape, "q"], in: [.manyHandOver], "Close the panel", hint: "done"),
    Binding(.accept, [.enter], in: [.manyConfirmation], "Do it, once the text is right", hint: "confirm"),
    Binding(.cancel, [.escape], in: [.manyConfirmation], "Cancel", hint: "cancel"),
    Binding(.moveDown, [.down], in: [.manyConfirmation], "Down, in the list"),
    Binding(.moveUp, [.up], in: [.manyConfirmation], "Up, in the list"),
  ]

  private static let undoing = "Undo one thing: a range, the detail, the filter, a message, the marks"

  /// Where a page is turned beside a text that is typed.
  private static let pagedTexts: [Context] = [.filtering, .manyConfirmation, .helpSearch]

  private static let moving: [Binding] = [
    Binding(.moveDown, ["j", .down], in: [.scrolling], "Down"),
    Binding(.moveUp, ["k", .up], in: [.scrolling], "Up"),
    Binding(.pageDown, [.pageDown], in: [.scrolling] + pagedTexts, "A page down"),
    Binding(.pageUp, [.pageUp], in: [.scrolling] + pagedTexts, "A page up"),
    Binding(.halfPageDown, [.control("d")], in: [.scrolling], "Half a page down"),
    Binding(.halfPageUp, [.control("u")], in: [.scrolling], "Half a page up"),
    Binding(.moveToTop, ["g", .home], in: [.scrolling], "To the top"),
    Binding(.moveToBottom, ["G", .end], in: [.scrolling], "To the bottom"),
    Binding(.moveDown, [.down], in: [.filtering], "Down, in the list"),
    Binding(.moveUp, [.up], in: [.filtering], "Up, in the list"),
    Binding(.moveDown, [.down], in: [.helpSearch], "Down"),
    Binding(.moveUp, [.up], in: [.helpSearch], "Up"),
    Binding(.openDetail, [.enter, "l", .right], in: [.list], "Go to the detail"),
    Binding(.goBack, [.escape], in: [.detail], undoing, hint: "back"),
    Binding(.goBack, [.escape], in: [.list], undoing),
    Binding(.goLeft, ["h", .left], in: [.list, .detail], "The same, but for the marks"),
  ]

  private static let textFields: [Binding] = [
    Binding(.cursorLeft, [.left, .control("b")], in: [.textField], "A character left"),
    Binding(.cursorRight, [.right, .control("f")], in: [.textField], "A character right"),
    Binding(
      .cursorWordLeft,
      [.alt("b"), Key(.left, .control), Key(.left, .alt)],
      in: [.textField],
      "A word left"
    ),
    Binding(
      .cursorWordRight,
      [.alt("f"), Key(.right, .control), Key(.right, .alt)],
      in: [.textField],
      "A word right"
    ),
    Binding(.cursorStart, [.home, .control("a")], in: [.textField], "To the start"),
    Binding(.cursorEnd, [.end, .control("e")], in: [.textField], "To the end"),
    Binding(.deleteBackward, [.backspace], in: [.textField], "Delete the character before the cursor"),
    Binding(
      .deleteForward,
      [.delete, .control("d")],
      in: [.textField],
      "Delete the character after the cursor"
    ),
    Binding(
      .deleteWordBackward,
      [.control("w"), Key(.backspace, .alt)],
      in: [.textField],
      "Delete the word before the cursor"
    ),
    Binding(.deleteWordForward, [.alt("d")], in: [.textField], "Delete the word after the cursor"),
    Binding(.deleteToStart, [.control("u")], in: [.textField], "Delete to the start"),
    Binding(.deleteToEnd, [.control("k")], in: [.textField], "Delete to the end"),
    Binding(.yank, [.control("y")], in: [.textField], "Put in again what was deleted by word or line"),
    Binding(.undoTyping, [.control("_")], in: [.textField], "Undo the last edit"),
  ]

  private static let program: [Binding] = [
    Binding(.reload, ["r"], in: [.panes], "Load the list again", hint: "reload"),
    Binding(.help, ["?"], in: [.panes], "Help", hint: "help"),
    Binding(.filter, ["/"], in: [.help], "Search the keys and what they do", hint: "search"),
    Binding(.dismiss, ["q", "?"], in: [.help], "Close the help", hint: "close"),
    Binding(.goBack, [.escape], in: [.help], "Clear the search; close the help"),
    Binding(.quit, ["q"], in: [.panes], "Quit", hint: "quit"),
    Binding(.repaint, [.control("l")], in: [.everywhere], "Paint the screen anew"),
    Binding(.suspend, [.control("z")], in: [.everywhere], "Go to the shell; fg comes back"),
    Binding(
      .interrupt,
      [.control("c")],
      in: [.everywhere],
      "Quit from anywhere; asks if something would be lost"
    ),
  ]
}

extension [Keymap.Binding] {
  /// The same rows, told under this heading.
  fileprivate func `for`(_ group: Keymap.Group) -> Self {
    map { binding in
      var binding = binding
      binding.group = group
      return binding
    }
  }
}
