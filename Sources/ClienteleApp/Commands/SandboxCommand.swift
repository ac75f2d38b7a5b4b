import ArgumentParser
import HerokuSandbox

/// Serves the sandbox API until it is interrupted.
struct SandboxCommand: SettingsCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox",
    abstract: "Serve an API on this machine that behaves as Heroku's does for OAuth clients.",
    discussion: """
      It listens on loopback only, keeps its clients in memory, and serves until it is interrupted. The first line \
      it prints is its base URL, the second is the command that opens the browser on it.

      Faults:
      \(Fault.help)
      """
  )

  @Option(help: ArgumentHelp("The port; 0 lets the system choose.", valueName: "port"))
  var port = 0

  @Option(help: ArgumentHelp("How many clients there are at first.", valueName: "n"))
  var clients = 42

  @Option(help: ArgumentHelp("How many apps there are, most with a client in their vars.", valueName: "n"))
  var apps = 12

  @Option(help: ArgumentHelp("How long each answer takes, in milliseconds.", valueName: "ms"))
  var latency = 0

  @Option(help: ArgumentHelp("The token it wants. Default: a new one.", valueName: "token"))
  var token: String?

  @Option(
    name: .customLong("fault"),
    parsing: .singleValue,
    help: ArgumentHelp(
      "Something that goes wrong, again and again; repeatable. See below.",
      valueName: "fault"
    ),
    transform: SandboxCommand.fault
  )
  var faults: [Fault] = []

  private static func fault(_ text: String) throws -> Fault {
    do throws(FaultError) {
      return try Fault(text)
    } catch {
      throw ValidationError(error.description)
    }
  }

  func validate() throws {
    if !(0...65_535).contains(port) { throw ValidationError("A port is a number from 0 to 65535.") }
    if !(0...1_000_000).contains(clients) { throw ValidationError("--clients takes 0 to 1000000.") }
    if !(0...10_000).contains(apps) { throw ValidationError("--apps takes 0 to 10000.") }
    if !(0...600_000).contains(latency) { throw ValidationError("--latency takes 0 to 600000 milliseconds.") }
    if let token,
      token.isEmpty || !token.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
    {
      throw ValidationError("A token is made of letters, digits, and the signs - _ and .")
    }
  }

  func run(with settings: Settings) async throws {
    let token = token ?? SandboxToken.make()
    let configuration = SandboxConfiguration(
      clients: clients,
      apps: apps,
      latency: .milliseconds(latency),
      token: token,
      faults: faults
    )
    do {
      try await SandboxServer(configuration: configuration).run(port: port) { port in
        // Both lines at once and unbuffered: scripts read the first one to know that the server is up.
        let url = "http://127.0.0.1:\(port)"
        // A server that nobody can be told of is of no use to anybody.
        try StandardOutput.print(
          "\(url)\nHEROKU_API_KEY=\(token) clientele --host \(url)\n",
          toleratingLostReader: false
        )
      }
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(.cannotListen, "The sandbox could not listen on port \(port): \(error)")
    }
  }
}
