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
    // What does not depend on the value is no part of this: it is there once for each of the hundred and more values.
    let opened = try await OpenedSession(settings)
    do throws(CommandFailure) {
      let value = try await body(opened.session)
      await opened.close()
      return value
    } catch {
      throw await opened.close(after: error)
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

/// A session from its beginning to its end.
private struct OpenedSession {
  let session: Session
  private let connection: Connection
  private let opened: Connection.Opened
  private let log: RequestLog?

  init(_ settings: Settings) async throws(CommandFailure) {
    log = try settings.openedLog()
    do throws(CommandFailure) {
      connection =
        settings.given.usesSandbox
        ? Connection.sandbox(settings, log: log, origin: .command)
        : try await Connection(settings, log: log)
      opened = try await Self.open(connection)
    } catch {
      throw error.telling(log)
    }
    session = Session(
      client: opened.client.observed { StandardError.print($0) },
      signIn: opened.signIn,
      host: connection.host,
      given: settings.given,
      journal: connection.journal
    )
  }

  private static func open(_ connection: Connection) async throws(CommandFailure) -> Connection.Opened {
    do throws(APIError) {
      return try await connection.open()
    } catch {
      throw CommandFailure(error, of: .readAccount, host: connection.host)
    }
  }

  /// Ends it, and tells what the log could not take.
  func close() async {
    await opened.close()
    connection.reportLog()
  }

  /// Ends it after a failure, which tells of the log as well.
  func close(after failure: CommandFailure) async -> CommandFailure {
    await opened.close()
    return failure.telling(log)
  }
}

extension CommandFailure {
  fileprivate func telling(_ log: RequestLog?) -> CommandFailure {
    CommandFailure(status, lines: lines + [log?.complaint].compactMap { $0 })
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
