import ArgumentParser
import HerokuAPI

extension ServerOptions {
  /// Runs a command's body with the server.
  ///
  /// A failure is told on standard error, and becomes the exit status.
  @discardableResult
  func withSession<Value>(
    _ body: (Session) async throws(CommandFailure) -> Value
  ) async throws -> Value {
    let connection = try await choice.connection()
    defer { connection.reportLog() }
    do throws(CommandFailure) {
      let opened = try await opened(connection)
      let outcome: Result<Value, CommandFailure>
      do throws(CommandFailure) {
        let client = opened.client.observed { StandardError.print($0) }
        outcome = .success(try await body(Session(client: client, host: connection.host)))
      } catch {
        outcome = .failure(error)
      }
      await opened.close()
      return try outcome.get()
    } catch {
      StandardError.printForeign(error.message)
      throw error.status.exitCode
    }
  }

  private func opened(_ connection: Connection) async throws(CommandFailure) -> Connection.Opened {
    do throws(APIError) {
      return try await connection.open()
    } catch {
      throw CommandFailure(error, of: .readAccount, host: connection.host)
    }
  }
}

extension StandardError {
  /// Tells what happens while a call is under way.
  fileprivate static func print(_ notice: Notice) {
    switch notice {
    case .retrying(let delay, let reason):
      let seconds = max(1, Int((delay / .seconds(1)).rounded(.up)))
      print("Retrying in \(seconds) s (\(reason)).")
    case .warning(let text):
      printForeign("Warning: \(text)")
    case .rateLimitLow:
      // Told with every answer; a script learns of it when it has to wait.
      break
    }
  }
}
