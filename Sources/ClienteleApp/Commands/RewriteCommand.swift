import ArgumentParser
import ClientIndex
import FoundationEssentials
import HerokuAPI
import TerminalText

/// Gives many clients new redirect URIs by one rule.
struct RewriteCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "rewrite",
    abstract: "Change the redirect URIs of many clients by one rule.",
    usage: """
      clientele rewrite --filter <filter> --text <old> <new> [--dry-run] [--yes <n or fingerprint>]
      clientele rewrite --filter <filter> --regex <old> <new> [--dry-run] [--yes <n or fingerprint>]
      clientele rewrite --filter <filter> [--set-scheme <scheme>] [--set-host <host>] [--set-port <port>] [--set-path <path>]
      """,
    discussion: """
      Shows the old redirect URI of each client above the new one, and asks. Elsewhere than on a terminal it wants --yes \
      with the number of clients that change or, safer, with the fingerprint that --dry-run prints: it stands for just these \
      changes, and where anything else would be done, nothing is.

      Everything is compared letter by letter, and what the rule does not name stays as it is; the --set options can be \
      given together. A redirect URI that cannot work is shown, and not sent: the exit code is 6 then. Each client is read \
      again before it is changed; one that somebody else has changed is left alone.

      A regular expression has . [a-z] [^a-z] \\d \\w \\s \\b ^ $ | ( ) (?:…) (?<name>…) * + ? {2,3}, and *? and the like \
      for as few as will do; (?i) at its start ignores case.
      """
  )

  @Option(
    help: ArgumentHelp(
      "Only clients that match all of these words, as with list --filter; '' is all of them.",
      valueName: "filter"
    )
  )
  var filter: String

  @OptionGroup var rewrite: RewriteOptions

  @Flag(help: "Print what would change, and change nothing.")
  var dryRun = false

  @Option(help: ArgumentHelp("How many clients change, or the fingerprint.", valueName: "n or fingerprint"))
  var yes: String?

  /// For the benchmark.
  @Option(help: ArgumentHelp("How many changes may be under way at once.", visibility: .private))
  var width = BulkRun.standardWidth

  @OptionGroup var server: ServerOptions

  func validate() throws {
    _ = try wanted
    if !(1...BulkRun.standardWidth).contains(width) {
      throw ValidationError("--width takes 1 to \(BulkRun.standardWidth).")
    }
    if dryRun, yes != nil { throw ValidationError("--dry-run changes nothing: leave --yes out.") }
  }

  private var wanted: ClientFilter {
    get throws(ValidationError) { try ClientFilter(argument: filter) }
  }

  func run(with settings: Settings) async throws {
    let wanted = try wanted
    let rewrite = try Rewrite(self.rewrite.rule)
    try await Session.with(settings) { session throws(CommandFailure) in
      let (plan, shortfall) = try await session.plan(rewrite, filter: wanted)
      let remaining = try? await session.client.remainingRequests()
      let changes = plan.changes
      let fingerprint = ChangeFingerprint(of: changes, on: session.host)
      let preview = RewritePreview(plan: plan, fingerprint: fingerprint, remainingRequests: remaining)
      if dryRun {
        try StandardOutput.print(preview.lines.map { CleanText($0).text + "\n" }.joined())
        if !shortfall.isNothing { throw .notWhole(shortfall) }
        return
      }
      StandardError.print(lines: preview.lines)
      guard !shortfall.isCutOff else {
        throw CommandFailure(
          .network,
          lines: [shortfall.words, "Some that are meant may be missing. Nothing was changed."]
        )
      }
      if !shortfall.isNothing { StandardError.print("Warning: \(shortfall.words)") }
      if !changes.isEmpty {
        try FingerprintConfirmation(
          count: changes.count,
          fingerprint: fingerprint,
          to: ("change it", "change them")
        ).obtain(option: yes)
        let words = BulkWords(done: "changed", isAlwaysSummedUp: true)
        let ended = await session.perform(
          changes,
          remainingRequests: remaining,
          width: width,
          words: words
        )
        if let failure = ended.failure { throw failure }
      } else if let yes, yes != "0" {
        throw CommandFailure(
          .wrongUsage,
          "--yes is “\(yes)”, and no client would change. Nothing was changed."
        )
      }
      let leftOut = plan.proposals.count - changes.count
      if leftOut > 0 {
        throw CommandFailure(.refused, "\(leftOut) of the new redirect URIs cannot work, and were not sent.")
      }
    }
  }
}

extension Session {
  /// What a rewrite makes of the clients that a filter lets through, in the order of their names; with what the list lacks.
  fileprivate func plan(
    _ rewrite: Rewrite,
    filter: ClientFilter
  ) async throws(CommandFailure) -> (plan: RewritePlan, shortfall: ListShortfall) {
    let (loaded, shortfall) = try await allClients()
    var clients = loaded
    clients.filter(by: filter, at: Date())
    return (rewrite.plan(for: clients.shown), shortfall)
  }
}
