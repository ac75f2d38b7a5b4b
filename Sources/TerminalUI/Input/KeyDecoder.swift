public import ClientBrowser

/// Makes keys of the bytes that a terminal sends.
///
/// It is a value that is fed one byte after the other and looks at nothing else, so that it makes no
/// difference how the bytes were spread over reads. Time is the caller's: when ``isWaiting`` is still true
/// after the ``EscapeDelay``, nothing more is coming, and ``flush()`` says what the bytes so far were.
///
/// * A character behind Escape is that character with Alt.
/// * A sequence that is not known is swallowed whole: its letters must not run commands. That goes for the
///   beginning of one, too, so that Alt-`[` and Alt-`O` are no keys here; they swallow the next one.
/// * A paste is one piece of text, whatever is in it.
/// * A character made of several scalars arrives scalar by scalar. Bytes that are no UTF-8 are dropped: a
///   field must not hold what nobody has typed.
public struct KeyDecoder: Sendable {
  /// The sequences of terminfo that are not, or may not be, what the well-known terminals send.
  private let known: [[UInt8]: Key]
  private var state = State.ground
  /// The paste that has begun and not ended.
  ///
  /// It stands beside the state, and is changed in place: as a part of an enumeration it would be copied with
  /// every byte.
  private var paste: PasteBuffer?

  /// What has been read of something that is not complete.
  private enum State {
    case ground
    /// Escape; `doubled` if another one came right before it.
    case escape(doubled: Bool)
    /// `ESC [` and what follows it.
    case controlSequence(ControlSequence, alt: Bool)
    /// `ESC O` and what follows it.
    case singleShift(ControlSequence, alt: Bool)
    /// A string of the terminal's, of which only the end matters.
    case controlString(ControlString)
    /// An old mouse report, of which so many bytes are to come.
    case mouseReport(missing: Int)
    case scalar(PartialScalar, alt: Bool)
  }

  /// Makes a decoder that knows the well-known sequences, and before them those of a terminal's own
  /// description.
  public init(terminfo: [(sequence: [UInt8], key: Key)] = []) {
    let sequences = terminfo.filter { $0.sequence.count > 1 && $0.sequence[0] == Byte.escape }
    known = Dictionary(sequences.map { ($0.sequence, $0.key) }) { first, _ in first }
  }

  /// Whether the bytes so far mean one thing if nothing follows soon, and another if something does.
  public var isWaiting: Bool {
    switch state {
    case .escape, .scalar: true
    case .controlString(let string): string.isAmbiguous
    case .ground, .controlSequence, .singleShift, .mouseReport: false
    }
  }

  /// Takes in bytes and returns what is complete by now.
  public mutating func feed(_ bytes: [UInt8]) -> [TerminalInput] {
    var output: [TerminalInput] = []
    var rest = bytes[...]
    while let byte = rest.first {
      if paste == nil {
        rest = rest.dropFirst()
        take(byte, &output)
      } else if paste?.take(from: &rest) == true, let text = paste?.text {
        paste = nil
        output.append(.paste(text))
      }
    }
    return output
  }

  /// Takes what is pending for what it is by itself.
  ///
  /// What is unmistakably a part of something longer stays pending.
  public mutating func flush() -> [TerminalInput] {
    switch state {
    case .escape(let doubled):
      state = .ground
      return Array(repeating: .key(.escape), count: doubled ? 2 : 1)
    case .scalar:
      state = .ground
      return []
    case .controlString(let string) where string.isAmbiguous:
      state = .ground
      return [.key(string.keyIfAlone)]
    case .ground, .controlString, .controlSequence, .singleShift, .mouseReport:
      return []
    }
  }
}

extension KeyDecoder {
  private mutating func take(_ byte: UInt8, _ output: inout [TerminalInput]) {
    switch state {
    case .ground: begin(byte, alt: false, &output)
    case .escape(let doubled): takeAfterEscape(byte, doubled: doubled, &output)
    case .controlSequence(let sequence, let alt): take(byte, in: sequence, alt: alt, &output)
    case .singleShift(let sequence, let alt): take(byte, inSingleShift: sequence, alt: alt, &output)
    case .controlString(let string): take(byte, in: string, &output)
    case .mouseReport(let missing): state = missing > 1 ? .mouseReport(missing: missing - 1) : .ground
    case .scalar(let scalar, let alt): take(byte, in: scalar, alt: alt, &output)
    }
  }

  /// A byte that nothing is pending before, except perhaps Escape.
  private mutating func begin(_ byte: UInt8, alt: Bool, _ output: inout [TerminalInput]) {
    state = .ground
    if byte == Byte.escape {
      state = .escape(doubled: false)
    } else if let key = Key(byte: byte) {
      output.append(.key(alt ? key.withAlt : key))
    } else if let scalar = PartialScalar(first: byte) {
      state = .scalar(scalar, alt: alt)
    }
  }

  private mutating func takeAfterEscape(_ byte: UInt8, doubled: Bool, _ output: inout [TerminalInput]) {
    switch byte {
    case UInt8(ascii: "["): state = .controlSequence(ControlSequence(), alt: doubled)
    case UInt8(ascii: "O"): state = .singleShift(ControlSequence(), alt: doubled)
    case Byte.escape:
      // Some terminals put an Escape before a sequence for Alt; a third one tells that these are key presses.
      if doubled { output.append(.key(.escape)) }
      state = .escape(doubled: true)
    default:
      if doubled { output.append(.key(.escape)) }
      if let key = known[[Byte.escape, byte]] {
        state = .ground
        output.append(.key(key))
      } else if let string = ControlString(introducer: byte) {
        state = .controlString(string)
      } else {
        begin(byte, alt: true, &output)
      }
    }
  }

  private mutating func take(
    _ byte: UInt8,
    in sequence: ControlSequence,
    alt: Bool,
    _ output: inout [TerminalInput]
  ) {
    var sequence = sequence
    switch sequence.take(byte) {
    case .unfinished: state = .controlSequence(sequence, alt: alt)
    case .broken: begin(byte, alt: false, &output)
    case .complete:
      state = .ground
      if let key = known[[Byte.escape, UInt8(ascii: "[")] + sequence.bytes] ?? sequence.key {
        output.append(.key(alt ? key.withAlt : key))
      } else if sequence.isPasteBegin {
        paste = PasteBuffer()
      } else if sequence.isOldMouseReport {
        state = .mouseReport(missing: 3)
      }
    }
  }

  private mutating func take(
    _ byte: UInt8,
    inSingleShift sequence: ControlSequence,
    alt: Bool,
    _ output: inout [TerminalInput]
  ) {
    var sequence = sequence
    switch sequence.take(byte) {
    case .unfinished: state = .singleShift(sequence, alt: alt)
    case .broken: begin(byte, alt: false, &output)
    case .complete:
      state = .ground
      guard let key = known[[Byte.escape, UInt8(ascii: "O")] + sequence.bytes] ?? sequence.singleShiftKey
      else { return }
      output.append(.key(alt ? key.withAlt : key))
    }
  }

  private mutating func take(_ byte: UInt8, in string: ControlString, _ output: inout [TerminalInput]) {
    var string = string
    switch string.take(byte) {
    case .unfinished: state = .controlString(string)
    case .complete: state = .ground
    case .brokenByEscape: takeAfterEscape(byte, doubled: false, &output)
    case .broken: begin(byte, alt: false, &output)
    }
  }

  private mutating func take(
    _ byte: UInt8,
    in scalar: PartialScalar,
    alt: Bool,
    _ output: inout [TerminalInput]
  ) {
    var scalar = scalar
    switch scalar.take(byte) {
    case .unfinished: state = .scalar(scalar, alt: alt)
    case .broken: begin(byte, alt: false, &output)
    case .complete(let value):
      state = .ground
      // C1: no key types it.
      guard value.value >= 0xa0 else { return }
      let key = Key.character(Character(value))
      output.append(.key(alt ? key.withAlt : key))
    }
  }
}

extension Key {
  fileprivate var withAlt: Key { Key(code, modifiers.union(.alt)) }
}
