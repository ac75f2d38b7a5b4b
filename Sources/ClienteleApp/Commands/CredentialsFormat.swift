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
  func document(of credentials: ClientCredentials) throws(CommandFailure) -> String? {
    if json { return ClientJSON.document(credentials) }
    if shell { return try ShellAssignments.document(credentials) }
    return nil
  }
}
