import HerokuAPI

/// What would take several changes back together, as things are now.
struct TakingBackTogether {
  /// How many changes it is about.
  let count: Int
  /// What takes them back, by the place of what it takes back.
  private(set) var changes: [(place: Int, change: Change)] = []
  /// Why the others cannot be.
  private(set) var refusals: [TakingBack] = []

  /// Compares what takes each change back with the list.
  init(_ inverses: [(inverse: Inverse, record: ChangeRecord)], in shared: Shared) {
    count = inverses.count
    for (place, item) in inverses.enumerated() {
      let takingBack = TakingBack(item.inverse, of: item.record, in: shared)
      if case .change(let change) = takingBack {
        changes.append((place, change))
      } else {
        refusals.append(takingBack)
      }
    }
  }

  /// What is shown before they are taken back.
  func proposal(_ title: String) -> Proposal {
    var remarks: [String] = []
    if let first = refusals.first?.reason {
      remarks.append("\(Counted.number(refusals.count)) of \(Counted.number(count)) are left out: \(first)")
    }
    if changes.contains(where: { if case .create = $0.change { true } else { false } }) {
      remarks.append("Clients that are created again get new ids and new secrets.")
    }
    return Proposal(title, changes.map(\.change), remarks: remarks)
  }
}
