import ArgumentParser
import ClientBrowser
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
    let connection = sandbox ? try server.precautions.applied(to: .sandbox) : try server.connection()
    HandledSignals.block()
    let terminal: Terminal
    do {
      terminal = try Terminal(environment: Environment.variables)
    } catch {
      StandardError.print(error.description)
      throw ExitStatus.noTerminal.exitCode
    }
    let ending = await BrowserLoop(terminal: terminal, connection: connection).run()
    switch ending {
    case .quit: break
    case .signal(let number): throw ExitCode(128 + number)
    }
  }
}
