import HerokuAPI
import TerminalText

/// What setting a secret everywhere would do, in lines for people: each var that would get it, and what would not.
struct RenewalPreview: Hashable, Sendable {
  let plan: RenewalPlan
  /// What the list of apps lacks, in words; empty where it is whole.
  let shortfall: String
  /// How many requests are left before the rate limit; nil where nobody knows.
  let remainingRequests: Int?
  let host: String
  /// The pipelines that were named.
  var pipelines: [String] = []

  /// Everything.
  var lines: [String] {
    ["\(plan.client.name)  \(plan.client.id)"] + ticked + leftOut + outOfReach + unseen
      + [WhereReport.remark(onPipelines: pipelines)] + summary
  }

  /// The same as a text for the standard output.
  var document: String { lines.map { CleanText($0).text + "\n" }.joined() }

  private var isRotation: Bool { plan.occasion == .rotation }

  // MARK: What can be set

  private var ticked: [String] {
    var lines: [String] = []
    var lastApp: HerokuApp?
    for row in plan.rows where row.isTicked {
      if row.app != lastApp { lines.append("  \(Self.name(of: row.app))") }
      lastApp = row.app
      lines.append("    \(row.name) (\(row.content.rawValue))\(remark(on: row))")
    }
    return lines
  }

  /// What becomes of a var if a rotation is cut off before it is set.
  private func remark(on row: RenewalPlan.Row) -> String {
    guard isRotation, !row.isPaired else { return "" }
    guard row.idName != nil else { return ": if this is cut off, nothing finds it again" }
    return ": if this is cut off, only --names finds it again"
  }

  private var leftOut: [String] {
    let named = plan.leftOut
    let rows = plan.rows.filter { !$0.isTicked && !named.contains($0) }
    let asked =
      named.isEmpty
      ? [] : ["Left out, as asked:"] + named.map { "  \(Self.name(of: $0.app)): \($0.name)" }
    return rows.isEmpty
      ? asked
      : asked + ["Left out, since nobody knows whose secrets these are; --names takes one in:"]
        + rows.map { row in
          let pair = row.idName.map { "  --names \(VariablePair.text($0, row.name))" } ?? ""
          return "  \(Self.name(of: row.app)): \(row.name)\(pair)"
        }
  }

  // MARK: What cannot

  private var outOfReach: [String] {
    let places = plan.outOfReach
    return places.isEmpty
      ? []
      : ["Cannot be set from here:"]
        + places.map { place in
          let one = place.names.count == 1
          let names = place.names.joined(separator: ", ")
          let words =
            switch place.reason {
            case .containsSecret:
              "\(one ? "contains" : "contain") the current secret, and \(one ? "has" : "have") to be set by hand"
            case .containsStaleSecret:
              "\(one ? "contains" : "contain") a stale secret, and \(one ? "has" : "have") to be set by hand"
            case .containsID:
              "\(one ? "contains" : "contain") the id: see whether the secret there is a stale one"
            case .idAlone:
              "\(one ? "is" : "are") the id, and no secret beside it can be told; --names says which var it is"
            }
          return "  \(Self.name(of: place.app)): \(names) \(words)"
        }
  }

  private var unseen: [String] {
    let lines =
      (shortfall.isEmpty ? [] : ["  \(shortfall)"])
      + plan.unseen.reasons(host: host, for: .command).map { "  \($0)" }
    let heading =
      isRotation
      ? "Could not be looked into, and will break where they hold the secret:"
      : "Could not be looked into, and may hold a stale secret:"
    return lines.isEmpty ? [] : [heading] + lines
  }

  // MARK: How much it is

  private var summary: [String] {
    let count = plan.appCount
    let apps = count == 0 ? "no app" : "\(count) app\(count == 1 ? "" : "s")"
    let restarts = count == 0 ? "" : ", and restart"
    let deed =
      (isRotation
        ? "The old secret stops working at once; \(apps) would get the new one\(restarts)"
        : "\(count == 0 ? "No app" : apps) would get the secret\(restarts)")
      + plan.rows.filter(\.isTicked).map(\.app).stagesAmongThem + "."
    // Where nothing would be set, nothing is sent.
    guard count > 0 || isRotation else { return [deed] }
    return ["\(deed) That takes \(plan.requestCount) requests\(left)."]
  }

  /// How many requests are left, and what is done where they are few, as the end of a sentence.
  private var left: String {
    guard let remainingRequests else { return "" }
    let reserve = BulkRun.standardReserve
    let words = "; \(remainingRequests) are left, of which \(reserve) are kept in reserve"
    let missing = plan.requestCount - remainingRequests
    if missing + reserve <= 0 { return words }
    guard isRotation else { return words + ": it waits on the way until there are more" }
    guard missing > 0 else {
      return
        "; \(remainingRequests) are left. Once it has rotated, it keeps none in reserve: to wait would leave apps cut off"
    }
    let wait = Self.wait(for: missing)
    return "; \(remainingRequests) are left: it does not begin before there are enough, in \(wait)"
  }

  private static func wait(for requests: Int) -> String { BulkRun.refillTime(of: requests).estimateInWords }

  /// Why a rotation does not begin now: once it was sent, each wait would leave apps cut off; nil where it may begin.
  ///
  /// - Parameter remaining: how many requests are left now; nil where nobody knows.
  static func reasonAgainst(_ plan: RenewalPlan, remaining: Int?) -> CommandFailure? {
    guard let remaining, remaining < plan.requestCount else { return nil }
    return CommandFailure(
      .refused,
      """
      That takes \(plan.requestCount) requests, and \(remaining) are left before the rate limit: some apps would wait with a \
      secret that does not work any more. Nothing was rotated; there are enough in \(wait(for: plan.requestCount - remaining)).
      """
    )
  }

  private static func name(of app: HerokuApp) -> String {
    app.name + (app.team.map { " (team \($0))" } ?? "")
  }
}

extension VariablePair {
  /// Two names as they are given to `--names`.
  fileprivate static func text(_ idName: String, _ secretName: String) -> String {
    ShellText.pasteable("\(idName):\(secretName)")
  }
}

/// What confirms that a secret is set everywhere: how many apps get it.
struct RenewalConfirmation: Confirmation, Hashable, Sendable {
  static let option = "confirm"
  static let doing = "this"
  static let nothingDone = "Nothing was changed."

  let plan: RenewalPlan

  var wanted: String {
    plan.occasion == .rotation ? "rotate everywhere \(plan.appCount)" : "mend \(plan.appCount)"
  }

  var advice: String {
    let yes = "--yes \(plan.appCount)"
    return plan.occasion == .rotation ? "\(yes), or \(CommandLineText.option(Self.option, wanted))" : yes
  }

  var question: [String] { ["Type \(wanted) to go on:"] }

  func accepts(_ text: String) -> Bool { text == wanted }

  /// Makes sure that it is meant: by the number, by the text, or by asking on a terminal.
  func obtain(yes: Int?, text: String? = nil) throws(CommandFailure) {
    guard let yes else { return try obtain(option: text) }
    guard yes == plan.appCount else {
      throw CommandFailure(.wrongUsage, "--yes is “\(yes)”, and this wants \(advice). \(Self.nothingDone)")
    }
  }
}
