import ArgumentParser

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
    try await BrowserLaunch(usesSandbox: sandbox, keepsList: !noCache, server: server.choice).run()
  }
}
