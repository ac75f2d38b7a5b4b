import CSignals
import HerokuAPI
import Platform

/// A program that gets a client's id and secret in its environment, without their being shown.
struct ChildRun: Sendable {
  private let program: ChildProgram
  private let client: OAuthClient
  private let secret: Secret
  /// What was done before, as a sentence; nil if it is nothing.
  private let done: String?
  /// What was given on the command line, for the command that is advised.
  private let given: GivenOptions

  /// A program for a secret that was there.
  init(of program: ChildProgram, with credentials: ClientCredentials) throws(CommandFailure) {
    try self.init(of: program, with: credentials, done: nil, GivenOptions())
  }

  /// A program for the secret that a change has made.
  init(of program: ChildProgram, after outcome: ChangeOutcome, _ given: GivenOptions) throws(CommandFailure) {
    guard let made = outcome.credentials else { throw CommandFailure(.outputFailed, outcome.report) }
    try self.init(of: program, with: made, done: outcome.report, given)
  }

  private init(
    of program: ChildProgram,
    with credentials: ClientCredentials,
    done: String?,
    _ given: GivenOptions
  ) throws(CommandFailure) {
    guard let secret = credentials.secret else { throw .secretWithheld(credentials.client, done: done) }
    self.program = program
    client = credentials.client
    self.secret = secret
    self.done = done
    self.given = given
  }

  /// Lets the program take this process's place: its standard streams, its process id, its job.
  ///
  /// So signals, the terminal, and whoever waits for this process are the program's own affair, as if it had been
  /// started in the first place. What was ignored at the start, as by nohup, it ignores too.
  ///
  /// - Throws: where the system does not start it after all.
  func start() throws(CommandFailure) -> Never {
    // C strings until the process is another one.
    var words = ([program.name] + program.arguments).map { strdup($0) }
    words.append(nil)
    setenv("HEROKU_OAUTH_ID", client.id.text, 1)
    setenv("HEROKU_OAUTH_SECRET", secret.reveal(), 1)
    // It is to get one client's secret, not the key to the whole account.
    unsetenv("HEROKU_API_KEY")
    inherited_signals_restore()
    execv(program.path, words)
    let reason = String(cString: strerror(errno))
    for word in words { free(word) }
    guard let done else {
      throw CommandFailure(.cannotRun, "“\(program.name)” could not be started: \(reason). Nothing was done.")
    }
    throw CommandFailure(
      .outputFailed,
      "\(done) But “\(program.name)” could not be started: \(reason). \(client.wayToSecret(given))"
    )
  }
}
