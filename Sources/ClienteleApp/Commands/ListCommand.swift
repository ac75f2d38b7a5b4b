public import ArgumentParser
public import ClientIndex
import FoundationEssentials
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

      A filter is one or more words, all of which must match, in any case and with any accents: text in name, id or \
      redirect URI (behind https://), "a phrase", !word for what is not to match, ~letters in this order, name:, uri:, \
      host: (also host:*.example.com), path:, id: and scheme: for one part alone, is:warning, is:error, is:duplicate, \
      updated:<30d and created:>2024-01-31 (UTC). A phrase is one argument for the shell and has quotes of its own: \
      --filter '"Staging dashboard"'.

      A list that may not be all there is, or has clients that cannot be read, is printed as far as it came; standard error \
      says so, and the exit code is 13.
      """
  )

  @Flag(name: .shortAndLong, help: "Print JSON: an array sorted as asked.")
  var json = false

  @Flag(help: "Print comma-separated values.")
  var csv = false

  @Option(help: ArgumentHelp("Only clients that match all of these words; see above.", valueName: "filter"))
  var filter: String?

  @Option(
    help: ArgumentHelp("The order: name, host, or created or updated, the oldest first.", valueName: "by")
  )
  var sort = ClientOrder.name

  @Flag(help: "Turn the order round.")
  var reverse = false

  @Flag(help: "Print the secrets too.")
  var reveal = false

  /// For the benchmark, and to see whether a server is at odds with several requests at once.
  @Option(help: ArgumentHelp("How many requests for pages may be under way at once.", visibility: .private))
  var lanes = HerokuClient.maximumLanes

  @OptionGroup var server: ServerOptions

  func validate() throws {
    _ = try wanted
    if json, csv { throw ValidationError("--json and --csv exclude each other.") }
    if !(1...HerokuClient.maximumLanes).contains(lanes) {
      throw ValidationError("--lanes takes 1 to \(HerokuClient.maximumLanes).")
    }
  }

  private var wanted: ClientFilter {
    get throws(ValidationError) { try ClientFilter(argument: filter) }
  }

  func run(with settings: Settings) async throws {
    let wanted = try wanted
    try await Session.with(settings) { session throws(CommandFailure) in
      let (loaded, shortfall) = try await session.allClients(lanes: lanes)
      var all = loaded
      let notWhole: CommandFailure? = shortfall.isNothing ? nil : .notWhole(shortfall)
      all.sort(by: ClientSorting(sort, isReversed: reverse))
      all.filter(by: wanted, at: Date())
      let shown = Array(all.shown)
      guard !shown.isEmpty || json || csv || (all.totalCount == 0 && notWhole == nil) else {
        if all.totalCount > 0 { StandardError.print("No client matches “\(filter ?? "")”.") }
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
