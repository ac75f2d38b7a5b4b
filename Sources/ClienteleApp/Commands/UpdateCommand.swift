import ArgumentParser
import HerokuAPI

/// Changes a client.
struct UpdateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Change a client's name or redirect URI.",
    discussion: """
      Prints nothing on standard output, as heroku clients:update does. Only what changes is sent, and nothing if \
      the client is that already. If somebody else changes the same at the same time, nothing is sent.

      \(ClientArgument.explanation)
      """
  )

  @Argument(help: ClientArgument.help)
  var client: ClientReference

  @Option(name: .shortAndLong, help: ArgumentHelp("The new name.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("The new redirect URI.", valueName: "uri"))
  var url: String?

  @OptionGroup var server: ServerOptions

  func validate() throws {
    if name == nil, url == nil { throw ValidationError("No changes provided.") }
    if let name, name.allSatisfy(\.isWhitespace) { throw ValidationError("A name is required.") }
  }

  func run() async throws {
    try await server.withSession { session throws(CommandFailure) in
      if let url { try RedirectURICheck.check(url) }
      let shown = try await session.client(client)
      var changes = ClientChanges()
      changes[.name] = name
      changes[.redirectURI] = url
      let wanted = changes
      let updated = try await session.change(.update(name: shown.name, fields: wanted.fields)) {
        api throws(APIError) in try await api.update(wanted, expecting: shown)
      }
      StandardError.printForeign(
        updated.wasSent
          ? "Updated “\(updated.client.name)” (\(shown.id))."
          : "“\(updated.client.name)” (\(shown.id)) is so already: nothing was sent."
      )
    }
  }
}
