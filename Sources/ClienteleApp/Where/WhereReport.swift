import HerokuAPI
import TerminalText

/// Where clients are used, for people and for scripts.
struct WhereReport {
  let sought: SoughtClients
  let list: AppList
  let found: Whereabouts
  let host: String
  /// The pipelines that were named.
  var pipelines: [String] = []

  /// How many places are in a state.
  func count(of state: Sighting.State) -> Int { found.sightings.count { $0.state == state } }

  /// How many apps are known of and were not looked into; at least one where the list is not whole.
  var unseenCount: Int { found.unseen.count + list.unreadableApps + (list.isCutOff ? 1 : 0) }

  /// The clients that are in none of the apps that were looked into.
  private var foundNowhere: [OAuthClient] {
    let placed = Set(found.sightings.map(\.client))
    return sought.clients.filter { !placed.contains($0.id) }
  }

  // MARK: For people

  /// What was found, what is stale before the rest; otherwise in the order of the apps.
  private var stalestFirst: [Sighting] {
    let states: [Sighting.State] = [.stale, .perhapsStale, .current, .idOnly]
    return states.flatMap { state in found.sightings.filter { $0.state == state } }
  }

  /// A row for each client and app, what is stale first; empty where there is none.
  var table: String {
    guard !found.sightings.isEmpty else { return "" }
    // Of those that are called the same, the beginning of the id tells which one it is.
    let namesakes = Dictionary(grouping: sought.clients, by: \.name).filter { $1.count > 1 }
    let names = Dictionary(
      sought.clients.map { client in
        (client.id, client.name + (namesakes[client.name] == nil ? "" : "  \(client.id.text.prefix(8))"))
      }
    ) { first, _ in first }
    let rows = stalestFirst.map { sighting in
      [
        names[sighting.client] ?? sighting.client.text, sighting.app.name, sighting.app.team ?? "",
        sighting.state.rawValue,
        sighting.variables.map { "\($0.name) (\($0.content.rawValue))" }.joined(separator: ", "),
      ].map { CleanText($0).text }
    }
    return TextTable.document(["Client", "App", "Team", "Secret", "Config vars"], rows)
  }

  /// How many places there are, and in what state.
  var summary: String {
    let stale = count(of: .stale)
    let perhaps = count(of: .perhapsStale)
    let stages =
      stagesListed == 0 ? "" : " and \(stagesListed - stagesUnseen) of \(stagesListed) stages of pipelines"
    let places = found.sightings.count
    return
      "Looked into \(appsRead) of \(appsRead + found.unseen.count - stagesUnseen) apps\(stages): "
      + "\(places) place\(places == 1 ? "" : "s"), \(stale) stale, \(perhaps) perhaps stale."
  }

  private var stagesListed: Int { list.apps.count { $0.stage != nil } }
  private var stagesUnseen: Int { found.unseen.count { $0.app.stage != nil } }
  private var appsRead: Int { found.appsRead - (stagesListed - stagesUnseen) }

  /// What of pipelines was not looked at, as a sentence.
  static func remark(onPipelines pipelines: [String]) -> String {
    pipelines.isEmpty
      ? """
      What review apps and CI begin with, the vars of pipelines, was not looked at; --pipeline ID names \
      one, by the id in its address in the dashboard.
      """
      : "Other pipelines than \(pipelines.joined(separator: ", ")) were not looked at."
  }

  /// What the table does not tell.
  var remarks: [String] {
    var lines = [summary]
    let nowhere = foundNowhere
    if let only = nowhere.first, nowhere.count == 1 {
      lines.append("“\(only.name)” was found nowhere; it may be used where nobody looked.")
    } else if !nowhere.isEmpty {
      lines.append("\(nowhere.count) clients were found nowhere; they may be used where nobody looked.")
    }
    let withheld = sought.withheld.count
    if withheld > 0 {
      lines.append(
        "Of \(withheld) client\(withheld == 1 ? "" : "s") the API withholds the secret: only the id was looked for."
      )
    }
    if !list.shortfall.isEmpty { lines.append(list.shortfall) }
    lines += found.unseen.reasons(host: host, for: .command)
    lines.append(Self.remark(onPipelines: pipelines))
    return lines
  }

  private func reason(_ unseen: Whereabouts.UnseenApp) -> String {
    unseen.reason(host: host, for: .command)
  }

  // MARK: For scripts

  /// The whole as JSON, with members by name.
  var json: String {
    let places = Dictionary(grouping: found.sightings, by: \.client)
    let report: JSONDocument = [
      "apps_listed": .number(list.apps.count - stagesListed),
      "apps_looked_into": .number(appsRead),
      "apps_not_seen": .list(
        found.unseen.map { unseen in
          Self.object(
            about: unseen.app,
            [
              .init("reason", .text(reason(unseen))),
              .init("team", unseen.app.team.map { .text($0) }),
            ]
          )
        }
      ),
      "apps_whole": .truth(list.isWhole),
      "clients": .list(
        sought.clients.map { client in
          [
            "id": .text(client.id.text),
            "name": .text(client.name),
            "places": .list((places[client.id] ?? []).map(place)),
          ]
        }
      ),
      "pipelines_looked_into": .list(pipelines.map { .text($0) }),
    ]
    return report.document
  }

  /// What is said of an app, which is told by its name, or of a stage, which is told by its pipeline and its own.
  private static func object(about app: HerokuApp, _ members: [JSONDocument.Member]) -> JSONDocument {
    let names: [JSONDocument.Member] =
      app.stage.map { stage in
        [.init("app", nil), .init("pipeline", .text(stage.pipeline)), .init("stage", .text(stage.name))]
      } ?? [.init("app", .text(app.name))]
    return .object((names + members).sorted { $0.name < $1.name })
  }

  private func place(_ sighting: Sighting) -> JSONDocument {
    Self.object(
      about: sighting.app,
      [
        .init("secret", .text(sighting.state.rawValue)),
        .init("team", sighting.app.team.map { .text($0) }),
        .init(
          "vars",
          .list(sighting.variables.map { ["content": .text($0.content.rawValue), "name": .text($0.name)] })
        ),
      ]
    )
  }
}
