import ArgumentParser
import HerokuAPI

/// Creates a client.
struct CreateCommand: ServerCommand {
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

  func run(with settings: Settings) async throws {
    try await Session.with(settings) { session throws(CommandFailure) in
      try RedirectURICheck.check(redirectURI)
      let creation = Change.create(ClientDraft(name: name, redirectURI: redirectURI))
      if let app = configVars.destination {
        try await session.findApp(of: app)
        return try await session.perform(creation, into: app)
      }
      try format.print(try await session.perform(creation), session.given) { ShellAssignments.document($0) }
    }
  }
}
