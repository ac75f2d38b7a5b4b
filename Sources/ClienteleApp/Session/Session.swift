import HerokuAPI
import Journal

/// What a command asks a server through.
struct Session: Sendable {
  let client: HerokuClient
  /// Where codes are exchanged for tokens.
  let signIn: SignInServer
  /// How people know the server.
  let host: String
  /// What was given on the command line, for commands that are advised.
  let given: GivenOptions
  /// Where changes are noted.
  let journal: ChangeJournal

  /// Runs a command's body with the server that the settings name.
  ///
  /// What the log could not take is told at the end, whatever came of the body.
  @discardableResult
  static func with<Value>(
    _ settings: Settings,
    _ body: (Session) async throws(CommandFailure) -> Value
  ) async throws(CommandFailure) -> Value {
    let log = try settings.openedLog()
    do throws(CommandFailure) {
      let connection =
        settings.given.usesSandbox
        ? Connection.sandbox(settings, log: log, origin: .command)
        : try await Connection(settings, log: log)
      let opened = try await Self.opened(connection)
      let outcome: Result<Value, CommandFailure>
      do throws(CommandFailure) {
        let client = opened.client.observed { StandardError.print($0) }
        let session = Session(
          client: client,
          signIn: opened.signIn,
          host: connection.host,
          given: settings.given,
          journal: connection.journal
        )
        outcome = .success(try await body(session))
      } catch {
        outcome = .failure(error)
      }
      await opened.close()
      let value = try outcome.get()
      connection.reportLog()
      return value
    } catch {
      throw CommandFailure(error.status, lines: error.lines + [log?.complaint].compactMap { $0 })
    }
  }

  private static func opened(_ connection: Connection) async throws(CommandFailure) -> Connection.Opened {
    do throws(APIError) {
      return try await connection.open()
    } catch {
      throw CommandFailure(error, of: .readAccount, host: connection.host)
    }
  }

  /// Makes a call, and words its failure.
  func call<Value>(
    _ attempt: Attempt,
    _ body: (HerokuClient) async throws(APIError) -> Value
  ) async throws(CommandFailure) -> Value {
    do throws(APIError) {
      return try await body(client)
    } catch {
      throw CommandFailure(error, of: attempt, host: host)
    }
  }
}

extension StandardError {
  /// Tells what happens while a call is under way.
  static func print(_ notice: Notice) {
    switch notice {
    case .retrying(let delay, let reason):
      let seconds = max(1, Int((delay / .seconds(1)).rounded(.up)))
      print("Retrying in \(seconds) s (\(reason)).")
    case .warning(let text):
      print("Warning: \(text)")
    case .rateLimitLow:
      // Told with every answer; a script learns of it when it has to wait.
      break
    }
  }
}
