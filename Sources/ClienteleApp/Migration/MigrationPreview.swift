import HerokuAPI
import TerminalText

/// What moving apps from one client to another would do, in lines for people: its price first.
struct MigrationPreview: Hashable, Sendable {
  let plan: MigrationPlan
  /// Whether apps move back to the client that they had.
  let isBack: Bool
  /// What the second client is to be called, while there is none.
  let secondName: String
  /// How many apps move before somebody says that they work.
  let groupSize: Int
  /// What the list of apps lacks, in words; empty where it is whole.
  let shortfall: String
  /// The clients of which one may be the second one under another name.
  var lookalikes: [OAuthClient] = []
  /// What says that an app works; nil where a person does.
  var checkName: String?
  /// The pipelines that were looked into.
  var pipelines: [String] = []
  /// How many requests are left before the rate limit; nil where nobody knows.
  let remainingRequests: Int?
  let host: String

  /// Everything.
  var lines: [String] {
    heading + price + moved + chosen + leftOut + Self.unseen(plan.unseen, shortfall, host)
      + [WhereReport.remark(onPipelines: pipelines)] + summary
  }

  /// The same as a text for the standard output.
  var document: String { lines.map { CleanText($0).text + "\n" }.joined() }

  private var heading: [String] {
    let target = plan.target.map { "\($0.name)  \($0.id)" } ?? "\(secondName), which is created first"
    return ["\(plan.client.name)  \(plan.client.id)", "  to \(target)"] + doubt
  }

  /// Who else might be meant, as far as a person can look through them.
  private var doubt: [String] {
    let count = lookalikes.count
    guard count > 0 else { return [] }
    let those = count == 1 ? "Another client has" : "\(count) other clients have"
    let names = count <= 3 ? lookalikes.map { "    \($0.name)  \($0.id)" } : []
    return [
      "  \(those) its redirect URI; if one of them is the second one, name it with --to\(names.isEmpty ? "." : ":")"
    ]
      + names
  }

  /// What it costs the people who sign in, and what a way back does.
  private var price: [String] {
    if plan.chosen.isEmpty, plan.target != nil { return [] }
    return isBack
      ? [
        """
        Whoever has signed in since with “\(plan.client.name)” signs in and consents anew; what was signed in with before works \
        again.
        """
      ]
      : [
        """
        Its price: another client id means that every person signs in and consents anew, and that refresh tokens of \
        “\(plan.client.name)” do not work with the other one.
        """
      ]
  }

  private var moved: [String] {
    let words = isBack ? "Have it already" : "Moved already"
    let check = checkName.map { ", and tried by “\($0)” \(isBack ? "at the end" : "first")" } ?? ""
    return Self.lines("\(words)\(check):", plan.moved)
  }

  /// The apps that have the client that others move to; what is odd about it is said.
  static func lines(_ heading: String, _ moved: [Sighting]) -> [String] {
    moved.isEmpty
      ? []
      : [heading]
        + moved.map { sighting in
          "  \(name(of: sighting.app))\(sighting.state == .current ? "" : " (\(sighting.state.rawValue))")"
        }
  }

  private var chosen: [String] {
    plan.chosen.isEmpty
      ? []
      : ["To move:"]
        + plan.chosen.flatMap { place in
          ["  \(Self.name(of: place.app))"]
            + place.variables.map { "    \($0.name) (\($0.content.rawValue))" }
            + place.rest.map { "    \(Self.words(about: $0)); it stays behind" }
        }
  }

  private var leftOut: [String] {
    let places = plan.places.filter { !$0.isChosen }
    let able = places.filter { !$0.variables.isEmpty && !$0.rest.isEmpty }
    let others = places.filter { !$0.variables.isEmpty && $0.rest.isEmpty }
    return Self.lines(
      "Left out, since something would stay behind; --app moves the rest of one all the same:",
      able
    )
      + Self.lines("Left out:", others)
      + Self.lines("Cannot be moved from here:", places.filter(\.variables.isEmpty))
  }

  /// What could not be looked into, with the reasons.
  static func unseen(_ unseen: [Whereabouts.UnseenApp], _ shortfall: String, _ host: String) -> [String] {
    let lines =
      (shortfall.isEmpty ? [] : ["  \(shortfall)"])
      + unseen.reasons(host: host, for: .command).map { "  \($0)" }
    return lines.isEmpty ? [] : ["Could not be looked into, and may hold the client:"] + lines
  }

  private var summary: [String] {
    let count = plan.chosen.count
    let creates = plan.target == nil
    guard count > 0 else {
      return creates ? ["The second client would be created, and no app moved."] : []
    }
    let groups = (count + groupSize - 1) / groupSize
    let pace = groups == 1 ? "" : ", \(groupSize) at a time,"
    let needed = 2 * count + groups + (creates ? 1 : 0)
    let left = remainingRequests.map {
      "; \($0) are left, of which \(BulkRun.standardReserve) are kept in reserve"
    }
    let stages = plan.chosen.map(\.app).stagesAmongThem
    return [
      "\(count) app\(count == 1 ? "" : "s") would move\(isBack ? " back" : "")\(pace) and restart\(stages). That takes \(needed) requests\(left ?? "")."
    ]
  }

  // MARK: Places

  static func lines(_ heading: String, _ places: [MigrationPlan.Place]) -> [String] {
    places.isEmpty ? [] : [heading] + places.map(line)
  }

  /// An app that holds a client, with what of it cannot be moved.
  static func line(about place: MigrationPlan.Place) -> String {
    let rest = place.rest.map { words(about: $0) }.joined(separator: "; ")
    return "  \(name(of: place.app))\(rest.isEmpty ? "" : ": \(rest)")"
  }

  private static func words(about rest: MigrationPlan.Rest) -> String {
    let one = rest.names.count == 1
    let names = rest.names.joined(separator: ", ")
    return switch rest.reason {
    case .contains:
      "\(names) \(one ? "contains" : "contain") the id or the secret, and \(one ? "has" : "have") to be set by hand"
    case .idAlone:
      "\(names) \(one ? "is" : "are") the id, and no secret beside it can be told; --names says which var it is"
    case .secretAlone: "\(names) \(one ? "is" : "are") the secret, and no id beside it can be told"
    case .perhapsPaired(let pair):
      "\(names): nobody knows whose secret that is; it moves with --names \(ShellText.pasteable(pair.text))"
    }
  }

  static func name(of app: HerokuApp) -> String {
    app.name + (app.team.map { " (team \($0))" } ?? "")
  }
}

/// What confirms that apps move: how many.
struct MigrationConfirmation: Confirmation, Hashable, Sendable {
  static let option = "yes"
  static let doing = "this"
  static let nothingDone = "Nothing was changed."

  let count: Int
  let isBack: Bool

  var wanted: String { "\(isBack ? "move back" : "migrate") \(count)" }
  var advice: String { "--yes \(count)" }
  var question: [String] { ["Type \(wanted) to go on:"] }

  func accepts(_ text: String) -> Bool { text == wanted }

  /// Makes sure that it is meant: by the number, or by asking on a terminal.
  func obtain(yes: Int?) throws(CommandFailure) {
    guard let yes else { return try obtain(option: nil) }
    guard yes == count else {
      throw CommandFailure(.wrongUsage, "--yes is “\(yes)”, and this wants \(advice). \(Self.nothingDone)")
    }
  }
}
