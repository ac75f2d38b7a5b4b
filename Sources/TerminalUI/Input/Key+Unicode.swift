import ClientBrowser

extension Key {
  /// A key that is told as a Unicode value: by kitty's protocol (with what it is when shifted as the second
  /// part), or by xterm's modifyOtherKeys.
  ///
  /// Nil if it is none that we have a use for, such as a modifier by itself.
  init?(unicode parts: [Int], _ modifiers: Modifiers) {
    guard let value = parts.first else { return nil }
    switch value {
    case 0x08, 0x7f: self.init(.backspace, modifiers)
    case 0x09: self.init(.tab, modifiers)
    case 0x0a, 0x0d: self.init(.enter, modifiers)
    case 0x1b: self.init(.escape, modifiers)
    case Self.kittyPrivate:
      guard let code = Self.code(kitty: value) else { return nil }
      self.init(code, modifiers)
    default:
      guard value >= 0x20, !(0x80...0x9f).contains(value),
        let scalar = UInt32(exactly: value).flatMap(Unicode.Scalar.init)
      else { return nil }
      self.init(Character(scalar), shifted: parts.count > 1 ? parts[1] : nil, modifiers)
    }
  }

  /// A character and its modifiers, in the manner of a terminal that knows none: Shift is in the character,
  /// and a letter with Control is in lower case.
  private init(_ character: Character, shifted: Int?, _ modifiers: Modifiers) {
    if modifiers.contains(.control) {
      let lower = character.lowercased()
      self.init(.character(lower.count == 1 ? Character(lower) : character), modifiers)
    } else if modifiers.contains(.shift) {
      let told = shifted.flatMap(UInt32.init(exactly:)).flatMap(Unicode.Scalar.init).map(Character.init)
      let upper = character.uppercased()
      self.init(
        .character(told ?? (upper.count == 1 ? Character(upper) : character)),
        modifiers.subtracting(.shift)
      )
    } else {
      self.init(.character(character), modifiers)
    }
  }

  /// Where kitty's protocol has the keys that have no character.
  private static let kittyPrivate = 57344...63743

  /// The keys of the number pad and the function keys past F12.
  private static func code(kitty value: Int) -> Code? {
    switch value {
    case 57376...57387: .function(value - 57376 + 13)
    case 57399...57408: .character(Character(Unicode.Scalar(UInt8(value - 57399 + 0x30))))
    case 57409: .character(".")
    case 57410: .character("/")
    case 57411: .character("*")
    case 57412: .character("-")
    case 57413: .character("+")
    case 57414: .enter
    case 57415: .character("=")
    case 57416: .character(",")
    case 57417: .left
    case 57418: .right
    case 57419: .up
    case 57420: .down
    case 57421: .pageUp
    case 57422: .pageDown
    case 57423: .home
    case 57424: .end
    case 57425: .insert
    case 57426: .delete
    default: nil
    }
  }
}
