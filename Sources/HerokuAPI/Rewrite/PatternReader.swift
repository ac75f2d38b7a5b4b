/// Reads a regular expression: literals, `.`, classes, `^` and `$`, `\d \w \s \b`, groups with and without names,
/// alternatives, and repetitions, greedy or reluctant; `(?i)` at its start ignores case.
///
/// What cannot be matched in time that grows with the text alone (back references, looking around) is a mistake, not a
/// pattern that takes hours.
struct PatternReader {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var ignoresCase = false
  private var depth = 0
  /// The groups, in order of their opening brackets; nil for one without a name.
  private(set) var groupNames: [String?] = []

  init(_ pattern: String) {
    scalars = Array(pattern.unicodeScalars)
  }

  /// Reads the whole.
  mutating func read() throws(RewriteMistake) -> PatternNode {
    guard !scalars.isEmpty else { throw mistake("a pattern is required") }
    ignoresCase = take("(?i)")
    let node = try alternatives()
    guard position == scalars.count else { throw mistake("“)” closes no group; as itself it is “\\)”") }
    return node
  }

  private func mistake(_ reason: String, at place: Int? = nil) -> RewriteMistake {
    RewriteMistake(.old, at: place ?? position, reason)
  }

  // MARK: Walking

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func advance() -> Unicode.Scalar? {
    defer { if position < scalars.count { position += 1 } }
    return next
  }

  /// Goes past a text if it stands here.
  private mutating func take(_ text: String) -> Bool {
    guard scalars[position...].starts(with: text.unicodeScalars) else { return false }
    position += text.unicodeScalars.count
    return true
  }

  // MARK: Parts

  private mutating func alternatives() throws(RewriteMistake) -> PatternNode {
    var choices = [try sequence()]
    while take("|") { choices.append(try sequence()) }
    return choices.count == 1 ? choices[0] : .alternatives(choices)
  }

  private mutating func sequence() throws(RewriteMistake) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" { parts.append(try repeated()) }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .nothing : .sequence(parts)
  }

  private mutating func repeated() throws(RewriteMistake) -> PatternNode {
    let place = position
    let part = try single()
    guard let (minimum, maximum) = try count() else { return part }
    if part.isPlace { throw mistake("what stands before it is a place, and cannot be repeated", at: place) }
    let isReluctant = take("?")
    let after = position
    if try count() != nil { throw mistake("there is nothing to repeat before it", at: after) }
    return .repeated(part, minimum: minimum, maximum: maximum, isReluctant: isReluctant)
  }

  /// Reads how often something is repeated; nil where nothing says so.
  private mutating func count() throws(RewriteMistake) -> (minimum: Int, maximum: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard next == "{" else { return nil }
    let place = position
    position += 1
    let minimum = number()
    let hasComma = take(",")
    let maximum = number()
    guard take("}"), let lower = minimum ?? (maximum == nil ? nil : 0) else {
      throw mistake("“{” begins a count, as {2} or {1,3}; as itself it is “\\{”", at: place)
    }
    let upper = hasComma ? maximum : lower
    if let upper, upper < lower { throw mistake("the count ends before it begins", at: place) }
    return (lower, upper)
  }

  private mutating func number() -> Int? {
    let digits = scalars[position...].prefix(while: \.isASCIIDigit)
    position += digits.count
    // More than a pattern can be long, and no overflow.
    return digits.isEmpty ? nil : Int(digits.text) ?? PatternProgram.maximumLength
  }

  private mutating func single() throws(RewriteMistake) -> PatternNode {
    let place = position
    guard let scalar = advance() else { return .nothing }
    switch scalar {
    case ".": return .scalar(.any)
    case "^": return .start
    case "$": return .end
    case "(": return try group(at: place)
    case "[": return .scalar(folding(try scalarClass(at: place)))
    case "\\": return try escape(at: place)
    case "*", "+", "?": throw mistake("there is nothing to repeat before “\(scalar)”", at: place)
    case "{": throw mistake("“{” begins a count, as {2} or {1,3}; as itself it is “\\{”", at: place)
    default: return .scalar(folding(ScalarSet(scalar)))
    }
  }

  private func folding(_ set: ScalarSet) -> ScalarSet {
    var set = set
    set.ignoresCase = ignoresCase
    return set
  }

  private mutating func group(at place: Int) throws(RewriteMistake) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw mistake("the groups are nested too deep", at: place) }
    var number: Int?
    if take("?:") {
      number = nil
    } else if take("?P<") || (next == "?" && !isLookbehind && take("?<")) {
      let nameAt = position
      let name = scalars[position...].prefix(while: ScalarSet.word.contains).text
      position += name.unicodeScalars.count
      guard !name.isEmpty, !name.allSatisfy(\.isNumber), take(">") else {
        throw mistake("a group’s name is made of letters, and ends with “>”", at: nameAt)
      }
      guard !groupNames.contains(name) else {
        throw mistake("there is a group “\(name)” already", at: nameAt)
      }
      groupNames.append(name)
      number = groupNames.count
    } else if next == "?" {
      throw mistake(
        take("?i)")
          ? "(?i) stands at the start of the pattern" : "only (?:…), (?<name>…) and (?i) are known of these",
        at: place
      )
    } else {
      groupNames.append(nil)
      number = groupNames.count
    }
    let inside = try alternatives()
    guard take(")") else { throw mistake("“(” is not closed; as itself it is “\\(”", at: place) }
    return number.map { .group($0, inside) } ?? inside
  }

  private var isLookbehind: Bool {
    let rest = scalars[position...]
    return rest.starts(with: "?<=".unicodeScalars) || rest.starts(with: "?<!".unicodeScalars)
  }

  private static let maximumDepth = 100
}

// MARK: Classes and escapes

extension PatternReader {
  fileprivate mutating func scalarClass(at place: Int) throws(RewriteMistake) -> ScalarSet {
    var set = ScalarSet()
    let isInverted = take("^")
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      let lowerAt = position
      let lower = try member()
      guard let start = lower.single, next == "-", position + 1 < scalars.count, scalars[position + 1] != "]"
      else {
        set.formUnion(lower)
        continue
      }
      position += 1
      guard let end = try member().single, start <= end else {
        throw mistake("this range ends before it begins, or at no character", at: lowerAt)
      }
      set.ranges.append(start...end)
    }
    guard take("]") else { throw mistake("“[” is not closed; as itself it is “\\[”", at: place) }
    set.isInverted = isInverted
    return set
  }

  /// A scalar, or an escape that stands for some.
  private mutating func member() throws(RewriteMistake) -> ScalarSet {
    let place = position
    guard let scalar = advance() else { return ScalarSet() }
    guard scalar == "\\" else { return ScalarSet(scalar) }
    guard case .scalar(let set) = try escape(at: place) else {
      throw mistake("this is a place, and no character of a class", at: place)
    }
    return set
  }

  fileprivate mutating func escape(at place: Int) throws(RewriteMistake) -> PatternNode {
    guard let scalar = advance() else { throw mistake("something is missing behind “\\”", at: place) }
    switch scalar {
    case "d": return .scalar(.digit)
    case "D": return .scalar(ScalarSet.digit.inverted)
    case "w": return .scalar(.word)
    case "W": return .scalar(ScalarSet.word.inverted)
    case "s": return .scalar(.blank)
    case "S": return .scalar(ScalarSet.blank.inverted)
    case "b": return .wordBoundary(true)
    case "B": return .wordBoundary(false)
    case "t": return .scalar(ScalarSet("\t"))
    case _ where scalar.isASCIIDigit:
      throw mistake("a pattern cannot refer to its own groups; the replacement can", at: place)
    case _ where scalar.isASCIILetter: throw mistake("“\\\(scalar)” has no meaning here", at: place)
    default: return .scalar(folding(ScalarSet(scalar)))
    }
  }
}

extension PatternNode {
  /// Whether it is a place between scalars.
  fileprivate var isPlace: Bool {
    switch self {
    case .start, .end, .wordBoundary: true
    default: false
    }
  }
}

extension ScalarSet {
  /// The one scalar that is in it; nil where there are others.
  fileprivate var single: UInt32? {
    guard !isInverted, ranges.count == 1, let range = ranges.first, range.count == 1 else { return nil }
    return range.lowerBound
  }
}
