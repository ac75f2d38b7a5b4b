import ArgumentParser
import ClientBrowser
import TerminalText
import TerminalUI

/// How the browser is opened, and how the program ends after it.
struct BrowserLaunch {
  /// Whether it brings a server of its own along.
  var usesSandbox = false
  /// Whether it opens with the list of last time, and keeps this one.
  var keepsList = true
  var server = ServerChoice()

  /// Runs the browser until it is left.
  ///
  /// - Throws: what the program is to leave with, once it has been said why.
  @MainActor
  func run() async throws {
    let connection = try await connection()
    // From here on a signal must not end the program with the terminal as it is: the loop will see to it.
    TakenSignals.take(TakenSignals.browsing)
    useTerminalLocale()
    let terminal: Terminal
    do {
      terminal = try Terminal(environment: Environment.variables)
    } catch {
      StandardError.print(error.description)
      StandardError.print("For scripts there are commands, such as “clientele list”: see clientele --help.")
      throw ExitStatus.noTerminal.exitCode
    }
    let ending = await BrowserLoop(terminal: terminal, connection: connection).run()
    connection.reportLog()
    if case .signal(let number) = ending { throw ExitStatus.code(ofSignal: number) }
  }

  /// The sandbox, or the server with its token.
  ///
  /// Looking for a token may ask other programs and wait for a person. Until the screen is there, a signal ends the
  /// program at once.
  @MainActor
  private func connection() async throws -> Connection {
    if usesSandbox { return try server.precautions().applied(to: .sandbox) }
    let signals = TakenSignals(TakenSignals.ending) {
      ClienteleCommand.exit(withError: ExitStatus.code(ofSignal: $0))
    }
    defer { signals.stopListening() }
    let connection = try await server.connection(mayPromptLater: false)
    return keepsList
      ? connection.keepingSnapshots(in: CacheFolder(environment: Environment.variables)) : connection
  }
}
