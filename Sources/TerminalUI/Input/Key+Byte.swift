import ClientBrowser

extension Key {
  /// The key that sends this one byte; nil for Escape, which may begin something, and for bytes past ASCII.
  init?(byte: UInt8) {
    switch byte {
    case 0x00: self = .control(" ")
    // Ctrl-J arrives as the line feed that some terminals and pipes send for Return.
    case 0x0a, 0x0d: self = .enter
    case 0x09: self = .tab
    // Ctrl-H cannot be told from the Backspace of terminals that send it, and those have no other Backspace.
    case 0x08, Byte.delete: self = .backspace
    case 0x01...0x1a: self = .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1c...0x1f: self = .control(Character(Unicode.Scalar(byte + 0x40)))
    case 0x20...0x7e: self = .character(Character(Unicode.Scalar(byte)))
    default: return nil
    }
  }
}
