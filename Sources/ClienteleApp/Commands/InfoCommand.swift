import ArgumentParser
import HerokuAPI

/// Prints one client.
struct InfoCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Print one client.",
    discussion: """
      Prints what heroku clients:info does, with these differences: the secret is masked without --reveal, and \
      control characters are shown as �; --shell quotes its values for a POSIX shell, and fails where the API \
      withholds the secret. --json and --shell have the secret, since that is what they are for.

      \(ClientReference.explanation)
      """
  )

  @Argument(help: ClientReference.help)
  var client: ClientReference

  @OptionGroup var format: CredentialsFormat

  @Flag(help: "Print the secret instead of a mask.")
  var reveal = false

  @OptionGroup var server: ServerOptions

  func run(with settings: Settings) async throws {
    try await Session.with(settings) { session throws(CommandFailure) in
      let credentials = try await session.credentials(of: client)
      try StandardOutput.print(
        try format.document(of: credentials) ?? ClientSummary.document(credentials, withSecret: reveal)
      )
      if reveal, credentials.secret == nil { throw .secretWithheld(credentials.client) }
    }
  }
}
