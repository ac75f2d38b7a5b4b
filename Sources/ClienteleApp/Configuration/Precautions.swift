import ArgumentParser
import Logging

/// What limits or records what a command does, whichever server it talks to.
struct Precautions: ParsableArguments {
  @Flag(
    help: """
      Only read: whatever would change something fails before it is sent. CLIENTELE_READ_ONLY=1 does the same.
      """
  )
  var readOnly = false

  @Option(
    help: ArgumentHelp(
      """
      Add a line to this file for each request: method, path, status, duration, request id and attempt, never a \
      token, a secret or a body.
      """,
      valueName: "file"
    )
  )
  var log: String?

  /// The connection with these precautions; where the log cannot be opened, says why and ends the program.
  func applied(to connection: Connection) throws -> Connection {
    var connection = connection
    connection.isReadOnly = readOnly || Self.isReadOnly(Environment["CLIENTELE_READ_ONLY"])
    guard let log else { return connection }
    do throws(CommandFailure) {
      let handler = LineLogHandler(file: try LogFile(path: log))
      connection.logger = Logger(label: "heroku-api") { _ in handler }
    } catch {
      StandardError.printForeign(error.message)
      throw error.status.exitCode
    }
    return connection
  }

  /// Whether a value of `CLIENTELE_READ_ONLY` asks for it: any but 0, since a misspelt yes must not allow changes.
  static func isReadOnly(_ value: String?) -> Bool {
    value.map { $0 != "0" } ?? false
  }
}
