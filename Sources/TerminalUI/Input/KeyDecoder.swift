public import ClientBrowser

/// Makes keys of the bytes that a terminal sends.
///
/// It is a value that is fed one byte after the other and looks at nothing else, so that it makes no
/// difference how the bytes were spread over reads. Time is the caller's: when ``isWaiting`` is still true
/// after the ``EscapeDelay``, nothing more is coming, and ``flush()`` says what the bytes so far were.
///
/// * A character behind Escape is that character with Alt.
/// * A sequence that is not known is swallowed whole: its letters must not run commands. That goes for the
///   beginning of one, too, so that Alt-`[` and Alt-`O` are no keys here; they swallow the next one, unless it comes
///   much later, see ``feed(_:after:)``.
/// * The controls of 8 bits, as a byte and in UTF-8, are what Escape and a letter are: a terminal may answer with them.
/// * A paste is one piece of text, whatever is in it. One whose end got lost can be left, see ``feed(_:after:)``.
/// * A character made of several scalars arrives scalar by scalar. Bytes that are no UTF-8 are dropped: a
///   field must not hold what nobody has typed.
public struct KeyDecoder: Sendable {
  /// The sequences of terminfo that are not, or may not be, what the well-known terminals send.
  private let known: [(sequence: [UInt8], key: Key)]
  private var state = State.ground
  /// The paste that has begun and not ended.
  ///
  /// It stands beside the state, and is changed in place: as a part of an enumeration it would be copied with
  /// every byte.
  private var paste: PasteBuffer?
  /// How much longer a part of a paste may come that was left without its end; nil if none was.
  private var lateness: Duration?

  /// What has stood still for so long may have lost its end.
  private static let standstill = Duration.milliseconds(1500)
  /// After a paste was left without its end, its rest is on its guard for so long.
  private static let longestLateness = Duration.seconds(30)

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
    /// An old mouse report.
    case mouseReport(MouseReport)
    case scalar(PartialScalar, alt: Bool)
    /// Bytes that are no UTF-8: what looks like a control of 8 bits among them is none.
    case noScalar
  }

  /// Makes a decoder that knows the well-known sequences, and before them those of a terminal's own
  /// description.
  public init(terminfo: [(sequence: [UInt8], key: Key)] = []) {
    known = terminfo.filter { $0.sequence.count > 1 && $0.sequence[0] == Byte.escape }
  }

  /// Whether the bytes so far mean one thing if nothing follows soon, and another if something does.
  public var isWaiting: Bool {
    switch state {
    case .escape, .scalar, .noScalar: true
    case .controlString(let string): string.isAmbiguous
    case .mouseReport(let report): report.mayBeComplete
    case .ground, .controlSequence, .singleShift: false
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
      } else if paste?.take(from: &rest) == true, let text = paste?.text, let dropped = paste?.dropped {
        paste = nil
        output.append(dropped > 0 ? .lostPaste(.ended) : .paste(text))
      }
    }
    return output
  }

  /// Takes in what was read at once, so long after the read before it.
  ///
  /// It is the same as ``feed(_:)`` but for a paste whose end may have got lost, in a terminal or on a line. Ctrl-C
  /// alone ends it at any time, Escape alone after it has stood still. Nothing of it is taken then, and nothing that
  /// comes of it later: what else comes behind a standstill, or in one piece of more than one key after such an end, was
  /// not pressed.
  ///
  /// An answer of the terminal that was cut off has lost its end as well: what comes behind a standstill is new, unless it
  /// has the end of the string in it.
  public mutating func feed(_ bytes: [UInt8], after pause: Duration) -> [TerminalInput] {
    guard var paste else {
      if pause >= Self.standstill { giveUpUnfinished(before: bytes) }
      return feedKeys(bytes, after: pause)
    }
    if pause >= Self.standstill { paste.hasStalled = true }
    let key = soleKey(in: bytes)
    if key == .control("c") || (key == .escape && paste.hasStalled) {
      self.paste = nil
      lateness = Self.longestLateness
      return [.lostPaste(.ended)]
    }
    self.paste = paste
    let input = feed(bytes)
    return input.isEmpty && self.paste.map { $0.dropped > paste.dropped } == true
      ? [.lostPaste(.stalled)] : input
  }

  /// The same where no paste is under way.
  private mutating func feedKeys(_ bytes: [UInt8], after pause: Duration) -> [TerminalInput] {
    guard let time = lateness, time > pause else {
      lateness = nil
      return feed(bytes)
    }
    lateness = time - pause
    if bytes.starts(with: PasteBuffer.beginMark) {
      // Another one: nothing more comes of that before.
      lateness = nil
      return feed(bytes)
    }
    if let end = bytes.firstRange(of: PasteBuffer.endMark) {
      lateness = nil
      state = .ground
      return [.lostPaste(.late)] + feed(Array(bytes[end.upperBound...]))
    }
    var decoder = self
    let input = decoder.feed(bytes)
    if input.count > 1, input.contains(where: \.isTyped) { return [.lostPaste(.late)] }
    self = decoder
    if paste != nil { lateness = nil }
    return input
  }

  /// Leaves what was cut off, or no printable key would come through from then on.
  private mutating func giveUpUnfinished(before bytes: [UInt8]) {
    switch state {
    case .controlString(let string) where string.ends(in: bytes): break
    case .controlString, .controlSequence, .singleShift, .mouseReport: state = .ground
    case .ground, .escape, .scalar, .noScalar: break
    }
  }

  /// The key that these bytes are, if they are just one.
  private func soleKey(in bytes: [UInt8]) -> Key? {
    var decoder = self
    decoder.paste = nil
    decoder.state = .ground
    let input = decoder.feed(bytes) + decoder.flush()
    guard input.count == 1, case .key(let key) = input[0] else { return nil }
    return key
  }

  /// Takes what is pending for what it is by itself.
  ///
  /// What is unmistakably a part of something longer stays pending.
  public mutating func flush() -> [TerminalInput] {
    switch state {
    case .escape(let doubled):
      state = .ground
      return Array(repeating: .key(.escape), count: doubled ? 2 : 1)
    case .scalar, .noScalar:
      state = .ground
      return []
    case .controlString(let string) where string.isAmbiguous:
      state = .ground
      return [.key(string.keyIfAlone)]
    case .mouseReport(let report) where report.mayBeComplete:
      state = .ground
      return []
    case .ground, .controlString, .controlSequence, .singleShift, .mouseReport:
      return []
    }
  }
}

extension KeyDecoder {
  /// The key of what follows an Escape, by the terminal's own description.
  private func knownKey(for bytes: [UInt8]) -> Key? {
    known.first { $0.sequence.dropFirst().elementsEqual(bytes) }?.key
  }

  private mutating func take(_ byte: UInt8, _ output: inout [TerminalInput]) {
    switch state {
    case .ground: begin(byte, alt: false, &output)
    case .escape(let doubled): takeAfterEscape(byte, doubled: doubled, &output)
    case .controlSequence(let sequence, let alt): take(byte, in: sequence, alt: alt, &output)
    case .singleShift(let sequence, let alt): take(byte, inSingleShift: sequence, alt: alt, &output)
    case .controlString(let string): take(byte, in: string, &output)
    case .mouseReport(let report): take(byte, in: report, &output)
    case .scalar(let scalar, let alt): take(byte, in: scalar, alt: alt, &output)
    case .noScalar: if !Byte.continuation.contains(byte) { begin(byte, alt: false, &output) }
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
    } else if Byte.controls8.contains(byte) {
      beginControl(byte, sentAs: [byte], alt: alt)
    } else {
      state = .noScalar
    }
  }

  /// A control of 8 bits: what begins with `ESC [`, `ESC O` or such may begin with it instead.
  private mutating func beginControl(_ byte: UInt8, sentAs bytes: [UInt8], alt: Bool) {
    switch byte - 0x40 {
    case UInt8(ascii: "["): state = .controlSequence(ControlSequence(introducer: bytes), alt: alt)
    case UInt8(ascii: "O"): state = .singleShift(ControlSequence(), alt: alt)
    case let introducer:
      state = ControlString(introducer: introducer, isCertain: true).map(State.controlString) ?? .ground
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
      if let key = knownKey(for: [byte]) {
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
      let keys = knownKey(for: [UInt8(ascii: "[")] + sequence.bytes).map { [$0] } ?? sequence.keys
      output += keys.map { .key(alt ? $0.withAlt : $0) }
      if !keys.isEmpty { return }
      if sequence.isPasteBegin {
        paste = PasteBuffer(introducer: sequence.introducer)
      } else if let report = sequence.mouseReport {
        state = .mouseReport(report)
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
      guard let key = knownKey(for: [UInt8(ascii: "O")] + sequence.bytes) ?? sequence.singleShiftKey
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

  private mutating func take(_ byte: UInt8, in report: MouseReport, _ output: inout [TerminalInput]) {
    var report = report
    switch report.take(byte) {
    case .unfinished: state = .mouseReport(report)
    case .complete: state = .ground
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
    case .broken:
      if Byte.continuation.contains(byte) { state = .noScalar } else { begin(byte, alt: false, &output) }
    case .complete(let value):
      state = .ground
      if let control = UInt8(exactly: value.value), Byte.controls8.contains(control) {
        beginControl(control, sentAs: Array(String(value).utf8), alt: alt)
      } else {
        let key = Key.character(Character(value))
        output.append(.key(alt ? key.withAlt : key))
      }
    }
  }
}

extension TerminalInput {
  /// Whether it could be a part of a text.
  fileprivate var isTyped: Bool {
    guard case .key(let key) = self else { return false }
    switch key.code {
    case .character, .enter, .tab: return true
    default: return false
    }
  }
}

extension Key {
  fileprivate var withAlt: Key { Key(code, modifiers.union(.alt)) }
}
