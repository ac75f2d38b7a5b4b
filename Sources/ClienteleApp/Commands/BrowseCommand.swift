import ArgumentParser
import ClientBrowser
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

  @Flag(help: "Neither open with the list of last time nor keep this one.")
  var noCache = false

  @OptionGroup var server: ServerOptions

  func validate() throws {
    if sandbox, server.host != nil {
      throw ValidationError("--sandbox brings a server of its own: leave --host out.")
    }
  }

  @MainActor
  func run() async throws {
    let connection = try await chooseConnection()
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
    let signals = TakenSignals(TakenSignals.ending) { BrowseCommand.exit(withError: ExitCode(128 + $0)) }
    defer { signals.stopListening() }
    let connection = try await server.connection(mayPromptLater: false)
    return noCache
      ? connection : connection.keepingSnapshots(in: CacheFolder(environment: Environment.variables))
  }
}
