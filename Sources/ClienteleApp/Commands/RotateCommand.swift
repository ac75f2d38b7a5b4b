import ArgumentParser
import HerokuAPI

/// Gives a client a new secret.
struct RotateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate",
    abstract: "Give a client a new secret and print it.",
    discussion: """
      Prints what heroku clients:rotate does, with the new secret, since it is what was asked for. The old secret \
      stops working at once.

      \(ClientArgument.explanation)
      """
  )

  @Argument(help: ClientArgument.help)
  var client: ClientReference

  @OptionGroup var format: CredentialsFormat

  @OptionGroup var server: ServerOptions

  func run() async throws {
    try await server.withSession { session throws(CommandFailure) in
      let rotated = try await session.rotate(client)
      let done = "Rotated the credentials of “\(rotated.client.name)” (\(rotated.client.id))."
      try StandardOutput.print(
        try format.document(of: rotated, done: done) ?? ClientSummary.document(rotated, withSecret: true)
      )
      StandardError.printForeign(done)
    }
  }
}
