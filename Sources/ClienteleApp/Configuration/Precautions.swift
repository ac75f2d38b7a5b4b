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

    /// Opens the log; where that fails, says why and ends the program.
    init(isReadOnly: Bool, logPath: String?) throws {
      self.isReadOnly = isReadOnly || Precautions.isReadOnly(Environment["CLIENTELE_READ_ONLY"])
      do throws(CommandFailure) {
        log = if let logPath { try LogFile(path: logPath) } else { nil }
      } catch {
        StandardError.printForeign(error.message)
        throw error.status.exitCode
      }
    }

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

  /// Whether a value of `CLIENTELE_READ_ONLY` asks for it: any but 0, since a misspelt yes must not allow changes.
  static func isReadOnly(_ value: String?) -> Bool {
    value.map { $0 != "0" } ?? false
  }
}
