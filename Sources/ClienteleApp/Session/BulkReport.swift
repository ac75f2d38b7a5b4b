import HerokuAPI

/// How people are told of many changes of one kind.
struct BulkWords: Hashable, Sendable {
  /// What was done to them, as in "3 of 5 clients were deleted".
  let done: String
  /// What they are, in the plural.
  var noun = "clients"
  /// Whether that is said where all went well, too: there is a line for each already.
  var isAlwaysSummedUp = false
  /// What is said besides where not all of it is done, or a signal ends it: how to go on.
  var wayOn: [String] = []
}

/// What is said about many changes, meanwhile and at the end, to whoever ran a command.
struct BulkReport: Hashable, Sendable {
  let words: BulkWords
  let host: String
  /// What was given on the command line, for commands that are advised.
  var given = GivenOptions()

  // MARK: Meanwhile

  /// How far it is, in a line that the next takes the place of.
  func progress(of run: BulkRun) -> String {
    run.counts.summary + (run.timeLeft.map { ", \($0.estimateInWords) left" } ?? "")
  }

  /// What a signal tells: what was done and what was not, and where the new secrets are.
  ///
  /// - Parameter made: the clients that have got new secrets so far.
  func remark(on run: BulkRun, made: [ClientID]) -> @Sendable () -> [String] {
    let targets = run.underWay.sorted().map { run.items[$0].change.subject }
    let wayOn = words.wayOn
    let given = given
    let summary = summary(of: run.counts, unknown: run.counts[.underWay] + run.counts[.unknown])
    return {
      let unknown =
        targets.isEmpty
        ? []
        : ["These may have been done or not; look at them before you repeat it:"]
          + targets.map { "  \($0)" }
      return [summary] + unknown + Self.wayToSecrets(of: made, given) + wayOn
    }
  }

  /// How to print secrets that were made.
  static func wayToSecrets(of made: [ClientID], _ given: GivenOptions) -> [String] {
    made.isEmpty
      ? []
      : ["The new secrets are printed by:"]
        + made.map { "  \(CommandLineText("info", [$0.text], options: [("json", nil)] + given.server))" }
  }

  // MARK: At the end

  /// Why the command does not end with success; nil where all is done.
  ///
  /// That something may have been done is what a script has to know first; else the first failure counts.
  ///
  /// - Parameter pause: the run as it was when it could not go on; nil where it could.
  func failure(of run: BulkRun, after pause: BulkRun? = nil) -> CommandFailure? {
    let errors = run.items.lazy.compactMap(\.state.error) + [pause?.pause?.error].compactMap { $0 }
    let isUnknown = run.counts[.unknown] > 0
    let isCutShort = run.counts[.notBegun] > 0
    let status = isUnknown ? .outcomeUnknown : errors.first.map { ExitStatus($0) }
    guard let status = status ?? (isCutShort ? .interrupted : nil) else { return nil }
    let cause = pause?.pauseExplanation(host: host, for: .command)
    return CommandFailure(status, lines: [cause, summary(of: run.counts)].compactMap { $0 })
  }

  /// What was done, in a sentence.
  func summary(of counts: BulkRun.Counts) -> String {
    summary(of: counts, unknown: counts[.unknown])
  }

  private func summary(of counts: BulkRun.Counts, unknown: Int) -> String {
    let notBegun = counts[.notBegun] + counts[.waiting]
    func part(_ count: Int, _ words: String) -> String { count > 0 ? "; \(words)" : "" }
    let subject = counts.total == 1 ? "\(words.noun.dropLast()) was" : "\(words.noun) were"
    return "\(counts[.done]) of \(counts.total) \(subject) \(words.done)"
      + part(counts[.leftAlone], "\(counts[.leftAlone]) left alone, which somebody else has changed")
      + part(unknown, "of \(unknown) it is not known")
      + part(notBegun, "\(notBegun) not begun") + "."
  }
}

extension Change {
  /// What it is about, for a list of several.
  var subject: String {
    switch self {
    case .create(let draft): draft.name
    case .setConfigVars(let destination, _, _): destination.description
    case .renewSecret(let renewal): "\(renewal.app.name): \(renewal.names.joined(separator: ", "))"
    case .movePair(let move): "\(move.app.name): \(move.names.joined(separator: ", "))"
    default: target.map { "\($0.id)  \($0.name)" } ?? ""
    }
  }
}
