/// A regular expression as steps that are followed side by side, each scalar of a text being looked at once.
///
/// Its time is the product of the pattern's length and the text's, whatever the pattern: `(a+)+$` is no trap. The way of
/// Thompson (1968) with Pike's groups; the match that is found is the one that going back and trying again would find, unless
/// something that may be nothing is repeated.
struct PatternProgram: Hashable, Sendable {
  private enum Step: Hashable, Sendable {
    /// Goes on with the next scalar if it is one of these.
    case take(ScalarSet)
    /// Goes on at both, rather at the first.
    case split(Int, Int)
    /// Goes on elsewhere.
    case jump(Int)
    /// Notes the place: the start of a group, or its end.
    case note(Int)
    /// Goes on at the start of the text only.
    case start
    /// Goes on at the end of the text only.
    case end
    /// Goes on at the boundary of a word only, or everywhere else.
    case wordBoundary(Bool)
    /// The end of the pattern.
    case found
  }

  /// How many steps there may be: counts of counts can ask for billions.
  static let maximumLength = 5000

  private var steps: [Step] = []
  /// The steps that a match can begin with: each takes a scalar, or is the end.
  private var firstSteps: [Int] = []
  private let noteCount: Int

  init(_ pattern: PatternNode, groups: [String?]) throws(RewriteMistake) {
    noteCount = 2 * (groups.count + 1)
    try add(.group(0, pattern))
    steps.append(.found)
    firstSteps = stepsBeforeTaking()
  }

  // MARK: Making

  /// The steps that are come to from the start without taking a scalar, whatever the place.
  private func stepsBeforeTaking() -> [Int] {
    var seen: Set<Int> = []
    var ways = [0]
    var first: [Int] = []
    while let way = ways.popLast() {
      guard seen.insert(way).inserted else { continue }
      switch steps[way] {
      case .take, .found: first.append(way)
      case .split(let one, let other): ways += [one, other]
      case .jump(let step): ways.append(step)
      case .note, .start, .end, .wordBoundary: ways.append(way + 1)
      }
    }
    return first
  }

  private mutating func add(_ node: PatternNode) throws(RewriteMistake) {
    guard steps.count < Self.maximumLength else {
      throw RewriteMistake(.old, at: 0, "the pattern asks for too many repetitions")
    }
    switch node {
    case .nothing: break
    case .scalar(let set): steps.append(.take(set))
    case .sequence(let parts): for part in parts { try add(part) }
    case .alternatives(let choices): try add(choices: choices)
    case .group(let number, let part):
      steps.append(.note(2 * number))
      try add(part)
      steps.append(.note(2 * number + 1))
    case .repeated(let part, let minimum, let maximum, let isReluctant):
      let length = steps.count
      for _ in 0..<minimum {
        try add(part)
        // Nothing is as good once as a billion times.
        if steps.count == length { break }
      }
      guard let maximum else { return try add(repeated: part, isReluctant) }
      try add(part, atMost: maximum - minimum, isReluctant)
    case .start: steps.append(.start)
    case .end: steps.append(.end)
    case .wordBoundary(let isOne): steps.append(.wordBoundary(isOne))
    }
  }

  private mutating func add(choices: [PatternNode]) throws(RewriteMistake) {
    var jumps: [Int] = []
    for choice in choices.dropLast() {
      let split = steps.count
      steps.append(.found)
      try add(choice)
      jumps.append(steps.count)
      steps.append(.found)
      steps[split] = .split(split + 1, steps.count)
    }
    if let last = choices.last { try add(last) }
    for jump in jumps { steps[jump] = .jump(steps.count) }
  }

  private mutating func add(repeated part: PatternNode, _ isReluctant: Bool) throws(RewriteMistake) {
    let split = steps.count
    steps.append(.found)
    try add(part)
    steps.append(.jump(split))
    steps[split] = Self.split(split + 1, steps.count, isReluctant)
  }

  private mutating func add(
    _ part: PatternNode,
    atMost count: Int,
    _ isReluctant: Bool
  ) throws(RewriteMistake) {
    var splits: [Int] = []
    for _ in 0..<count {
      splits.append(steps.count)
      steps.append(.found)
      try add(part)
    }
    for split in splits { steps[split] = Self.split(split + 1, steps.count, isReluctant) }
  }

  private static func split(_ inside: Int, _ behind: Int, _ isReluctant: Bool) -> Step {
    isReluctant ? .split(behind, inside) : .split(inside, behind)
  }

  // MARK: Following

  /// A place in the pattern, and the notes taken on the way to it; -1 where there is none.
  private struct Thread {
    var step: Int
    var notes: [Int]
  }

  /// The leftmost match from a position on: the ranges of the whole and of each group, nil for one that took no part.
  func firstMatch(in text: [Unicode.Scalar], from start: Int) -> [Range<Int>?]? {
    var threads: [Thread] = []
    var next: [Thread] = []
    var ways: [Thread] = []
    var seen = [Int](repeating: -1, count: steps.count)
    let fresh = Thread(step: 0, notes: Array(repeating: -1, count: noteCount))
    var found: [Int]?
    for position in start...text.count {
      if found == nil, canBegin(at: position, in: text, seen) {
        follow(fresh, at: position, in: text, into: &threads, &seen, &ways)
      }
      guard !threads.isEmpty else {
        if found == nil { continue } else { break }
      }
      next.removeAll(keepingCapacity: true)
      threads: for thread in threads {
        switch steps[thread.step] {
        case .take(let set):
          guard position < text.count, set.contains(text[position]) else { continue }
          let moved = Thread(step: thread.step + 1, notes: thread.notes)
          follow(moved, at: position + 1, in: text, into: &next, &seen, &ways)
        default:
          // What is found goes before all that follows it.
          found = thread.notes
          break threads
        }
      }
      swap(&threads, &next)
    }
    return found.map { notes in
      stride(from: 0, to: notes.count, by: 2).map { index in
        notes[index] >= 0 && notes[index + 1] >= notes[index] ? notes[index]..<notes[index + 1] : nil
      }
    }
  }

  /// Whether a match that begins here would come to something that those before it have not come to.
  private func canBegin(at position: Int, in text: [Unicode.Scalar], _ seen: [Int]) -> Bool {
    for step in firstSteps where seen[step] != position {
      guard case .take(let set) = steps[step] else { return true }
      if position < text.count, set.contains(text[position]) { return true }
    }
    return false
  }

  /// Goes on from a thread, as far as that takes no scalar.
  private func follow(
    _ thread: Thread,
    at position: Int,
    in text: [Unicode.Scalar],
    into threads: inout [Thread],
    _ seen: inout [Int],
    _ ways: inout [Thread]
  ) {
    ways.append(thread)
    while var way = ways.popLast() {
      // Whoever came here first goes before.
      guard seen[way.step] != position else { continue }
      seen[way.step] = position
      switch steps[way.step] {
      case .take, .found:
        threads.append(way)
      case .split(let first, let second):
        ways.append(Thread(step: second, notes: way.notes))
        ways.append(Thread(step: first, notes: way.notes))
      case .jump(let step):
        way.step = step
        ways.append(way)
      case .note(let number):
        way.notes[number] = position
        way.step += 1
        ways.append(way)
      case .start, .end, .wordBoundary:
        guard holds(steps[way.step], at: position, in: text) else { continue }
        way.step += 1
        ways.append(way)
      }
    }
  }

  private func holds(_ step: Step, at position: Int, in text: [Unicode.Scalar]) -> Bool {
    func isWord(_ index: Int) -> Bool { text.indices.contains(index) && ScalarSet.word.contains(text[index]) }
    return switch step {
    case .start: position == 0
    case .end: position == text.count
    case .wordBoundary(let isOne): (isWord(position - 1) != isWord(position)) == isOne
    default: true
    }
  }
}
