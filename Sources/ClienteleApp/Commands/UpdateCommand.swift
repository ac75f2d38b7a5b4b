import ArgumentParser
import HerokuAPI
import TerminalText

/// Changes a client.
struct UpdateCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Change the name or redirect URI of clients.",
    discussion: """
      Prints nothing on standard output, as heroku clients:update does. Only what changes is sent, and nothing if \
      the client is that already. If somebody else changes the same at the same time, nothing is sent. Several clients \
      get the same; if one of them cannot be found, none is changed. What each one's redirect URI is made into is an \
      affair of “clientele rewrite”.

      With --url-from APP one client gets the host of an app: its custom domain, which --domain names where there are several, \
      or else its own address. The URI is https then, without a port; path and query stay. Old and new are shown first, and it \
      asks; elsewhere than on a terminal it wants --yes. --dry-run prints them, and changes nothing.

      \(ClientReference.explanation)
      """
  )

  @Argument(help: ArgumentHelp("The clients.", valueName: "client"))
  var clients: [ClientReference]

  @Option(name: .shortAndLong, help: ArgumentHelp("The new name.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("The new redirect URI.", valueName: "uri"))
  var url: String?

  @Option(
    name: .customLong("url-from"),
    help: ArgumentHelp("Take the host of the new redirect URI from this app.", valueName: "app")
  )
  var urlFrom: String?

  @Option(help: ArgumentHelp("With --url-from: which of the app's domains.", valueName: "host"))
  var domain: String?

  @Flag(help: "With --url-from: print what would change, and change nothing.")
  var dryRun = false

  @Flag(help: "With --url-from: change it without being asked.")
  var yes = false

  @OptionGroup var server: ServerOptions

  func validate() throws {
    try validateURLFrom()
    if let name, name.allSatisfy(\.isWhitespace) { throw ValidationError("A name is required.") }
  }

  /// Refuses what contradicts --url-from, and what is of no use without it.
  private func validateURLFrom() throws {
    guard let urlFrom else {
      if domain != nil || dryRun || yes {
        throw ValidationError("--domain, --dry-run and --yes are for --url-from.")
      }
      return
    }
    if urlFrom.isEmpty { throw ValidationError("--url-from takes the name of an app.") }
    if url != nil { throw ValidationError("--url and --url-from say the same: give one.") }
    if clients.count > 1 {
      throw ValidationError("--url-from is for one client: several would get the same address.")
    }
    if dryRun, yes { throw ValidationError("--dry-run changes nothing: leave --yes out.") }
  }

  func run(with settings: Settings) async throws {
    // Not in `validate`, which is called before an option that does not exist is complained of: that is what is wrong.
    if name == nil, url == nil, urlFrom == nil {
      throw CommandFailure(.wrongUsage, "No changes provided: give --name, --url or both. Nothing was done.")
    }
    try await Session.with(settings) { session throws(CommandFailure) in
      if let url { try RedirectURICheck.check(url) }
      let targets = try await session.clients(clients)
      var url = url
      if let urlFrom, let target = targets.first {
        let new = try await UpdateFromApp(app: urlFrom, domain: domain).redirectURI(for: target, in: session)
        let preview = UpdateFromApp.preview(of: target, new, name: name)
        guard !dryRun else {
          return try StandardOutput.print(preview.map { CleanText($0).text + "\n" }.joined())
        }
        StandardError.print(lines: preview)
        try RedirectURICheck.check(new)
        if !new.utf8.elementsEqual(target.redirectURI.utf8) || name != nil {
          try UpdateFromApp.consent(isGiven: yes)
        }
        url = new
      }
      var changes = ClientChanges()
      changes[.name] = name
      changes[.redirectURI] = url
      let updates = targets.map { Change.update(changes, expecting: $0) }
      guard updates.count > 1 else {
        for update in updates { StandardError.print(try await session.perform(update).report) }
        return
      }
      let ended = await session.perform(updates, words: BulkWords(done: "updated"))
      if let failure = ended.failure { throw failure }
    }
  }
}
