import ClientIndex
import HerokuAPI
import TerminalText

/// What has become of the changes of a run: how far it is, and what came of each; first what was not done, with its reason.
///
/// It comes up by itself where something was not, and by its key at any time. From here it is paused and stopped, and what
/// has failed is tried again.
struct RunScreen: Screen, Hashable {
  private(set) var cursor = ItemCursor()

  var context: Context { .run }

  mutating func handle(_ input: ScreenInput, in shared: Shared) -> [Wish] {
    guard case .command(let command) = input else { return [] }
    if let reason = reasonAgainst(command, in: shared) { return [.say(Status(.information, reason))] }
    switch command {
    case .dismiss: return [.close]
    case .pauseRun: return [.steer(.pauseOrResume)]
    case .stopRun: return [.steer(.stop)]
    case .tryAgain: return [.steer(.tryFailedAgain)]
    case .beginTheRest: return [.steer(.beginTheRest)]
    case .edit: return selected(in: shared).map { [.openForm($0)] } ?? []
    default: _ = cursor.perform(command, in: extent(in: shared))
    }
    return []
  }

  func reasonAgainst(_ command: Command, in shared: Shared) -> String? {
    guard let run = shared.run else { return nil }
    switch command {
    case .pauseRun, .stopRun: return run.isUnderWay ? nil : "The run is over."
    case .tryAgain: return run.bulk.canTryAgain ? nil : "There is nothing to try again."
    case .beginTheRest: return run.bulk.counts[.notBegun] > 0 ? nil : "Everything was begun."
    case .edit: return selected(in: shared) == nil ? "There is no client to edit." : nil
    default: return nil
    }
  }

  func label(of command: Command, in shared: Shared) -> String? {
    command == .pauseRun && shared.run?.bulk.pause != nil ? "go on" : nil
  }

  /// The client of the selected change, if it is still there.
  private func selected(in shared: Shared) -> OAuthClient? {
    guard let run = shared.run, run.listed.indices.contains(cursor.selected) else { return nil }
    return run.bulk.items[run.listed[cursor.selected]].change.target.flatMap { shared.clients[$0.id] }
  }
}

// MARK: What it says

extension RunScreen {
  func presentation(in shared: Shared) -> Presentation {
    guard let run = shared.run else { return Presentation(.page(top: 0), title: "", blocks: []) }
    let extent = extent(in: shared)
    let visible = cursor.visible(in: extent)
    let listed = run.listed
    var list = Array(visible.flatMap { rows(of: $0, in: listed, run, shared) }.prefix(extent.rows))
    Presentation.Row.showMore(
      above: visible.lowerBound > 0,
      below: visible.upperBound < extent.count,
      in: &list
    )
    return Presentation(
      .page(top: 0),
      title: run.proposal.title,
      blocks: (head(run, in: shared) + list).map { .row($0) }
    )
  }

  private func head(_ run: Run, in shared: Shared) -> [Presentation.Row] {
    let width = shared.pageColumns
    let time = run.timeLeft.map { ", about \($0)" } ?? ""
    var rows = PageRows.wrapping(run.progress + time + ".", .title, width: width)
    if let words = run.pauseWords(host: shared.host) {
      rows += PageRows.wrapping(words, .warning, sign: "! ", at: 2, width: width)
    }
    if let status = shared.status, status.tone == .information {
      rows += PageRows.wrapping(status.text, width: width)
    }
    return rows
  }

  private func extent(in shared: Shared) -> ItemCursor.Extent {
    guard let run = shared.run else { return ItemCursor.Extent(count: 0, rows: 1) { _ in 1 } }
    let listed = run.listed
    return ItemCursor.Extent(
      count: listed.count,
      rows: max(1, shared.pageRows - head(run, in: shared).count)
    ) { rows(of: $0, in: listed, run, shared).count }
  }

  /// What was changed, and why it was not if it was not.
  private func rows(of place: Int, in listed: [Int], _ run: Run, _ shared: Shared) -> [Presentation.Row] {
    let item = run.bulk.items[listed[place]]
    let width = shared.pageColumns
    let (sign, tone): (String, Presentation.Tone) =
      switch item.state.kind {
      case .leftAlone: ("≠ ", .title)
      case .unknown: ("? ", .title)
      case .failed: ("✗ ", .title)
      case .done: ("✓ ", .plain)
      case .underWay: ("… ", .accent)
      case .waiting, .notBegun: ("  ", .dim)
      }
    var first = Presentation.Row([
      .init(sign), .init(item.change.displayName.cut(toWidth: width - 2), tone),
    ])
    first.isSelected = place == min(cursor.selected, listed.count - 1)
    guard item.state.error != nil else { return [first] }
    let explanation = item.state.error?.explanation(of: item.change.attempt, host: shared.host).text ?? ""
    return [first] + PageRows.wrapping(explanation, at: 2, width: width)
  }
}
