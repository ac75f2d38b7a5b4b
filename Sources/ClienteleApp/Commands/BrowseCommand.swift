import ArgumentParser
import ClientBrowser
import Dispatch
import TerminalText
import TerminalUI

/// Opens the browser.
struct BrowseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse",
    abstract: "Open the browser (what clientele does without a subcommand)."
  )

  @Flag(help: "Use a sandbox API in this process: no account, no network, nothing is kept.")
  var sandbox = false

  @OptionGroup var server: ServerOptions

  func validate() throws {
    if sandbox, server.host != nil {
      throw ValidationError("--sandbox brings a server of its own: leave --host out.")
    }
  }

  @MainActor
  func run() async throws {
    HandledSignals.block()
    let connection = try await chooseConnection()
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
    switch ending {
    case .quit: break
    case .signal(let number): throw ExitCode(128 + number)
    }
  }

  /// The sandbox, or the server with its token.
  ///
  /// Looking for a token may ask other programs and wait for a person. Until the screen is there, a signal ends the
  /// program at once.
  @MainActor
  private func chooseConnection() async throws -> Connection {
    if sandbox { return try server.precautions.applied(to: .sandbox) }
    let signals = HandledSignals.ending.map { signal in
      HandledSignals.source(for: signal) { BrowseCommand.exit(withError: ExitCode(128 + signal)) }
    }
    defer { for source in signals { source.cancel() } }
    return try await server.connection()
  }
}
