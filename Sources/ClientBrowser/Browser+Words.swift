import HerokuAPI
import TerminalText

/// What the main screen says, as values: the views only place it.
extension Browser {
  // MARK: Header

  /// How many clients there are, as the header tells it; empty while that is not known.
  public var countText: String {
    // Nothing is known yet, which is not the same as none.
    guard loadState == .loaded || clients.totalCount > 0 else { return "" }
    let total = Counted.clients(clients.totalCount)
    let age = snapshotAge.map { ", as of \($0)" } ?? ""
    if !filter.text.isEmpty { return "\(Counted.number(clients.count)) of \(total)" + age }
    return total + age
  }

  // MARK: Status line

  /// What the status line shows: a wait, what is under way, what just happened.
  public var statusNow: Status? {
    if let note = waitingNote {
      return Status(.warning, note + (waitingLoad == nil ? "." : ", Esc stops."))
    }
    if let status { return status }
    return activity.map { Status(.information, $0) }
  }

  /// What to say about the first request that waits to be sent again.
  ///
  /// Whose account it is can wait in silence.
  private var waitingNote: String? {
    pending.filter { $0.value != .account }.keys.sorted { $0.number < $1.number }
      .compactMap { retryNotes[$0] }.first
  }

  /// The status line, wrapped to the screen, with room for a sign before it and one behind it.
  ///
  /// Nothing while the filter is typed in its place.
  public var statusLines: [String] {
    isFiltering ? [] : statusNow?.text.wrapped(toWidth: max(1, size.columns - 4)) ?? []
  }

  /// What is under way, in words; nil while nothing is.
  public var activity: String? {
    let changes = pending.sorted { $0.key.number < $1.key.number }.compactMap(\.value.progress)
    if let change = changes.first { return change + "…" }
    if case .loading(let received) = loadState {
      return received == 0 ? "Loading clients…" : "Loading clients… \(Counted.number(received)) so far"
    }
    return nil
  }

  /// Whether something is under way.
  public var isWorking: Bool { !pending.isEmpty }

  // MARK: Empty list

  /// What stands where the list would be, if it has no rows.
  public var emptyListText: String? {
    guard clients.count == 0 else { return nil }
    if !filter.text.isEmpty {
      return "Nothing matches “\(CleanText(filter.text).text)”. Esc clears the filter."
    }
    switch loadState {
    case .loading: return "Loading clients from \(host)…"
    case .loaded: return "No OAuth clients yet. n creates the first."
    case .failed: return "The clients could not be loaded. r tries again."
    }
  }
}
