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

  /// The precautions, taken: the log is open.
  struct Opened: Sendable {
    let isReadOnly: Bool
    let log: LogFile?

    /// The connection with these precautions.
    func applied(to connection: Connection) -> Connection {
      var connection = connection
      connection.isReadOnly = isReadOnly
      guard let log else { return connection }
      connection.logFile = log
      connection.logger = Logger(label: "heroku-api") { _ in LineLogHandler(file: log) }
      return connection
    }
  }

  /// Opens the log; where that fails, says why and ends the program.
  func opened() throws -> Opened {
    do throws(CommandFailure) {
      var file: LogFile?
      if let log { file = try LogFile(path: log) }
      return Opened(isReadOnly: readOnly || Self.isReadOnly(Environment["CLIENTELE_READ_ONLY"]), log: file)
    } catch {
      StandardError.printForeign(error.message)
      throw error.status.exitCode
    }
  }

  /// The connection with these precautions; where the log cannot be opened, says why and ends the program.
  func applied(to connection: Connection) throws -> Connection {
    try opened().applied(to: connection)
  }

  /// Whether a value of `CLIENTELE_READ_ONLY` asks for it: any but 0, since a misspelt yes must not allow changes.
  static func isReadOnly(_ value: String?) -> Bool {
    value.map { $0 != "0" } ?? false
  }
}
