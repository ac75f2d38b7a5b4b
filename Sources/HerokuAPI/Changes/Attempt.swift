/// What a call is for: a read, or one of the changes.
///
/// Names are shown as they are; whoever puts a message on a terminal cleans it there.
public enum Attempt: Hashable, Sendable {
  /// Asking whose token it is.
  case readAccount
  /// Loading the list.
  case loadClients
  /// Reading one client, for its secret.
  case readClient(name: String)
  /// Looking whether an app is there.
  case findApp(name: String)
  /// Listing the apps that the account can see.
  case loadApps
  /// Looking for clients in the config vars of apps, one or several.
  case readConfigVars(apps: [String])
  /// Asking under which hosts an app is reached.
  case readDomains(app: String)
  /// Asking whose account a token is for that was just made.
  case useNewToken
  /// Listing what the account has let in.
  case loadAuthorizations
  /// Taking back what the account has let a client do.
  case deleteAuthorization(client: String)
  /// Creating a client.
  case create(name: String)
  /// Setting these fields of a client.
  case update(name: String, fields: [ClientField])
  /// Deleting a client.
  case delete(name: String)
  /// Rotating a client's credentials.
  case rotate(name: String)
  /// Writing a client's id and secret into config vars of an app.
  case setConfigVars(app: String)
  /// Setting a client's secret wherever a stale one stands.
  case setSecret(name: String)
  /// Moving the apps of a client to a second one, or back.
  case migrate(name: String)
}

/// What is said about an attempt, before, meanwhile and afterwards: a row of the table below.
struct AttemptWords {
  /// What was to be done, behind "Could not".
  let doing: String
  /// What may have been done, as a clause; nil for a read, which only fails.
  var unknown: String?
  /// What goes on, as a clause without an end; nil where that is shown in another way.
  var progress: String?
  /// What holds after a refusal, as a sentence; empty where nothing could have changed.
  var unchanged = ""
  /// What to look at before it is repeated, where it may have been done.
  let advice: (browser: String, command: String)
}

extension Attempt {
  /// The table of words about what can be attempted.
  ///
  /// What was done is said by ``ChangeOutcome/summary``, below.
  var words: AttemptWords {
    switch self {
    case .readAccount:
      AttemptWords(doing: "ask whose account this is", advice: Self.again)
    case .loadClients:
      AttemptWords(doing: "load the clients", advice: Self.again)
    case .readClient(let name):
      AttemptWords(
        doing: "read “\(name)”",
        progress: "Reading the secret of “\(name)”",
        advice: Self.again
      )
    case .findApp(let name):
      AttemptWords(doing: "find the app “\(name)”", advice: Self.again)
    case .loadApps:
      AttemptWords(doing: "list the apps", advice: Self.again)
    case .readConfigVars(let apps):
      AttemptWords(doing: "read the config vars of \(Self.quoted(apps))", advice: Self.again)
    case .readDomains(let app):
      AttemptWords(doing: "read the domains of “\(app)”", advice: Self.again)
    case .useNewToken:
      AttemptWords(doing: "use the new token", advice: Self.again)
    case .loadAuthorizations:
      AttemptWords(doing: "list the account’s authorizations", advice: Self.again)
    case .deleteAuthorization(let client):
      AttemptWords(
        doing: "delete the authorization of “\(client)”",
        unknown: "the authorization of “\(client)” was deleted",
        unchanged: "The authorization is still there.",
        advice: (browser: Self.authorizations, command: Self.authorizations)
      )
    case .create(let name):
      AttemptWords(
        doing: "create “\(name)”",
        unknown: "“\(name)” was created",
        progress: "Creating “\(name)”",
        unchanged: "Nothing was created.",
        advice: (
          browser: """
          It may have been done: reload the list and look for the new client before you create it again, or there \
          may be two of them.
          """,
          command: """
          It may have been done: look for the new client with “clientele list” before you create it again, or there \
          may be two of them.
          """
        )
      )
    case .update(let name, let fields):
      AttemptWords(
        doing: fields.isEmpty ? "change “\(name)”" : "change the \(fields.listed) of “\(name)”",
        unknown: fields.isEmpty
          ? "“\(name)” was changed"
          : "the \(fields.listed) of “\(name)” \(fields.count > 1 ? "were" : "was") changed",
        progress: "Saving “\(name)”",
        unchanged: "Nothing was changed.",
        advice: (
          browser:
            "It may have been done: reload, and look at the client as it is now before you change it again.",
          command:
            "It may have been done: look at the client with “clientele info” before you change it again."
        )
      )
    case .delete(let name):
      AttemptWords(
        doing: "delete “\(name)”",
        unknown: "“\(name)” was deleted",
        progress: "Deleting “\(name)”",
        unchanged: "Nothing was deleted.",
        advice: (
          browser:
            "It may have been done: reload, and see whether the client is still there before you try again.",
          command: """
          It may have been done: see with “clientele list” whether the client is still there before you try again.
          """
        )
      )
    case .rotate(let name):
      AttemptWords(
        doing: "rotate the credentials of “\(name)”",
        unknown: "the credentials of “\(name)” were rotated",
        progress: "Rotating the secret of “\(name)”",
        unchanged: "The secret is still the old one.",
        advice: (
          browser: """
          It may have been done, and then the old secret no longer works: read the client, and see whether its \
          secret is a new one, before you rotate it again.
          """,
          command: """
          It may have been done, and then the old secret no longer works: see with “clientele info --reveal” whether \
          the secret is a new one before you rotate it again.
          """
        )
      )
    case .setConfigVars(let app):
      AttemptWords(
        doing: "set the config vars of “\(app)”",
        unknown: "the config vars of “\(app)” were set",
        progress: "Setting the config vars of “\(app)”",
        unchanged: "The app was left as it was.",
        advice: (browser: Self.harmless, command: Self.harmless)
      )
    case .setSecret(let name):
      AttemptWords(
        doing: "set the secret of “\(name)” where a stale one stands",
        unknown: "the secret of “\(name)” was set where a stale one stands",
        unchanged: "No app was changed.",
        advice: (browser: Self.harmless, command: Self.harmless)
      )
    case .migrate(let name):
      AttemptWords(
        doing: "migrate “\(name)”",
        unknown: "“\(name)” was migrated",
        unchanged: "Nothing was changed.",
        advice: (browser: Self.harmless, command: Self.harmless)
      )
    }
  }

  /// Names in a row, as far as a person reads on.
  private static func quoted(_ names: [String]) -> String {
    let shown = names.prefix(20).map { "“\($0)”" }.joined(separator: ", ")
    return names.count > 20 ? "\(shown) and \(names.count - 20) more" : shown
  }

  private static let again = (browser: "Try again.", command: "Try again.")
  private static let authorizations =
    "It may have been done: “heroku authorizations” shows what is there, and “heroku authorizations:revoke” takes it back."
  private static let harmless =
    "It may have been done, and then the app restarts. To set them once more does no harm."
}

extension ChangeOutcome {
  /// What was done, in a sentence or two.
  public var summary: String {
    switch self {
    case .created(let credentials): "“\(credentials.client.name)” was created."
    case .updated(let updated): updated.summary
    case .deleted(let client): "“\(client.name)” was deleted."
    case .rotated(let credentials): "“\(credentials.client.name)” has a new secret."
    case .configVarsSet(let destination):
      "\(destination.idName) and \(destination.secretName) of \(destination.app) are set; the app restarts."
    case .secretRenewed(let renewed): renewed.words(restarts: "; the app restarts.")
    }
  }

  /// What was done, for whoever ran a command: with the id, by which a script finds the client again.
  public var report: String {
    switch self {
    case .created(let made): "Created “\(made.client.name)” (\(made.client.id))."
    case .updated(let updated): updated.report
    case .deleted(let client): "Deleted “\(client.name)” (\(client.id))."
    case .rotated(let made): "Rotated the credentials of “\(made.client.name)” (\(made.client.id))."
    case .configVarsSet(let destination):
      "Set \(destination.idName) and \(destination.secretName) of \(destination.app), which restarts."
    case .secretRenewed(let renewed): renewed.words(restarts: "; it restarts.")
    }
  }
}

extension RenewedSecret {
  fileprivate func words(restarts: String) -> String {
    func sentence(_ names: [String], _ end: String) -> String {
      names.isEmpty
        ? "" : "\(names.joined(separator: " and ")) of \(app.name) \(names.count > 1 ? "are" : "is") \(end)"
    }
    return APIError.joined(
      sentence(set, "set\(restarts)"),
      sentence(current, "current already\(set.isEmpty ? "; nothing was sent" : "")."),
      sentence(
        leftAlone,
        "left alone, since somebody else has changed \(leftAlone.count > 1 ? "them" : "it")."
      ),
      sentence(besideOtherIDs.idNames, "changed by somebody else."),
      besideOtherIDs.keptSecrets
    )
  }
}

extension UpdatedClient {
  fileprivate var summary: String {
    let saved = wasSent ? "was saved." : "already was as you wanted it; nothing was sent."
    return APIError.joined("“\(client.name)” \(saved)", theirs)
  }

  fileprivate var report: String {
    let name = "“\(client.name)” (\(client.id))"
    return APIError.joined(wasSent ? "Updated \(name)." : "\(name) is so already: nothing was sent.", theirs)
  }

  /// What somebody else has changed meanwhile, as a sentence; empty where nobody has.
  private var theirs: String {
    let fields = mergedFields.map { "its \($0.label) “\(client[$0])”" }
    return fields.isEmpty ? "" : "Somebody else made \(fields.joined(separator: " and "))."
  }
}

// MARK: Sentences made of the table

extension Attempt {
  /// The attempt while it is under way: `Deleting “Staging”`; nil where it takes no change or secret.
  public var progress: String? { words.progress }

  /// What holds after a refusal, as a sentence; empty where nothing could have changed.
  var unchanged: String { words.unchanged }

  /// How the attempt ended without success: `Could not delete “Staging”`, or `It is not known whether “Staging” was
  /// deleted`.
  func ending(mayHaveBeenDone: Bool) -> String {
    let words = words
    if mayHaveBeenDone, let unknown = words.unknown { return "It is not known whether \(unknown)" }
    return "Could not \(words.doing)"
  }

  /// What to look at before the attempt is repeated, where it may have been done.
  func whatToLookAt(for audience: Audience) -> String {
    switch audience {
    case .browser: words.advice.browser
    case .command: words.advice.command
    }
  }

  /// The one field that the attempt sets, if it is one.
  var onlyField: ClientField? {
    guard case .update(_, let fields) = self, fields.count == 1 else { return nil }
    return fields.first
  }

  /// Whether it is about an app, not about a client.
  var isAboutApp: Bool {
    switch self {
    case .findApp, .loadApps, .readConfigVars, .readDomains, .setConfigVars: true
    default: false
    }
  }
}

extension [ClientField] {
  /// Fields in words: `name and redirect URI`.
  var listed: String { map(\.label).joined(separator: " and ") }
}
