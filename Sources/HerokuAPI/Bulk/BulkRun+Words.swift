extension BulkRun.Counts {
  /// How far the run is, in a few words: `38 of 40 done, 1 failed, 1 left alone`.
  public var summary: String {
    let parts = Self.words.compactMap { kind, words in
      self[kind] > 0 ? "\(self[kind]) \(words)" : nil
    }
    return (["\(self[.done]) of \(total) done"] + parts).joined(separator: ", ")
  }

  private static let words: [(BulkRun.Kind, String)] = [
    (.failed, "failed"), (.leftAlone, "left alone"), (.unknown, "unknown"), (.notBegun, "not begun"),
  ]
}

extension BulkRun.Kind {
  /// What has become of a change, in a word or two.
  public var label: String {
    switch self {
    case .waiting: "waiting"
    case .underWay: "under way"
    case .done: "done"
    case .leftAlone: "changed by somebody else"
    case .failed: "failed"
    case .unknown: "not known"
    case .notBegun: "not begun"
    }
  }
}

extension BulkRun {
  /// What has become of an item, as a sentence or two; nil where nothing has yet.
  public func explanation(
    of index: Int,
    host: String,
    for audience: Audience = .browser
  ) -> String? {
    let item = items[index]
    if let outcome = item.state.outcome { return audience == .command ? outcome.report : outcome.summary }
    return item.state.error?.explanation(of: item.change.attempt, host: host, for: audience).text
  }

  /// Why it is paused, as a sentence or two; nil where a person asked for it, or it is not.
  public func pauseExplanation(host: String, for audience: Audience = .browser) -> String? {
    guard let pause, let item = pause.item, let error = pause.error else { return nil }
    return error.explanation(of: items[item].change.attempt, host: host, for: audience).text
  }
}

extension Duration {
  /// A time that something will take, in words: `about 40 s`, `about 3 min`.
  public var estimateInWords: String {
    let seconds = max(1, Int((self / .seconds(1)).rounded(.up)))
    switch seconds {
    case ..<100: return "about \(seconds) s"
    case ..<(100 * 60): return "about \((seconds + 59) / 60) min"
    default: return "about \((seconds + 3599) / 3600) h"
    }
  }
}
