/// What kinds of change are called where there is room for a word or two: before it, in a history, and afterwards.
///
/// Sentences about one that is under way, or has failed, are ``Attempt``'s.
extension ChangeRecord.Action {
  /// What is about to be done, before a name: `delete `; nothing for an update, which is what one expects.
  public var verb: String { words.verb }

  /// What was done, or would have been: `changed`.
  public var deed: String { words.deed }

  /// What was done where it took another change back: `changed back`.
  public var deedOfTakingBack: String {
    switch self {
    case .update: "changed back"
    case .create, .delete, .rotate, .setConfigVars: "\(deed) again"
    }
  }

  /// The table.
  private var words: (verb: String, deed: String, end: String) {
    switch self {
    case .create: ("create ", "created", "was created")
    case .update: ("", "changed", "was changed")
    case .delete: ("delete ", "deleted", "was deleted")
    case .rotate: ("rotate ", "rotated", "was rotated")
    case .setConfigVars: ("set config vars of ", "config vars", "were set")
    }
  }

  /// How a sentence ends about one that was made: `was deleted`.
  fileprivate var ending: String { words.end }
}

extension ChangeRecord {
  /// What was done, as a sentence without its end: `“Staging” was deleted`.
  ///
  /// The name in it is foreign: whoever shows it cleans it.
  public var summary: String {
    let subject =
      action == .setConfigVars
      ? "The config vars of \(destination ?? "an app")" : "“\(name ?? id?.text ?? "")”"
    return "\(subject) \(action.ending)"
  }
}

extension Change {
  /// What is to be known before it, where it is about the client that the token in use came from; nil where it is not.
  public func warning(forTokenOf client: ClientID?) -> String? {
    guard let target, target.id == client else { return nil }
    return switch self {
    case .delete:
      "The token in use came through this very client. Once it is deleted, the token may stop working, here and "
        + "wherever else it is used."
    case .rotate:
      "The token in use came through this very client. After the rotation it may not be renewed without the new secret."
    case .create, .update, .setConfigVars, .renewSecret, .movePair: nil
    }
  }
}
