import ArgumentParser
import HerokuAPI

/// Prints one client.
struct InfoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Print one client.",
    discussion: """
      Prints what heroku clients:info does, with these differences: the secret is masked without --reveal, and \
      control characters are shown as �; --shell quotes its values for a POSIX shell, and fails where the API \
      withholds the secret. --json and --shell have the secret, since that is what they are for.

      \(ClientArgument.explanation)
      """
  )

  @Argument(help: ClientArgument.help)
  var client: ClientReference

  @OptionGroup var format: CredentialsFormat

  @Flag(help: "Print the secret instead of a mask.")
  var reveal = false

  @OptionGroup var server: ServerOptions

  func run() async throws {
    try await server.withSession { session throws(CommandFailure) in
      let credentials = try await session.credentials(of: client)
      try StandardOutput.print(
        try format.document(of: credentials) ?? ClientSummary.document(credentials, withSecret: reveal)
      )
      if reveal, credentials.secret == nil { throw .secretWithheld(credentials.client) }
    }
  }
}
