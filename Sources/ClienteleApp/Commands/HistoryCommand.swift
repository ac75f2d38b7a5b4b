import ArgumentParser
import FoundationEssentials
import HerokuAPI
import Journal
import TerminalText

/// What was changed with this program.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Print what was changed with this program.",
    subcommands: [Show.self, Clear.self],
    defaultSubcommand: Show.self
  )

  /// Prints the changes.
  struct Show: ServerCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the changes made here on this server and account, the newest first.",
      discussion: """
        Changes of the browser and of commands, made by you on this machine: when, what, to which client, what came of \
        it, and how it was before. No secret is in it. A change whose end is not in the history, since the program was \
        ended meanwhile, is “not known”; one that was taken back since, “undone”. “clientele undo” takes one back, by \
        the id in the first column.

        Whose account it is, the server is asked; where that cannot be found out, the changes of every account are \
        printed, and standard error says so.
        """
    )

    @Flag(name: .shortAndLong, help: "Print JSON: an array, the newest change first.")
    var json = false

    @Option(
      help: ArgumentHelp(
        "Only what is not older: 30min, 12h, 7d, 4w, or a date as 2026-11-01.",
        valueName: "age"
      ),
      transform: HistoryAge.init(parsing:)
    )
    var since: HistoryAge?

    @OptionGroup var server: ServerOptions

    func run(with settings: Settings) async throws {
      let host = try Self.host(settings)
      let file = try HistoryCommand.file(settings)
      let (account, doubt) = await Self.account(settings)
      let history: History
      do throws(JournalProblem) {
        history = try file.history().narrowed(to: host, account: account, since: since?.date(now: .now))
      } catch {
        throw CommandFailure(
          .outputFailed,
          "The history \(error.path) could not be read: \(error.reason)."
        )
      }
      try StandardOutput.print(
        json ? HistoryJSON.document(history) : HistoryTable.document(history, host: host)
      )
      if let doubt, history.entries.contains(where: { $0.account != nil }) { StandardError.print(doubt) }
      if history.skippedLines > 0 {
        let lines = history.skippedLines == 1 ? "1 line" : "\(history.skippedLines) lines"
        StandardError.print("\(lines) of \(file.path) could not be read, and were left out.")
      }
    }

    private static func host(_ settings: Settings) throws(CommandFailure) -> String {
      do throws(EndpointError) {
        return try settings.endpoint().displayName
      } catch {
        throw CommandFailure(
          .unusableAddress,
          "Cannot use the server “\(settings.address ?? "")”: \(error)."
        )
      }
    }

    /// Whose token it is, or why that is not known.
    private static func account(_ settings: Settings) async -> (String?, doubt: String?) {
      do throws(CommandFailure) {
        let account = try await Session.with(settings) { session throws(CommandFailure) in
          try await session.call(.readAccount) { api throws(APIError) in try await api.account() }
        }
        return (account.email, nil)
      } catch {
        let reason = error.lines.first ?? ""
        return (nil, "These are the changes of every account on this server. \(reason)")
      }
    }
  }

  /// Removes the history.
  struct Clear: SettingsCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove the history of every server and account, and say how many changes were in it."
    )

    func run(with settings: Settings) async throws {
      let file = try HistoryCommand.file(settings)
      let count: Int
      do throws(JournalProblem) {
        count = try file.clear()
      } catch {
        throw CommandFailure(
          .outputFailed,
          "The history \(error.path) could not be removed: \(error.reason)."
        )
      }
      let changes = "\(count) change\(count == 1 ? "" : "s")"
      try StandardOutput.print("Removed \(changes) from \(CleanText(file.path).text)\n")
    }
  }

  /// The file that it is in.
  static func file(_ settings: Settings) throws(CommandFailure) -> JournalFile {
    guard let folder = settings.journalFolder else {
      throw CommandFailure(
        .wrongUsage,
        "There is no history: neither XDG_STATE_HOME nor HOME is an absolute path."
      )
    }
    return JournalFile(in: folder)
  }
}

/// How far back somebody wants to look.
enum HistoryAge: Hashable, Sendable {
  /// So many seconds.
  case seconds(Double)
  /// From a moment on.
  case from(Date)

  private static let units: [(name: String, seconds: Double)] = [
    ("min", 60), ("h", 3600), ("d", 86_400), ("w", 604_800),
  ]

  /// Reads `7d` or `2026-11-01`.
  ///
  /// - Throws: where it is neither.
  init(parsing text: String) throws {
    if let unit = Self.units.first(where: { text.hasSuffix($0.name) }),
      let number = Int(text.dropLast(unit.name.count)), number >= 0
    {
      self = .seconds(Double(number) * unit.seconds)
    } else if let date = try? Date(text, strategy: Date.ISO8601FormatStyle()) {
      self = .from(date)
    } else if text.utf8.count == 10,
      let date = try? Date(text, strategy: Date.ISO8601FormatStyle().year().month().day())
    {
      self = .from(date)
    } else {
      throw ValidationError(
        "--since takes an age, as 30min, 12h, 7d or 4w, or a date, as 2026-11-01 or 2026-11-01T09:00:00Z."
      )
    }
  }

  /// The moment that it means.
  func date(now: Date) -> Date {
    switch self {
    case .seconds(let seconds): now.addingTimeInterval(-seconds)
    case .from(let date): date
    }
  }
}
