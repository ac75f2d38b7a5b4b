public import ClientIndex
public import FoundationEssentials
public import HerokuAPI
public import Journal

/// What happened, to the browser or in the world.
public enum Event: Hashable, Sendable {
  // The person
  /// A key was pressed.
  case keyPressed(Key)
  /// A text was pasted (bracketed paste).
  case pasted(String)
  /// A text was pasted of which the end got lost; nothing of it was taken.
  case pasteLost(LostPaste)
  /// The terminal has this size now.
  case resized(Size)
  /// It is this late now. Comes before other events, when a minute has passed.
  case clockRead(Date)
  /// A reminder asked for has come.
  case reminded(Reminder)

  // Answers to reads
  /// The account behind the token is known.
  case accountLoaded(RequestID, Account)
  /// A page of clients has come.
  case pageLoaded(RequestID, ClientBatch)
  /// The last page has come, and with it the list's version, where it has one, and what the list lacks.
  ///
  /// The page comes with it where it is known to be the last: one picture shows both.
  case loadEnded(
    RequestID,
    ListVersion? = nil,
    lacking: ListShortfall = ListShortfall(),
    page: ClientBatch? = nil
  )
  /// The list is still the version that it was to be compared with.
  case listUnchanged(RequestID)
  /// The snapshot was read; nil where there is none.
  case snapshotRead(RequestID, ListSnapshot?)
  /// A client was read, with its secret.
  case clientRead(RequestID, ClientCredentials)
  /// So many requests are left before the rate limit.
  case rateLimitRead(RequestID, Int)
  /// The client that the token in use came from; nil where the API names none.
  case tokenClientRead(RequestID, ClientID?)
  /// The history was read.
  case historyRead(RequestID, History)
  /// The history was read for what was changed before this run.
  case changesRecalled(History)
  /// The apps that the account can see.
  case appsListed(RequestID, AppList)
  /// So many apps were looked into by now.
  case appsLookedInto(RequestID, Int)
  /// Where these clients, which are all, were found.
  case clientsFound(RequestID, Whereabouts, of: [ClientID])
  /// A read has failed.
  case readFailed(RequestID, APIError)

  // Answers to changes
  /// A change was done.
  case changed(RequestID, ChangeOutcome)
  /// A change has failed, or its outcome is unknown.
  case changeFailed(RequestID, APIError)

  // Along the way

  /// The API demands a second factor, and requests wait until it is given.
  case twoFactorDemanded(TwoFactorQuestion)
  /// Something to tell about a request that is under way.
  case noticed(RequestID, Notice)
  /// The file with a client's credentials was written there.
  case fileWritten(RequestID, path: String)
  /// The file could not be written, for the reason given.
  case fileFailed(RequestID, reason: String)
  /// The history could not be written, as the sentences say; changes are made all the same.
  case historyFailed(String)
  /// The editor was left, and the terminal is ours again.
  case edited(RequestID, EditorOutcome)
  /// What happens in a sign-in that is tried.
  case signIn(RequestID, SignInNews)
  /// An address could not be opened in a browser, for the reason given.
  case addressNotOpened(reason: String)
  /// A text could not be put on the clipboard, for the reason given.
  case copyFailed(reason: String)
}

/// What the browser wants to be reminded of.
public enum Reminder: Hashable, Sendable {
  /// The sign of life on the status line turns.
  case signOfLife
  /// Some time has passed in which requests have become possible again.
  case rateLimit
  /// A command's key has been left alone for a moment, since this turn.
  case rested(Command, Int)
}

/// What became of a paste whose end did not come.
public enum LostPaste: Hashable, Sendable {
  /// It stands still, and what came now was dropped; Escape or Ctrl-C, pressed alone, ends it.
  case stalled
  /// It was ended without its end, by a key or by an end that came after parts that were dropped.
  case ended
  /// A part of it came after it had been ended, and was dropped.
  case late
}

extension LostPaste {
  /// What the person is told.
  var status: Status {
    switch self {
    case .stalled:
      Status(
        .warning,
        "A paste has begun and not ended, so what comes now is dropped: \(Key.escape.name) or "
          + "\(Key.control("c").name) ends it."
      )
    case .ended:
      Status(.information, "The paste came without its end, and nothing of it was taken: paste it again.")
    case .late: Status(.information, "More came of the paste that was ended, and was dropped.")
    }
  }
}

/// What has become of a text that was opened in an editor.
public enum EditorOutcome: Hashable, Sendable {
  /// The editor was left as it should be, and this is the text.
  case left(text: String)
  /// The editor was not there, has failed or crashed, as the sentence says; what it had saved by then, where it can be read.
  case failed(reason: String, saved: String?)
}
