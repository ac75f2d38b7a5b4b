import ArgumentParser
import ClientIndex
import FoundationEssentials
import HerokuAPI

/// Says what is wrong with clients.
struct AuditCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract:
      "Say what is wrong with clients: redirect URIs that cannot work or are risky, doubles, old ones.",
    discussion: """
      Prints the clients about which there is something to say, each finding with its severity, its code and its \
      reason: an error cannot work, a warning is risky, a note may be just what is meant.

      The exit code is 14 where --fail-on names what was found: that severity, or a worse one. Without it, what is found \
      does not change the exit code.

      --accept leaves a finding out for the redirect URIs that a pattern matches, in which * stands for any text and ? \
      for a character: --accept 'localhost=http://localhost:*'.
      """
  )

  @Argument(
    help: ArgumentHelp(
      "Only clients that match all of these words, as with list --filter.",
      valueName: "filter"
    )
  )
  var filter: String?

  @Flag(name: .shortAndLong, help: "Print JSON: an object with the clients, and how many findings there are.")
  var json = false

  @Flag(help: "Print SARIF 2.1.0, for code-scanning pages.")
  var sarif = false

  @Option(
    help: ArgumentHelp("Leave with 14 if there is an error, a warning or a note.", valueName: "severity")
  )
  var failOn: FindingSeverity?

  @Option(
    help: ArgumentHelp(
      "Leave out a finding where a pattern is all of the redirect URI.",
      valueName: "code=pattern"
    ),
    completion: .list(AcceptedFinding.codes.map { "\($0)=" }),
    transform: AcceptedFinding.reading
  )
  var accept: [AcceptedFinding] = []

  @Option(
    help: ArgumentHelp("Also find clients that were not changed for longer: 90d, 6mo, 2y.", valueName: "age")
  )
  var olderThan: String?

  @OptionGroup var server: ServerOptions

  func validate() throws {
    _ = try wanted
    if json, sarif { throw ValidationError("--json and --sarif exclude each other.") }
    if let olderThan, AuditRule.date(before: Date(), by: olderThan) == nil {
      throw ValidationError(
        "--older-than takes an age: a number and min, h, d, w, mo or y, such as 90d or 2y."
      )
    }
  }

  private var wanted: ClientFilter {
    get throws(ValidationError) { try ClientFilter(argument: filter) }
  }

  func run(with settings: Settings) async throws {
    let wanted = try wanted
    let rule = AuditRule(
      oldest: olderThan.flatMap { AuditRule.date(before: Date(), by: $0) },
      accepted: accept
    )
    try await Session.with(settings) { session throws(CommandFailure) in
      var (all, shortfall) = try await session.allClients()
      let notWhole: CommandFailure? = shortfall.isNothing ? nil : .notWhole(shortfall)
      all.filter(by: wanted, at: Date())
      if all.count == 0, all.totalCount > 0, let filter {
        StandardError.print("No client matches “\(filter)”.")
      }
      let audit = all.audit(by: rule)
      try StandardOutput.print(document(audit))
      if let failOn, let worst = audit.worst, worst >= failOn { throw .found(audit, notWhole) }
      if let notWhole { throw notWhole }
    }
  }

  private func document(_ audit: Audit) -> String {
    if json { return AuditJSON.document(audit) }
    if sarif { return AuditSARIF.document(audit) }
    return AuditText.document(audit)
  }
}

extension CommandFailure {
  /// An audit found what it was to fail on; the list may not have been whole besides.
  static func found(_ audit: Audit, _ notWhole: CommandFailure?) -> CommandFailure {
    CommandFailure(.found, AuditText.summary(audit)).and(notWhole)
  }
}
