import ArgumentParser
import ClientBrowser
import HerokuAPI
import HerokuTransport
import TerminalUI

/// Opens the browser.
struct BrowseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse",
    abstract: "Open the browser (what clientele does without a subcommand)."
  )

  @Flag(help: "Use a sandbox API in this process: no account, no network, nothing is kept.")
  var sandbox = false

  @Option(
    help: ArgumentHelp(
      "The server, as a domain or a URL. Default: HEROKU_HOST, or api.heroku.com.",
      valueName: "url"
    )
  )
  var host: String?

  @Option(
    help: ArgumentHelp(
      "Send the token to this host too, besides Heroku's own and this machine.",
      valueName: "host"
    )
  )
  var allowHost: [String] = []

  func validate() throws {
    if sandbox, host != nil {
      throw ValidationError("--sandbox brings a server of its own: leave --host out.")
    }
  }

  @MainActor
  func run() async throws {
    let connection = try chooseConnection()
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

  private func chooseConnection() throws -> Connection {
    if sandbox { return .sandbox }
    let address = host ?? Environment["HEROKU_HOST"]
    do {
      let endpoint = try address.map { try Endpoint(parsing: $0, allowedHosts: allowHost) } ?? .heroku
      guard let token = Environment["HEROKU_API_KEY"] else {
        StandardError.print("No Heroku token: set HEROKU_API_KEY, or try --sandbox.")
        throw ExitStatus.noCredentials.exitCode
      }
      return try .server(endpoint, token: Secret(token))
    } catch let error as EndpointError {
      StandardError.print("Cannot use the server “\(address ?? "")”: \(error).")
      throw ExitStatus.unusableAddress.exitCode
    } catch let error as ProxyError {
      StandardError.print("Cannot use the proxy that the environment names: \(error).")
      throw ExitStatus.unusableAddress.exitCode
    }
  }
}
