import ArgumentParser
import HerokuAPI

/// Creates a client.
struct CreateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Create a client and print its id and secret.",
    discussion: """
      Prints what heroku clients:create does: HEROKU_OAUTH_ID=... and HEROKU_OAUTH_SECRET=..., a line each, with \
      the values quoted for a POSIX shell where they need it. The secret is printed, since it is what was asked \
      for.

      A redirect URI that cannot work is not sent; a risky one is warned of on standard error. A creation whose \
      outcome is unknown (exit code 9) is never sent again: look at clientele list first.
      """
  )

  @Argument(help: "The name that people see on the consent page.")
  var name: String

  @Argument(help: ArgumentHelp("The redirect URI.", valueName: "uri"))
  var redirectURI: String

  @OptionGroup var format: CredentialsFormat

  @OptionGroup var server: ServerOptions

  func validate() throws {
    if name.allSatisfy(\.isWhitespace) { throw ValidationError("A name is required.") }
  }

  func run() async throws {
    try await server.withSession { session throws(CommandFailure) in
      try RedirectURICheck.check(redirectURI)
      let draft = ClientDraft(name: name, redirectURI: redirectURI)
      let created = try await session.call(.create(name: name)) { api throws(APIError) in
        try await api.create(draft)
      }
      let done = "Created “\(created.client.name)” (\(created.client.id))."
      guard let document = try format.document(of: created, done: done) ?? ShellAssignments.document(created)
      else { throw .secretWithheld(created.client, done: done) }
      try StandardOutput.print(document)
      guard created.secret != nil else { throw .secretWithheld(created.client, done: done) }
      StandardError.printForeign(done)
    }
  }
}
