import HerokuAPI

extension Session {
  /// Carries many changes out, several at once, and reports each as it ends.
  ///
  /// What fails does not keep the others; what all would fail for (no network, a token that is not accepted any more) is
  /// asked about once on a terminal, and ends the rest elsewhere. A signal is told what was done and what was not.
  ///
  /// - Parameters:
  ///   - changes: what is to be done, in this order.
  ///   - remainingRequests: how many requests are left, where that is known already.
  ///   - width: how many may be under way at once.
  ///   - reserve: how many requests are left to others.
  ///   - words: how it is told.
  /// - Returns: what was made, why that is not all, and what has become of each.
  func perform(
    _ changes: [Change],
    remainingRequests: Int? = nil,
    width: Int = BulkRun.standardWidth,
    reserve: Int = BulkRun.standardReserve,
    words: BulkWords
  ) async -> (outcomes: [ChangeOutcome], failure: CommandFailure?, run: BulkRun) {
    var remaining = remainingRequests
    if remaining == nil { remaining = try? await client.remainingRequests() }
    var run = BulkRun(changes, width: width, remainingRequests: remaining, reserve: reserve)
    let runner = BulkRunner(client, notice: { StandardError.print($0) }) { api, change throws(APIError) in
      try await api.perform(change, batch: changes.count > 1 ? 1 : nil)
    }
    defer { reportJournal() }
    let report = BulkReport(words: words, host: host, given: given)
    var made: [ClientID] = []
    var lastPause: BulkRun?
    while !run.isOver {
      await runner.go(on: &run) { run, item in
        if let item {
          if let client = run.items[item].state.outcome?.credentials?.client { made.append(client.id) }
          if let words = run.explanation(of: item, host: host, for: .command) { StandardError.print(words) }
        }
        Interruption.current.setRemark(report.remark(on: run, made: made))
        StandardError.showProgress(report.progress(of: run))
      }
      StandardError.showProgress(nil)
      guard run.pause != nil else { break }
      if goesOn(with: run) {
        runner.resume(&run)
      } else {
        lastPause = run
        run.stop()
      }
    }
    let failure = report.failure(of: run, after: lastPause)
    if failure == nil, words.isAlwaysSummedUp { StandardError.print(report.summary(of: run.counts)) }
    let secrets = BulkReport.wayToSecrets(of: made, given)
    Interruption.current.setRemark { secrets }
    return (run.items.compactMap(\.state.outcome), failure, run)
  }

  /// Asks on a terminal whether to go on with what is left.
  private func goesOn(with run: BulkRun) -> Bool {
    guard StandardError.canAsk, let cause = run.pauseExplanation(host: host, for: .command) else {
      return false
    }
    StandardError.print(lines: [cause, "\(run.counts.summary)."])
    StandardError.ask("Press Return to go on, or type stop: ")
    return readLine()?.isEmpty == true
  }
}
