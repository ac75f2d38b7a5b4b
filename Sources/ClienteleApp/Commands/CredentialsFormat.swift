import ArgumentParser
import HerokuAPI

/// How a client with its secret is printed for programs.
struct CredentialsFormat: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Print JSON, with the secret.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print HEROKU_OAUTH_ID=... and HEROKU_OAUTH_SECRET=... for a shell.")
  var shell = false

  func validate() throws {
    if json, shell { throw ValidationError("--json and --shell exclude each other.") }
  }

  /// The client in the format that was asked for; nil if none was.
  ///
  /// - Parameter done: what was done before, as a sentence, for the message where the secret is withheld.
  func document(
    of credentials: ClientCredentials,
    done: String? = nil
  ) throws(CommandFailure) -> String? {
    if json { return ClientJSON.document(credentials) }
    guard shell else { return nil }
    guard let document = ShellAssignments.document(credentials) else {
      throw .secretWithheld(credentials.client, done: done)
    }
    return document
  }

  /// Prints what a change has made, in the format that was asked for, and says that it is done.
  ///
  /// - Parameters:
  ///   - given: what was given on the command line, for the command that is advised where it cannot be printed.
  ///   - plain: the format where none was asked for; nil where it needs a secret that is withheld.
  func print(
    _ outcome: ChangeOutcome,
    _ given: GivenOptions,
    plain: (ClientCredentials) -> String?
  ) throws(CommandFailure) {
    guard let made = outcome.credentials else { return }
    let done = outcome.report
    guard let document = try document(of: made, done: done) ?? plain(made) else {
      throw .secretWithheld(made.client, done: done)
    }
    try StandardOutput.print(document, after: done, wayToSecret: made.client.wayToSecret(given))
    guard made.secret != nil else { throw .secretWithheld(made.client, done: done) }
    StandardError.print(done)
  }
}
