import ArgumentParser
import ClientIndex
import HerokuAPI
import Journal
import TerminalText

/// Takes changes of the history back.
struct UndoCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back what was changed with this program.",
    usage: """
      clientele undo [--dry-run] [--yes <n or fingerprint>]
      clientele undo <change> ... [--together] [--dry-run] [--yes <n or fingerprint>]
      """,
    discussion: """
      Without a change it is what was done last on this server and account, by the browser or a command, what was done to \
      many at once as one; given again, it is what was done before that. “clientele history” prints the id of each change; \
      the first digits of it are enough. What takes another change back is one itself, so that undo of it does it again.

      It shows what would be done, and asks; elsewhere than on a terminal it wants --yes with the number of changes, or the \
      fingerprint that --dry-run prints. Names and redirect URIs are set back unless somebody has changed them since. A client \
      that was deleted is created again, with a new id and a new secret. One that was created is deleted, for which its name \
      is asked, or wanted with --confirm ('delete N' for several). A rotation and config vars cannot be taken back.

      Where something cannot be taken back, the rest is, and the exit code is 6.
      """
  )

  @Argument(help: ArgumentHelp("The changes, by the beginning of their ids.", valueName: "change"))
  var changes: [String] = []

  @Flag(help: "Also what was done in one go with the changes that are named.")
  var together = false

  @Flag(help: "Print what would be done, and do nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp("How many changes are taken back, or the fingerprint.", valueName: "n or fingerprint")
  )
  var yes: String?

  @Option(
    help: ArgumentHelp("Where clients are deleted: the name of the client, or 'delete N'.", valueName: "text")
  )
  var confirm: String?

  @OptionGroup var server: ServerOptions

  func validate() throws {
    if dryRun, yes != nil || confirm != nil {
      throw ValidationError("--dry-run changes nothing: leave --yes and --confirm out.")
    }
    if together, changes.isEmpty { throw ValidationError("--together is about the changes that are named.") }
  }

  func run(with settings: Settings) async throws {
    let file = try HistoryCommand.file(settings)
    try await Session.with(settings) { session throws(CommandFailure) in
      let history = try await session.history(in: file)
      let entries = try chosen(in: history)
      let plan = UndoPlan(entries, in: history, clients: try await session.clients(of: entries))
      let fingerprint = ChangeFingerprint(of: plan.changes, on: session.host)
      let remaining = try? await session.client.remainingRequests()
      let preview = UndoPreview(plan: plan, fingerprint: fingerprint, remainingRequests: remaining)
      guard !dryRun else {
        let lines = preview.lines + wayOn(from: plan, in: history, session.given)
        return try StandardOutput.print(lines.map { CleanText($0).text + "\n" }.joined())
      }
      StandardError.print(lines: preview.lines)
      if !plan.changes.isEmpty {
        try await carryOut(plan, fingerprint, remaining, in: session)
      }
      if !plan.refusals.isEmpty {
        let changes = "\(entries.count) change\(entries.count == 1 ? "" : "s")"
        throw CommandFailure(
          .refused,
          lines: ["\(plan.refusals.count) of \(changes) could not be taken back."]
            + wayOn(from: plan, in: history, session.given)
        )
      }
    }
  }

  /// The changes that are meant, the newest first.
  private func chosen(in history: History) throws(CommandFailure) -> [JournalEntry] {
    guard !changes.isEmpty else {
      guard let last = history.standing.first else {
        throw CommandFailure(
          .notFound,
          "There is nothing to take back in the history of this server and account. Nothing was done."
        )
      }
      let takenBack = history.takenBack
      return last.entries.filter { $0.outcome == .done && takenBack.taker(of: $0.id) == nil }
    }
    var ids: Set<JournalEntry.ID> = []
    for change in changes {
      let entry = try ChangeReference(text: change).entry(in: history)
      let batch = together ? history.batches.first { $0.entries.contains(entry) }?.entries : nil
      ids.formUnion((batch ?? [entry]).map(\.id))
    }
    return history.entries.filter { ids.contains($0.id) }
  }

  /// How to take back what was done before, where nothing of the last change can be.
  private func wayOn(
    from plan: UndoPlan,
    in history: History,
    _ given: GivenOptions
  ) -> [String] {
    guard changes.isEmpty, plan.changes.isEmpty,
      let next = history.standing.dropFirst().first(where: \.canBeTakenBack)
    else { return [] }
    let command = CommandLineText(
      "undo",
      [next.newest.shortID],
      options: (next.isOfMany ? [(name: "together", value: nil)] : []) + given.server
    )
    return ["What was done before is taken back by:", "  \(command)"]
  }

  private func carryOut(
    _ plan: UndoPlan,
    _ fingerprint: ChangeFingerprint,
    _ remaining: Int?,
    in session: Session
  ) async throws(CommandFailure) {
    await session.warn(of: plan.changes)
    let deleted = plan.deleted
    if !deleted.isEmpty { try DeleteConfirmation(clients: deleted).obtain(option: confirm) }
    let others = plan.changes.count - deleted.count
    if others > 0 {
      try FingerprintConfirmation(
        count: others,
        fingerprint: fingerprint,
        to: ("take it back", "take them back")
      ).obtain(option: yes)
    }
    let ended = await session.perform(
      plan.changes,
      remainingRequests: remaining,
      words: BulkWords(done: "taken back", noun: "changes", isAlwaysSummedUp: true)
    )
    for outcome in ended.outcomes {
      if case .created(let made) = outcome { StandardError.print(made.client.wayToSecret(session.given)) }
    }
    if let failure = ended.failure { throw failure }
  }
}

extension Session {
  /// What was changed on this server, of this account.
  fileprivate func history(in file: JournalFile) async throws(CommandFailure) -> History {
    let account = try await call(.readAccount) { api throws(APIError) in try await api.account() }
    do throws(JournalProblem) {
      return try file.history().narrowed(to: host, account: account.email)
    } catch {
      throw CommandFailure(
        .outputFailed,
        "The history \(error.path) could not be read: \(error.reason). Nothing was done."
      )
    }
  }

  /// The clients that changes were made to, as they are now, as far as they are there.
  fileprivate func clients(of entries: [JournalEntry]) async throws(CommandFailure) -> [ClientID: OAuthClient]
  {
    let wanted = Set(entries.compactMap(\.change.id))
    if wanted.count == 1, let id = wanted.first {
      do throws(CommandFailure) {
        let read = try await call(.readClient(name: entries.first?.subject ?? id.text)) {
          api throws(APIError) in
          try await api.readClient(id)
        }
        return [id: read.client]
      } catch {
        guard error.status == .notFound else { throw error }
        return [:]
      }
    }
    let (list, shortfall) = try await allClients()
    guard !shortfall.isCutOff else {
      throw CommandFailure(
        .network,
        lines: [shortfall.words, "Some that are meant may be missing. Nothing was done."]
      )
    }
    if !shortfall.isNothing { StandardError.print("Warning: \(shortfall.words)") }
    return Dictionary(list.all.clients.filter { wanted.contains($0.id) }.map { ($0.id, $0) }) { first, _ in
      first
    }
  }
}
