import ArgumentParser
import HerokuAPI

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

      \(ClientReference.explanation)
      """
  )

  @Argument(help: ArgumentHelp("The clients.", valueName: "client"))
  var clients: [ClientReference]

  @Option(name: .shortAndLong, help: ArgumentHelp("The new name.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("The new redirect URI.", valueName: "uri"))
  var url: String?

  @OptionGroup var server: ServerOptions

  func validate() throws {
    if let name, name.allSatisfy(\.isWhitespace) { throw ValidationError("A name is required.") }
  }

  func run(with settings: Settings) async throws {
    // Not in `validate`, which is called before an option that does not exist is complained of: that is what is wrong.
    if name == nil, url == nil {
      throw CommandFailure(.wrongUsage, "No changes provided: give --name, --url or both. Nothing was done.")
    }
    try await Session.with(settings) { session throws(CommandFailure) in
      if let url { try RedirectURICheck.check(url) }
      let targets = try await session.clients(clients)
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
