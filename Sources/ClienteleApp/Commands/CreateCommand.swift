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

      With --set-config APP, nothing is printed: id and secret are written into config vars of an app. An app that is \
      not there is noticed before anything is created; if the app is not reached afterwards, the exit code is 12, and \
      “clientele set-config” brings them there.

      A redirect URI that cannot work is not sent; a risky one is warned of on standard error. A creation whose \
      outcome is unknown (exit code 9) is never sent again: look at clientele list first.
      """
  )

  @Argument(help: "The name that people see on the consent page.")
  var name: String

  @Argument(help: ArgumentHelp("The redirect URI.", valueName: "uri"))
  var redirectURI: String

  @OptionGroup var format: CredentialsFormat

  @OptionGroup var configVars: ConfigVarsOption

  @OptionGroup var server: ServerOptions

  func validate() throws {
    if name.allSatisfy(\.isWhitespace) { throw ValidationError("A name is required.") }
    try configVars.validate(with: format)
  }

  func run() async throws {
    try await server.withSession { session throws(CommandFailure) in
      try RedirectURICheck.check(redirectURI)
      if let app = configVars.destination { try await session.findApp(of: app) }
      let draft = ClientDraft(name: name, redirectURI: redirectURI)
      let created = try await session.change(.create(name: name), remark: { $0.remark(after: Self.done($0)) })
      {
        api throws(APIError) in try await api.create(draft)
      }
      let done = Self.done(created)
      if let app = configVars.destination {
        StandardError.printForeign(done)
        return try await session.handOver(created, to: app, done: done, server: server)
      }
      guard let document = try format.document(of: created, done: done) ?? ShellAssignments.document(created)
      else { throw .secretWithheld(created.client, done: done) }
      try StandardOutput.print(document, after: done, of: created.client)
      guard created.secret != nil else { throw .secretWithheld(created.client, done: done) }
      StandardError.printForeign(done)
    }
  }

  private static func done(_ created: ClientCredentials) -> String {
    "Created “\(created.client.name)” (\(created.client.id))."
  }
}
