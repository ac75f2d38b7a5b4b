import ArgumentParser
import HerokuAPI

/// Walks through the sign-in of a client, and says what is wrong with it.
struct TryCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Sign in with a client as its app would, and say after each step what came.",
    discussion: """
      Prints the address to sign in at; it is opened in a browser where there is a screen and that is wanted. Then comes what the \
      app would do: the answer with its code and state, the exchange of the code, GET /account with the new token, and the \
      refresh. What is wrong is said with the step, and what to do about it.

      Where the redirect URI leads to this machine (http://localhost:5000/callback), it is waited for there: on the loopback \
      alone, for 5 minutes, for one browser. Else, and with --paste, the address that the browser arrives at is asked for, or \
      read from standard input: there is a code in it, which must not stay in the history of the shell. Codes, tokens and \
      secrets are never printed.

      The client is not changed. At the end the authorization that came of it is deleted, unless it was in the account's list \
      before: somebody who uses the app already keeps that sign-in. With --read-only nothing is tried, since the account is \
      another as long as the client is let in.

      \(ClientReference.explanation)
      """
  )

  @Argument(help: ClientReference.help)
  var client: ClientReference

  @Option(
    name: .customLong("scope"),
    help: ArgumentHelp(
      "What to ask for: \(OAuthScope.allCases.map(\.rawValue).joined(separator: ", ")); repeatable. Default: identity.",
      valueName: "scope"
    ),
    transform: TryCommand.scope
  )
  var scopes: [OAuthScope] = []

  @Flag(help: "Ask for the address that the browser arrives at, also where it could be waited for.")
  var paste = false

  @Flag(help: "Open the address in a browser without asking.")
  var open = false

  @Flag(help: "Leave the authorization when it is done.")
  var keep = false

  @Flag(
    help: "Try a client of a sandbox in this process, such as 'Local development': no account, no network."
  )
  var sandbox = false

  /// For tests.
  @Option(help: ArgumentHelp("How many seconds the browser is waited for.", visibility: .private))
  var patience = 300

  @OptionGroup var server: ServerOptions

  var given: GivenOptions {
    var given = server.given
    given.usesSandbox = sandbox
    return given
  }

  private static func scope(_ text: String) throws -> OAuthScope {
    guard let scope = OAuthScope(rawValue: text) else {
      let all = OAuthScope.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("Heroku has no scope “\(text)”: there are \(all).")
    }
    return scope
  }

  func validate() throws {
    if let problem = given.problem { throw ValidationError(problem) }
    if !(1...3600).contains(patience) { throw ValidationError("--patience takes 1 to 3600.") }
  }

  func run(with settings: Settings) async throws {
    guard !settings.isReadOnly else {
      throw CommandFailure(
        .refused,
        """
        This is read-only mode, and signing in makes an authorization of the account. Nothing was sent. Start without \
        --read-only to try it; “clientele explain” looks at addresses without sending anything.
        """
      )
    }
    try await Session.with(settings) { session throws(CommandFailure) in
      let credentials = try await session.credentials(of: client)
      let guide = TerminalGuide(
        opens: open,
        patience: .seconds(patience),
        browser: WebBrowser(environment: settings.environment)
      )
      let run = try await TryRun(
        session.client,
        session.signIn,
        serverName: session.host,
        of: credentials,
        scopes: wanted,
        TryRun.Options(pastes: paste, keeps: keep),
        led: guide
      )
      let ending = await run.run()
      Interruption.current.setRemark(nil)
      if let failure = ending.failure { throw failure }
      try StandardOutput.print("Signing in with “\(credentials.client.name)” works.\n")
      let look = CommandLineText("where", [credentials.client.id.text], options: session.given.server)
      StandardError.print(lines: [
        "An app has a copy of the secret of its own; this says whether it is stale:", "  \(look)",
      ])
    }
  }

  /// What is asked for, each once.
  private var wanted: [OAuthScope] {
    guard !scopes.isEmpty else { return [.identity] }
    var wanted: [OAuthScope] = []
    for scope in scopes where !wanted.contains(scope) { wanted.append(scope) }
    return wanted
  }

  /// The words of a command line as the argument parser takes them: the browser's `--sandbox` may stand first, as it does there.
  static func words(for arguments: [String]) -> [String] {
    guard arguments.starts(with: ["--sandbox", "try"]) else { return arguments }
    return ["try", "--sandbox"] + arguments.dropFirst(2)
  }
}
