/// Applies the rules of ``CleanText`` to one scalar after the other.
struct TextCleaner {
  /// How many combining marks a base keeps: as many as a cell of ncurses has room for.
  static let mostMarks = 4

  private(set) var text = ""
  /// What the marks and joiners that come next belong to.
  private var base = Base.none
  private var marks = 0

  private enum Base {
    case none
    case emoji
    case other
  }

  mutating func read(_ raw: String) {
    let scalars = raw.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      if scalar.isJoiner, base == .emoji, index < scalars.endIndex, scalars[index].isPictograph {
        // Joined to the emoji before it: neither the joiner nor what it joins is drawn.
        index = scalars.index(after: index)
      } else {
        read(scalar)
      }
    }
  }

  private mutating func read(_ scalar: Unicode.Scalar) {
    if scalar.isSurelyNarrow, !scalar.isPictograph {
      start(scalar, .other)
    } else if scalar.properties.isVariationSelector || (base == .emoji && scalar.isSkinTone) {
      return
    } else if let letter = scalar.regionLetter {
      start(letter, .other)
    } else if scalar.isUnsafeInCell {
      start("\u{FFFD}", .other)
    } else if scalar.libcWidth == 0 {
      mark(scalar)
    } else {
      start(scalar, scalar.isPictograph ? .emoji : .other)
    }
  }

  private mutating func start(_ scalar: Unicode.Scalar, _ kind: Base) {
    text.unicodeScalars.append(scalar)
    base = kind
    marks = 0
  }

  private mutating func mark(_ scalar: Unicode.Scalar) {
    if base == .none { start("\u{25CC}", .other) }
    guard marks < Self.mostMarks else { return }
    text.unicodeScalars.append(scalar)
    marks += 1
  }
}

extension Unicode.Scalar {
  fileprivate var isJoiner: Bool { value == 0x200D }
  fileprivate var isSkinTone: Bool { properties.isEmojiModifier }
  /// Whether this can be part of an emoji sequence; digits can, by the book, but are ASCII and text here.
  fileprivate var isPictograph: Bool { value > 0x7f && properties.isEmoji }
  /// The letter that a regional indicator stands for.
  fileprivate var regionLetter: Unicode.Scalar? {
    (0x1F1E6...0x1F1FF).contains(value) ? Unicode.Scalar(value - 0x1F1E6 + 0x41) : nil
  }
}
