/// The apps, kept in the order of their ids.
struct AppRegistry: Sendable {
  private var apps: [App]

  init(_ apps: [App]) {
    self.apps = apps.sorted { $0.id < $1.id }
  }

  /// The app with a name or an id, nil if there is none.
  func app(_ nameOrID: String) -> App? {
    index(of: nameOrID).map { apps[$0] }
  }

  /// Takes in the new version of an app.
  mutating func update(_ app: App) {
    guard let index = apps.firstIndex(where: { $0.id == app.id }) else { return }
    apps[index] = app
  }

  /// Takes an app away.
  mutating func remove(_ app: App) { apps.removeAll { $0.id == app.id } }

  /// The apps of a team, in the order of their names; none for a team that is not there.
  func apps(ofTeam nameOrID: String) -> [App] {
    let id = Identifier(nameOrID)
    func isMeant(_ team: App.Team) -> Bool { team.name == nameOrID || team.id == id }
    return apps.filter { $0.team.map(isMeant) ?? false }
      .sorted { $0.name < $1.name }
  }

  /// The apps of a range that the account sees among its own, up to a page of them.
  func page(_ range: ListRange) -> Page<App> {
    Page(range, of: apps.filter { $0.access != .notJoined })
  }

  private func index(of nameOrID: String) -> Int? {
    let id = Identifier(nameOrID)
    return apps.firstIndex { $0.name == nameOrID || $0.id == id }
  }
}
