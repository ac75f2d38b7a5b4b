public import ArgumentParser
public import ClientIndex
import HerokuAPI

/// Prints all clients.
struct ListCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print the clients.",
    discussion: """
      Prints what heroku clients does, with these differences: the table is as wide as it has to be, also on a \
      terminal, without colours, and control characters in a name or URI are shown as �; --json has no secrets \
      without --reveal.

      Lists come without secrets: --reveal reads every client that is printed, with a request for each.

      A list that may not be all there is, or has clients that cannot be read, is printed as far as it came; standard error \
      says so, and the exit code is 13.
      """
  )

  @Flag(name: .shortAndLong, help: "Print JSON: an array sorted as asked.")
  var json = false

  @Flag(help: "Print comma-separated values.")
  var csv = false

  @Option(
    help: ArgumentHelp(
      "Only clients with this text in name, redirect URI or id, in either case.",
      valueName: "text"
    )
  )
  var filter: String?

  @Option(help: ArgumentHelp("The order: name, or created or updated, the oldest first.", valueName: "by"))
  var sort = ClientOrder.name

  @Flag(help: "Print the secrets too.")
  var reveal = false

  /// For the benchmark, and to see whether a server is at odds with several requests at once.
  @Option(help: ArgumentHelp("How many requests for pages may be under way at once.", visibility: .private))
  var lanes = HerokuClient.maximumLanes

  @OptionGroup var server: ServerOptions

  func validate() throws {
    if json, csv { throw ValidationError("--json and --csv exclude each other.") }
    if !(1...HerokuClient.maximumLanes).contains(lanes) {
      throw ValidationError("--lanes takes 1 to \(HerokuClient.maximumLanes).")
    }
  }

  func run(with settings: Settings) async throws {
    try await Session.with(settings) { session throws(CommandFailure) in
      let (loaded, shortfall) = try await session.allClients(lanes: lanes)
      var all = loaded
      let notWhole: CommandFailure? = shortfall.isNothing ? nil : .notWhole(shortfall)
      all.filter(by: filter ?? "")
      let shown = Array(all.rows(by: sort))
      guard !shown.isEmpty || json || csv || (all.totalCount == 0 && notWhole == nil) else {
        if all.totalCount > 0 { StandardError.print("No client has “\(filter ?? "")” in it.") }
        if let notWhole { throw notWhole }
        return
      }
      let clients =
        reveal
        ? try await session.secrets(of: shown) : shown.map { ClientCredentials(client: $0, secret: nil) }
      try StandardOutput.print(document(clients))
      let hidden = clients.filter { $0.secret == nil }.map(\.client)
      let withheld: CommandFailure? =
        reveal && !hidden.isEmpty ? .secretsWithheld(hidden, of: clients.count) : nil
      if let notWhole { throw notWhole.and(withheld) }
      if let withheld { throw withheld }
    }
  }

  private func document(_ clients: [ClientCredentials]) -> String {
    if json { return ClientJSON.document(clients) }
    if csv { return ClientCSV.document(clients, withSecrets: reveal) }
    return ClientTable.document(clients, withSecrets: reveal)
  }
}

extension ClientOrder: ExpressibleByArgument {}
