import ClientBrowser

/// A string that a terminal sends of its own accord: an answer, a report, a clipboard.
///
/// Nobody here has asked for one, but the program before may have.
struct ControlString {
  enum Step {
    case unfinished
    case complete
    /// The byte is a key, or the beginning of one: the string has been left without an end.
    case broken
    /// So is the Escape before the byte.
    case brokenByEscape
  }

  /// The end of a string in one byte.
  private static let terminator: UInt8 = 0x9c

  private let introducer: UInt8
  /// Whether nothing tells it from a key so far.
  private var isBare: Bool
  private var sawEscape = false
  /// The bytes to come of a scalar: none of them is an end, but for the one that ends U+009C.
  private var missing = 0
  private var scalarMayBeControl = false

  /// Begins a string; nil if `ESC` and this byte do not.
  ///
  /// - Parameter isCertain: whether it cannot have been typed, since it began with a control of 8 bits.
  init?(introducer: UInt8, isCertain: Bool = false) {
    switch introducer {
    // DCS, SOS, OSC, PM and APC.
    case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "]"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      self.introducer = introducer
      isBare = !isCertain
    default: return nil
    }
  }

  /// Whether it could still be a key: the introducer with Alt, or Escape.
  var isAmbiguous: Bool { isBare || sawEscape }

  /// The key that it is if nothing follows.
  var keyIfAlone: Key {
    sawEscape ? .escape : .alt(Character(Unicode.Scalar(introducer)))
  }

  /// Whether its end is among these bytes.
  func ends(in bytes: [UInt8]) -> Bool {
    var string = self
    for byte in bytes {
      switch string.take(byte) {
      case .unfinished: continue
      case .complete: return true
      case .broken, .brokenByEscape: return false
      }
    }
    return false
  }

  mutating func take(_ byte: UInt8) -> Step {
    if sawEscape { return byte == UInt8(ascii: "\\") ? .complete : .brokenByEscape }
    if missing > 0, Byte.continuation.contains(byte) {
      missing -= 1
      return scalarMayBeControl && byte == Self.terminator ? .complete : .unfinished
    }
    missing = 0
    switch byte {
    case Byte.bell, Self.terminator: return .complete
    case Byte.escape: sawEscape = true
    // No string has control characters in it. Who gets here by typing Alt-] gets out with Return or Ctrl-C.
    case 0x00...0x1f: return .broken
    case 0xc2...0xdf: missing = 1
    case 0xe0...0xef: missing = 2
    case 0xf0...0xf4: missing = 3
    default: break
    }
    scalarMayBeControl = byte == 0xc2
    if byte != Byte.escape { isBare = false }
    return .unfinished
  }
}
