import HerokuAPI
import TerminalText

/// Where clients are used, for people and for scripts.
struct WhereReport {
  let sought: SoughtClients
  let list: AppList
  let found: Whereabouts
  let host: String

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

  /// A row for each client and app; empty where there is none.
  var table: String {
    guard !found.sightings.isEmpty else { return "" }
    let names = Dictionary(sought.clients.map { ($0.id, $0.name) }) { first, _ in first }
    let rows = found.sightings.map { sighting in
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
    return
      "\(found.sightings.count) \(found.sightings.count == 1 ? "place" : "places") in \(found.appsRead) of "
      + "\(found.appsRead + found.unseen.count) apps: \(stale) stale, \(perhaps) perhaps stale."
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
    if !list.isWhole { lines.append(list.shortfall) }
    lines += found.unseen.map(reason)
    return lines
  }

  private func reason(_ unseen: Whereabouts.UnseenApp) -> String {
    unseen.error.explanation(of: .readConfigVars(app: unseen.app.name), host: host, for: .command).text
  }

  // MARK: For scripts

  /// The whole as JSON, with members by name.
  var json: String {
    let places = Dictionary(grouping: found.sightings, by: \.client)
    let report: JSONDocument = [
      "apps_listed": .number(list.apps.count),
      "apps_looked_into": .number(found.appsRead),
      "apps_not_seen": .list(
        found.unseen.map { unseen in
          .object([
            .init("app", .text(unseen.app.name)),
            .init("reason", .text(reason(unseen))),
            .init("team", unseen.app.team.map { .text($0) }),
          ])
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
    ]
    return report.document
  }

  private func place(_ sighting: Sighting) -> JSONDocument {
    .object([
      .init("app", .text(sighting.app.name)),
      .init("secret", .text(sighting.state.rawValue)),
      .init("team", sighting.app.team.map { .text($0) }),
      .init(
        "vars",
        .list(sighting.variables.map { ["content": .text($0.content.rawValue), "name": .text($0.name)] })
      ),
    ])
  }
}
