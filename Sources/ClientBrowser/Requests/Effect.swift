public import HerokuAPI

/// What the world is asked to do.
///
/// The runner performs it and answers with an event of the same id.
public enum Effect: Hashable, Sendable {
  // Reads
  /// Ask whose token it is.
  case loadAccount(RequestID)
  /// Load the list, page by page.
  case loadClients(RequestID)
  /// Load the list, page by page, unless it is still this version, which is what is shown.
  case revalidateClients(RequestID, unless: ListVersion)
  /// Read the snapshot of the list, if there is one.
  case readSnapshot(RequestID)
  /// Read one client, for its secret.
  case readClient(RequestID, ClientID)
  /// Ask how many requests are left before the rate limit, which costs none.
  case readRateLimit(RequestID)
  /// Find out which client the token in use came from; a failure is no client.
  case readTokenClient(RequestID)
  /// Read what was changed here, of this account where that is known.
  case readHistory(RequestID, account: String?)
  /// Read the same for what was last changed of each client; nobody waits for it.
  case recallChanges(account: String?)
  /// List the apps that the account can see.
  case listApps(RequestID)
  /// Look for every client of the account in the config vars of these apps.
  case lookForClients(RequestID, in: [HerokuApp])
  /// Give a read up; no answer is wanted any more.
  case cancel(RequestID)

  // What requests wait for

  /// Give the second factor that was demanded; nil if there will be none, and what wanted it fails.
  case answerTwoFactor(Secret?)

  /// Carry a change out: never without a confirming event before, never cancelled.
  ///
  /// The batch says which of the many changes that are made as one it belongs to; nil where it is made by itself.
  case perform(RequestID, Change, batch: Int? = nil)

  /// Sign in with a client as its app would, and take back what comes of it; told step by step.
  case trySignIn(RequestID, OAuthClient, scopes: [OAuthScope])
  /// Go on with the address that the browser has arrived at.
  case giveAddress(RequestID, CallbackAddress)
  /// Wait no more for the browser; the end is told.
  case stopSignIn(RequestID)

  // The machine
  /// Open an address in whatever browser the person uses.
  case openAddress(String)
  /// Keep the list for the next start; nobody waits for it.
  case writeSnapshot(ListSnapshot)
  /// Write ids and secrets of several clients to new files that only their owner can read.
  case writeFiles(RequestID, CredentialsForm, path: String, [ClientCredentials])
  /// Put ids and secrets of several clients on the terminal's clipboard, as JSON.
  case copyCredentials([ClientCredentials])
  /// Put lines on the terminal's clipboard.
  case copy([Secret])
  /// Write id and secret to a new file that only its owner can read.
  case writeFile(RequestID, path: String, ClientCredentials)
  /// Send a reminder after a time.
  case remind(Reminder, after: Duration)
  /// Paint every cell anew.
  case repaint
  /// Give the terminal to the person's editor, with this text in a file that only its owner can read.
  case edit(RequestID, text: String)
  /// Give the terminal to the shell until it is given back.
  case suspend
  /// Leave: nothing that comes after it counts. What there is to tell is told once the screen is closed.
  case leave(Farewell)
}
