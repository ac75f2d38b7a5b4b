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

  private let introducer: UInt8
  private var isEmpty = true
  private var sawEscape = false

  /// Begins a string; nil if `ESC` and this byte do not.
  init?(introducer: UInt8) {
    switch introducer {
    // DCS, SOS, OSC, PM and APC.
    case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "]"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      self.introducer = introducer
    default: return nil
    }
  }

  /// Whether it could still be a key: the introducer with Alt, or Escape.
  var isAmbiguous: Bool { isEmpty || sawEscape }

  /// The key that it is if nothing follows.
  var keyIfAlone: Key {
    sawEscape ? .escape : .alt(Character(Unicode.Scalar(introducer)))
  }

  mutating func take(_ byte: UInt8) -> Step {
    if sawEscape { return byte == UInt8(ascii: "\\") ? .complete : .brokenByEscape }
    switch byte {
    case Byte.bell: return .complete
    case Byte.escape: sawEscape = true
    // No string has control characters in it. Who gets here by typing Alt-] gets out with Return or Ctrl-C.
    case 0x00...0x1f: return .broken
    default: isEmpty = false
    }
    return .unfinished
  }
}
