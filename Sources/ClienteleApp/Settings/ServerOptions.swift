import ArgumentParser

/// The options for the server, the token and the precautions, which every command has that talks to a server.
struct ServerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The server, as a domain or a URL. Default: HEROKU_HOST, or api.heroku.com.",
      valueName: "url"
    )
  )
  var host: String?

  @Option(
    help: ArgumentHelp(
      "Send the token to this host too, besides Heroku's own and this machine.",
      valueName: "host"
    )
  )
  var allowHost: [String] = []

  @Option(
    help: ArgumentHelp(
      "The second factor, should the account want one. Without it a terminal is asked.",
      valueName: "code"
    )
  )
  var twoFactorCode: String?

  @Flag(
    help: """
      Only read: whatever would change something fails before it is sent. CLIENTELE_READ_ONLY=1 does the same.
      """
  )
  var readOnly = false

  @Flag(help: "Do not note what is changed in the history (see “clientele history”).")
  var noHistory = false

  @Option(
    help: ArgumentHelp(
      """
      Add a line to this file, or with - to standard error, for each request: method, path, status, duration, request \
      id and attempt, never a token, a secret or a body.
      """,
      valueName: "file"
    )
  )
  var log: String?

  /// What they say.
  var given: GivenOptions {
    GivenOptions(
      host: host,
      allowedHosts: allowHost,
      twoFactorCode: twoFactorCode,
      isReadOnly: readOnly,
      log: log,
      keepsHistory: !noHistory
    )
  }

  func validate() throws {
    if let problem = given.problem { throw ValidationError(problem) }
  }
}

/// A command that talks to a server.
protocol ServerCommand: SettingsCommand {
  var server: ServerOptions { get }
}

extension ServerCommand {
  /// What its options for the server say.
  var given: GivenOptions { server.given }
}
