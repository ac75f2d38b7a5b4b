public import HerokuAPI

/// What an entry says to people. Names and redirect URIs in it are foreign: whoever shows them cleans them.
extension JournalEntry {
  /// What was done, or would have been, in a word or two: `changed`.
  public var deed: String { change.action.deed }

  /// What it was done to: the client's name, its id where the name is not known.
  public var subject: String { subject(by: [:]) }

  /// What it was done to: the client's name, by what others tell where the change does not; its id where nobody knows it.
  public func subject(by names: [ClientID: String]) -> String {
    change.name ?? change.id.flatMap { names[$0] } ?? change.id?.text ?? ""
  }

  /// What came of it: `done`, `not done (422)`, `not known`.
  public var outcomeWords: String {
    switch outcome {
    case .done: "done"
    case .failed(let status): status.map { "not done (\($0))" } ?? "not done"
    case .unknown: "not known"
    }
  }

  /// What it was about besides the client: the redirect URI that it came or went with, or the app; empty where the fields
  /// of an update tell, or there is nothing.
  public var place: String {
    switch change.action {
    case .create: change.after?.redirectURI ?? ""
    case .delete: change.before?.redirectURI ?? ""
    case .setConfigVars: change.destination ?? ""
    case .rotate, .update: ""
    }
  }
}

/// What an entry says besides, as part of a history.
extension TakenBack {
  /// What was done, in a word or two: `changed back` of what took another change back.
  public func deed(of entry: JournalEntry) -> String {
    taken(by: entry.id) == nil ? entry.deed : entry.change.action.deedOfTakingBack
  }

  /// What came of it: `undone` of what was done, and taken back later.
  public func outcomeWords(of entry: JournalEntry) -> String {
    taker(of: entry.id) == nil ? entry.outcomeWords : "undone"
  }
}
