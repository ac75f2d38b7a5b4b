/// What a line was before each step of its editing, so that each can be taken back.
///
/// What is typed is taken back word by word; every other edit is a step.
struct EditHistory: Hashable, Sendable {
  /// What an edit does, as far as it matters for what belongs together.
  enum Kind: Hashable {
    /// A character is typed; one that begins a word begins a step.
    case typing(startsWord: Bool)
    /// Something is cut out, to be put in again.
    case cutting
    case other
  }

  /// The line with its cursor.
  struct Moment: Hashable {
    let before: String
    let after: String
  }

  /// So many steps can be taken back.
  private static let most = 1000

  private var moments: [Moment] = []
  /// The last edit, unless the cursor was moved since.
  private var last: Kind?

  /// How many steps can be taken back.
  var count: Int { moments.count }

  /// Whether what is cut out now belongs to what was cut out just before.
  var isCutting: Bool { last == .cutting }

  /// Keeps the line as it is before an edit, unless that goes on with a step.
  mutating func keep(before: String, after: String, _ kind: Kind) {
    if case .typing(startsWord: false) = kind, case .typing? = last {
      return
    }
    moments.append(Moment(before: before, after: after))
    if moments.count > Self.most { moments.removeFirst() }
    last = kind
  }

  /// Notes that the cursor was moved: what comes next is a step of its own.
  mutating func endStep() { last = nil }

  /// Takes the last step back, and returns what was before it; nil where there is none.
  mutating func takeBack() -> Moment? {
    last = nil
    return moments.popLast()
  }
}
