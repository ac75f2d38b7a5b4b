/// What follows `ESC [ M` and its like: so many characters about the mouse, which a program before us has left on.
///
/// Each is one byte, or in the terminal's mode 1005 a scalar of one or two bytes: `ESC [ M SP C3 B1 A4`. The bytes alone do
/// not tell the two apart. Where they are such a scalar they are taken for one: a key less is better than a key that nobody
/// pressed.
struct MouseReport {
  enum Step {
    case unfinished
    case complete
    /// The byte cannot be in a report: this one has been left without an end.
    case broken
  }

  /// How many characters there are.
  private let length: Int
  private var characters = 0
  private var bytes = 0
  /// Whether the latest byte may be the first of a scalar of two.
  private var mayGoOn = false

  init(length: Int) {
    self.length = length
  }

  /// Whether it is whole if no scalar of two bytes is in it.
  var mayBeComplete: Bool { bytes >= length }

  mutating func take(_ byte: UInt8) -> Step {
    if mayGoOn, Byte.continuation.contains(byte) {
      mayGoOn = false
    } else {
      // All begins at a blank, but for the NUL in the place of what is too far off.
      guard characters < length, byte == 0 || byte >= 0x20 else { return .broken }
      characters += 1
      mayGoOn = (0xc2...0xdf).contains(byte)
    }
    bytes += 1
    return characters == length && !mayGoOn ? .complete : .unfinished
  }
}
