import HerokuAPI

/// A run in words.
extension Run {
  /// How far it is, in a sentence without an end: `12 of 40 changes done, 2 failed, 26 left`.
  var progress: String {
    let counts = bulk.counts
    var words = "\(Counted.number(counts[.done])) of \(Counted.changes(counts.total)) done"
    words += counted(.failed, "failed") + counted(.leftAlone, "left alone") + counted(.unknown, "unknown")
    words += counted(.notBegun, "not begun")
    if isUnderWay { words += ", \(Counted.number(counts.left)) left" }
    return words
  }

  private func counted(_ kind: BulkRun.Kind, _ word: String) -> String {
    let count = bulk.counts[kind]
    return count == 0 ? "" : ", \(Counted.number(count)) \(word)"
  }

  /// How long it will take, as short as a column: `4 s`, `3 min`; nil where nobody knows.
  var timeLeft: String? {
    guard bulk.pause == nil, isUnderWay, let seconds = bulk.timeLeft?.components.seconds else { return nil }
    return seconds < 90 ? "\(max(1, seconds)) s" : "\((seconds + 30) / 60) min"
  }

  /// Why nothing begins, as a sentence; nil where it goes on.
  func pauseWords(host: String) -> String? {
    guard let pause = bulk.pause else { return nil }
    return switch pause.reason {
    case .asked: "Paused."
    case .network: "Paused: no answer comes from \(host)."
    case .token: "Paused: \(host) does not accept the token any more."
    case .secondFactor: "Paused: \(host) wants a second factor."
    }
  }

  /// What was done and what was not, for somebody who leaves: a paragraph each.
  func farewell(host: String) -> Farewell {
    guard isLeft || isUnderWay else { return Farewell() }
    var lines = ["\(proposal.title): \(progress)."]
    lines += listed(.done, "Done")
    // Those that wait for the answer to the change itself are told of by themselves.
    lines += listed(.underWay, "Not known whether it was done") { $0 != .underWay }
    for item in problems {
      guard let error = bulk.items[item].state.error else { continue }
      lines.append(error.explanation(of: bulk.items[item].change.attempt, host: host, for: .command).text)
    }
    return Farewell(
      lines + listed(.waiting, "Not begun") + listed(.notBegun, "Not begun"),
      newSecrets: bulk.items.compactMap { $0.state.outcome?.credentials?.client }
    )
  }

  /// The names of all items of a kind, behind a heading; nothing where there are none.
  private func listed(
    _ kind: BulkRun.Kind,
    _ heading: String,
    where isMeant: (BulkRun.State) -> Bool = { _ in true }
  ) -> [String] {
    let items = bulk.items.filter { $0.state.kind == kind && isMeant($0.state) }
    guard !items.isEmpty else { return [] }
    let names = items.prefix(Self.mostNames).map { item in
      let id = item.state.outcome?.credentials.map { " (\($0.client.id))" } ?? ""
      return "“\(item.change.displayName)”\(id)"
    }
    let more = items.count > names.count ? " and \(Counted.number(items.count - names.count)) more" : ""
    return ["\(heading): \(names.joined(separator: ", "))\(more)."]
  }

  /// So many names are told at once.
  private static let mostNames = 100
}
