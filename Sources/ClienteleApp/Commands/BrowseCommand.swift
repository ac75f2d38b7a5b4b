import ArgumentParser
import MainLoop

/// Opens the browser.
struct BrowseCommand: SettingsCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse",
    abstract: "Open the browser (what clientele does without a subcommand)."
  )

  @Flag(help: "Use a sandbox API in this process: no account, no network, nothing is kept.")
  var sandbox = false

  @Flag(help: "Neither open with the list of last time nor keep this one.")
  var noCache = false

  @OptionGroup var server: ServerOptions

  var given: GivenOptions {
    var given = server.given
    given.usesSandbox = sandbox
    given.keepsList = !noCache
    return given
  }

  func validate() throws {
    if let problem = given.problem { throw ValidationError(problem) }
  }

  @LoopActor
  func run(with settings: Settings) async throws {
    try await BrowserLaunch(settings: settings).run()
  }
}
