import ArgumentParser
import HerokuAPI

/// The options for the server and the token.
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

  @OptionGroup var precautions: Precautions

  /// What the options come to, together with the environment.
  var choice: ServerChoice {
    var choice = ServerChoice(
      allowedHosts: allowHost,
      twoFactorCode: twoFactorCode.map(Secret.init),
      isReadOnly: precautions.readOnly,
      logPath: precautions.log
    )
    if let host { choice.address = host }
    return choice
  }

  /// A code that cannot be one would be a header that cannot be sent.
  func validate() throws {
    if let twoFactorCode, twoFactorCode.isEmpty || !twoFactorCode.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    {
      throw ValidationError("--two-factor-code takes digits, or a recovery code.")
    }
  }
}
