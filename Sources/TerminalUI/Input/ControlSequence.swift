/// What follows `ESC [` or `ESC O`: parameters, and a final byte that says what they are about.
struct ControlSequence {
  enum Step {
    case unfinished
    case complete
    /// The byte cannot be in a sequence: this one has been left without an end.
    case broken
  }

  /// No key sends more; of a longer sequence only the end matters.
  private static let limit = 128

  /// What it began with: `ESC [`, or the same as a control of 8 bits.
  let introducer: [UInt8]
  private(set) var bytes: [UInt8] = []
  /// Whether there was more than is kept.
  private var isCut = false

  init(introducer: [UInt8] = [0x1b, UInt8(ascii: "[")]) {
    self.introducer = introducer
  }

  mutating func take(_ byte: UInt8) -> Step {
    guard (0x20...0x7e).contains(byte) else { return .broken }
    let isFinal = isFinal(byte)
    if bytes.count < Self.limit { bytes.append(byte) } else { isCut = true }
    return isFinal ? .complete : .unfinished
  }

  private func isFinal(_ byte: UInt8) -> Bool {
    // The Linux console sends `ESC [ [ A` for F1.
    if bytes.isEmpty, byte == UInt8(ascii: "[") { return false }
    // rxvt ends a key with `$` for Shift, which the standard has between parameters and final byte.
    if byte == UInt8(ascii: "$") { return !bytes.isEmpty && bytes.allSatisfy(\.isDigit) }
    return (0x40...0x7e).contains(byte)
  }
}

extension ControlSequence {
  /// The last byte; nil if it is none that could be a key.
  var final: UInt8? { isCut ? nil : bytes.last }

  /// The parameters, separated by semicolons, each of them with its parts, separated by colons; an empty one
  /// is 1, as every parameter of a key is if it is left out.
  ///
  /// Nil if there is anything else in front of the final byte.
  var parameters: [[Int]]? {
    let text = bytes.dropLast()
    guard text.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ":") }) else {
      return nil
    }
    return text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { parameter in
      parameter.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map { part in
        part.isEmpty ? 1 : Int(String(decoding: part, as: UTF8.self)) ?? .max
      }
    }
  }

  /// Whether what follows has been pasted.
  var isPasteBegin: Bool { bytes == Array("200~".utf8) }

  /// What follows that is about the mouse, in the manner of the X10 or of xterm's highlighting; nil if nothing does.
  var mouseReport: MouseReport? {
    switch bytes {
    case [UInt8(ascii: "M")]: MouseReport(length: 3)
    case [UInt8(ascii: "t")]: MouseReport(length: 2)
    case [UInt8(ascii: "T")]: MouseReport(length: 6)
    default: nil
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
