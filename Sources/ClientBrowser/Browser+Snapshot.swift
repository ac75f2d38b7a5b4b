import HerokuAPI

/// The list as it was when it was last loaded, which stands in until it is loaded again.
extension Browser {
  /// Shows a snapshot, if there is one, and asks the server.
  mutating func take(_ snapshot: SnapshotBatch?) -> [Effect] {
    if let snapshot {
      clients.merge(snapshot.batch)
      snapshotDate = snapshot.date
      listVersion = snapshot.version
    }
    return reload()
  }

  /// Ends a load that has come to its end: what is shown is the server's list now.
  ///
  /// - Parameter bringing: whether the clients came; else they are what was shown already.
  mutating func loadEnded(bringing: Bool, _ version: ListVersion?) -> [Effect] {
    clients.endLoad(wasWhole: bringing)
    loadState = .loaded
    snapshotDate = nil
    comparedVersion = nil
    listVersion = version
    resolveUnknownOutcomes()
    return keepSnapshot()
  }

  /// Takes the version up again that a load was to compare with, if the load has brought nothing.
  mutating func restoreVersion() {
    if loadState == .loading(received: 0), let comparedVersion { listVersion = comparedVersion }
    comparedVersion = nil
  }

  /// Keeps the list, if it is whole.
  func keepSnapshot() -> [Effect] {
    guard keepsSnapshot, loadState == .loaded else { return [] }
    let version = clients.isChanged ? nil : listVersion
    return [.writeSnapshot(ListSnapshot(clients: clients.all, version: version, date: now))]
  }

  /// How old a snapshot is that is shown, in words; nil where the list is the server's.
  var snapshotAge: String? {
    guard let snapshotDate else { return nil }
    let age = Age(of: snapshotDate, at: now).description
    return age == "now" ? "a moment ago" : "\(age) ago"
  }

  /// What to add where a load has not come to its end.
  var snapshotRemark: String {
    snapshotAge.map { " What is shown is as of \($0)." } ?? ""
  }
}
