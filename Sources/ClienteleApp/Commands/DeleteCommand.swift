import ArgumentParser
import HerokuAPI

/// Deletes clients.
struct DeleteCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete clients.",
    discussion: """
      Prints nothing on standard output, as heroku clients:destroy does, but asks first: on a terminal for the \
      client's name; elsewhere it wants --confirm NAME (of several clients --confirm 'delete N', N being how many). \
      If one of the clients cannot be found, none is deleted. Each deletion is reported on standard error.

      \(ClientReference.explanation)
      """,
    aliases: ["destroy"]
  )

  @Argument(help: ArgumentHelp("The clients.", valueName: "client"))
  var clients: [ClientReference]

  @Option(help: ArgumentHelp("The name of the client, or 'delete N' for several.", valueName: "text"))
  var confirm: String?

  @OptionGroup var server: ServerOptions

  func run(with settings: Settings) async throws {
    try await Session.with(settings) { session throws(CommandFailure) in
      let targets = try await session.clients(clients)
      await session.warn(of: targets.map { .delete(expecting: $0) })
      try DeleteConfirmation(clients: targets).obtain(option: confirm)
      guard targets.count > 1 else {
        for target in targets {
          StandardError.print(try await session.perform(.delete(expecting: target)).report)
        }
        return
      }
      let words = BulkWords(done: "deleted")
      let ended = await session.perform(targets.map { .delete(expecting: $0) }, words: words)
      if let failure = ended.failure { throw failure }
    }
  }
}
