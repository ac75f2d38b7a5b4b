import ArgumentParser
import ClientBrowser
import HerokuAPI
import Journal
import MainLoop
import TerminalText
import TerminalUI

/// How the browser is opened, and how the program ends after it.
struct BrowserLaunch {
  let settings: Settings

  /// Runs the browser until it is left.
  ///
  /// - Throws: what the program is to leave with, once it has been said why.
  @LoopActor
  func run() async throws {
    let connection = try await connection()
    // From here on a signal must not end the program with the terminal as it is: the loop will see to it.
    TakenSignals.take(TakenSignals.browsing)
    // A connection that was closed at the other end is an error of the request.
    TakenSignals.ignoreBrokenPipes()
    useTerminalLocale()
    let terminal: Terminal
    do {
      terminal = try Terminal(environment: settings.environment)
    } catch {
      throw CommandFailure(
        .noTerminal,
        lines: [
          error.description,
          "For scripts there are commands, such as “clientele list”: see clientele --help.",
        ]
      )
    }
    let frontEnd = TerminalFrontEnd(
      terminal,
      environment: settings.environment,
      escapeDelay: settings.escapeDelay
    )
    let backend = Backend(connection, environment: settings.environment)
    let loop = BrowserLoop(frontEnd: frontEnd, backend: backend)
    let departure = await loop.run()
    for line in departure.farewell.paragraphs(settings.given) { StandardError.print(line) }
    if let remark = terminal.remark { StandardError.print(remark) }
    await loop.finish()
    connection.reportLog()
    if case .signal(let number) = departure.ending { throw ExitStatus.code(ofSignal: number) }
  }

  /// The sandbox, or the server with its token.
  ///
  /// Looking for a token may ask other programs and wait for a person. Until the screen is there, a signal ends the
  /// program at once.
  @LoopActor
  private func connection() async throws -> Connection {
    let log = try settings.openedLog()
    if log?.isOnTheScreen == true {
      throw CommandFailure(
        .wrongUsage,
        "The browser needs the terminal for itself: name a file with --log, or lead it away, as in --log - 2>file."
      )
    }
    if settings.given.usesSandbox { return .sandbox(settings, log: log) }
    let signals = TakenSignals(TakenSignals.ending) { signals in
      if let first = signals.first { ClienteleCommand.exit(withError: ExitStatus.code(ofSignal: first)) }
    }
    defer { signals.stopListening() }
    let connection = try await Connection(settings, log: log, mayPromptLater: false, origin: .browser)
    return settings.given.keepsList ? connection.keepingSnapshots(in: settings.cacheFolder) : connection
  }
}

extension Farewell {
  /// What is said once the screen is closed: with new secrets that nobody has taken, how to get at them.
  func paragraphs(_ given: GivenOptions) -> [String] {
    // The clients of a sandbox in this process are gone with it.
    guard !given.usesSandbox, !newSecrets.isEmpty else { return lines }
    return lines
      + newSecrets.map { client in
        let command = CommandLineText("info", [client.id.text], options: [("shell", nil)] + given.server)
        return "“\(client.displayName)” has a new secret: “\(command)” prints it."
      }
  }
}
