import ClientIndex
import HerokuAPI

/// Loading the list, and the list of last time, which stands in until it is loaded again.
extension Browser {
  /// Loads the list anew.
  ///
  /// A load under way is given up first. A list whose version is known is only compared.
  mutating func reload() -> [Effect] {
    let cancelled = cancelReads { $0 == .load || $0 == .snapshot }
    let version = shared.listing.begin(isChanged: shared.clients.isChanged)
    shared.clients.beginLoad()
    let id = shared.work.begin(.load)
    return cancelled + [version.map { .revalidateClients(id, unless: $0) } ?? .loadClients(id)]
  }

  /// Gives up a load that waits before it tries again.
  mutating func stopLoading(_ id: RequestID) -> [Effect] {
    _ = shared.work.end(id)
    failLoading()
    let reload = shared.keymap.name(of: .reload, in: .list)
    shared.status = Status(
      .warning,
      "Loading stopped; the list may be incomplete. \(reload) loads it again." + snapshotRemark
    )
    return [.cancel(id)]
  }

  mutating func takeList(_ event: Event) -> [Effect] {
    switch event {
    case .pageLoaded(let id, let batch):
      guard shared.work[id] == .load else { break }
      shared.work.note(nil, about: id)
      receive(batch)
    case .loadEnded(let id, let version, let lacking, let page):
      guard shared.work.end(id) != nil else { break }
      if let page { receive(page) }
      // What did not come of a list that is cut off may be there all the same.
      shared.clients.endLoad(wasWhole: !lacking.isCutOff)
      shared.listing.end(version, lacking: lacking)
      if !lacking.isNothing { shared.status = Status(.warning, lacking.words) }
      return endLoading()
    case .listUnchanged(let id):
      guard shared.work.end(id) != nil else { break }
      shared.clients.endLoad(wasWhole: false)
      shared.listing.endUnchanged()
      return endLoading()
    case .snapshotRead(let id, let snapshot):
      guard shared.work.end(id) != nil else { break }
      if let snapshot {
        shared.clients.merge(snapshot.batch)
        shared.listing.take(snapshot)
      }
      return reload()
    default: break
    }
    return []
  }

  private mutating func receive(_ batch: ClientBatch) {
    shared.clients.merge(batch)
    shared.listing.receive(batch.count)
  }

  private mutating func endLoading() -> [Effect] {
    resolveUnknownOutcomes()
    return keepSnapshot() + recallChanges()
  }

  /// Notes that a load has not come to its end.
  mutating func failLoading() {
    shared.clients.endLoad(wasWhole: false)
    shared.listing.fail()
  }

  /// Keeps the list for the next start, if it is whole.
  func keepSnapshot() -> [Effect] {
    guard shared.listing.keepsSnapshot, shared.listing.state == .loaded, shared.listing.isWhole else {
      return []
    }
    let version = shared.clients.isChanged ? nil : shared.listing.version
    return [.writeSnapshot(ListSnapshot(shared.clients.all, version: version, date: shared.now))]
  }

  /// How old a snapshot is that is shown, in words; nil where the list is the server's.
  var snapshotAge: String? {
    guard let date = shared.listing.snapshotDate else { return nil }
    let age = Age(of: date, at: shared.now).description
    return age == "now" ? "a moment ago" : "\(age) ago"
  }

  /// What to add where a load has not come to its end.
  var snapshotRemark: String {
    snapshotAge.map { " What is shown is as of \($0)." } ?? ""
  }
}
