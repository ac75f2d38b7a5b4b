import ClientIndex
public import FoundationEssentials

/// How the list is sorted, and what it shows of each client.
extension Browser {
  /// What the list is sorted by, for its heading.
  public var sorting: ListSorting {
    let sorting = shared.clients.sorting
    let column: ListColumn? =
      switch sorting.order {
      case .name: .name
      case .created: .created
      case .updated: .updated
      case .host: .redirectURI
      case .findings: nil
      }
    return ListSorting(column, isReversed: sorting.isReversed)
  }

  /// The same in a word: `created`.
  public var sortingWord: String { shared.clients.sorting.order.rawValue }

  /// A date as the list shows it: how long ago, or when.
  public func dateText(_ date: Date) -> String {
    shared.showsTimes ? shared.localTime.text(of: date) : Age(of: date, at: shared.now).description
  }

  /// What rows look like apart from which is selected: while it is the same, so is what each row shows.
  public struct RowLook: Hashable, Sendable {
    private let generation: Int
    private let filter: String
    private let markedRange: ClosedRange<Int>?
    private let focus: Pane
    private let now: Date
    private let showsTimes: Bool

    fileprivate init(_ browser: Browser) {
      generation = browser.clients.generation
      filter = browser.shared.filter
      markedRange = browser.markedRange
      focus = browser.focus
      now = browser.now
      showsTimes = browser.shared.showsTimes
    }
  }

  /// What rows look like now; nil while something is under way, whose sign turns in its row.
  public var rowLook: RowLook? { isWorking ? nil : RowLook(self) }

  /// Keeps a filter to be recalled, the latest at the end.
  mutating func remember(filter: String) {
    guard !filter.allSatisfy(\.isWhitespace) else { return }
    shared.filters.removeAll { $0 == filter }
    shared.filters.append(filter)
    if shared.filters.count > Self.rememberedFilters { shared.filters.removeFirst() }
  }

  private static let rememberedFilters = 100

  /// Sorts the list, and says how.
  mutating func sort(by sorting: ClientSorting) {
    shared.clients.sort(by: sorting)
    shared.status = Status(.information, "Sorted by \(sorting.words).")
  }
}

extension ClientSorting {
  /// The next order that a key comes to, in its own direction.
  var next: ClientSorting {
    let orders = ClientOrder.allCases
    let place = orders.firstIndex(of: order) ?? 0
    return ClientSorting(orders[(place + 1) % orders.count])
  }

  /// The same the other way round.
  var reversed: ClientSorting { ClientSorting(order, isReversed: !isReversed) }

  fileprivate var words: String {
    switch (order, isReversed) {
    case (.name, false): "name"
    case (.name, true): "name, the last first"
    case (.created, false): "date of creation, the oldest first"
    case (.created, true): "date of creation, the newest first"
    case (.updated, false): "last change, the longest ago first"
    case (.updated, true): "last change, the latest first"
    case (.host, false): "host"
    case (.host, true): "host, the last first"
    case (.findings, false): "findings, the worst first"
    case (.findings, true): "findings, the worst last"
    }
  }
}
