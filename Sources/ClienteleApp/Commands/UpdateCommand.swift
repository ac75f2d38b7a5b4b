import ArgumentParser
import HerokuAPI

/// Changes a client.
struct UpdateCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Change a client's name or redirect URI.",
    discussion: """
      Prints nothing on standard output, as heroku clients:update does. Only what changes is sent, and nothing if \
      the client is that already. If somebody else changes the same at the same time, nothing is sent.

      \(ClientReference.explanation)
      """
  )

  @Argument(help: ClientReference.help)
  var client: ClientReference

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
      let shown = try await session.client(client)
      var changes = ClientChanges()
      changes[.name] = name
      changes[.redirectURI] = url
      StandardError.print(try await session.perform(.update(changes, expecting: shown)).report)
    }
  }
}
