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

  /// A key that is told as a Unicode value: by kitty's protocol (with what it is when shifted, and on the base layout, as
  /// the second and third part), or by xterm's modifyOtherKeys.
  ///
  /// What has a byte of its own is the key of that byte, as on a terminal without such a protocol: Ctrl-M is Return, and
  /// so is Shift-Return. Nil if it is none that we have a use for, such as a modifier by itself.
  ///
  /// - Parameters:
  ///   - hasCapsLock: whether Caps Lock is on, which makes of a letter the other one of its two.
  ///   - isFinished: whether the value is what Shift has made of the key already, as with modifyOtherKeys.
  init?(unicode parts: [Int], _ modifiers: Modifiers, hasCapsLock: Bool = false, isFinished: Bool = false) {
    guard let value = parts.first else { return nil }
    let alt = modifiers.intersection(.alt)
    switch value {
    case 0x08, 0x7f: self.init(.backspace, alt)
    case 0x09: self.init(.tab, modifiers.subtracting(.control))
    case 0x0a, 0x0d: self.init(.enter, alt)
    case 0x1b: self.init(.escape, alt)
    case Self.kittyPrivate:
      guard let code = Self.code(kitty: value) else { return nil }
      self.init(code, code == .enter ? alt : modifiers)
    default:
      guard let scalar = Self.typable(value) else { return nil }
      let shifted = parts.count > 1 ? Self.typable(parts[1]) : nil
      let onBaseLayout = parts.count > 2 ? Self.typable(parts[2]) : nil
      if modifiers.contains(.control) {
        let candidates = [modifiers.contains(.shift) ? shifted : nil, scalar, onBaseLayout].compactMap(\.self)
        self = Self.withControl(candidates, modifiers)
      } else {
        let isShifted = modifiers.contains(.shift) && !isFinished
        let typed = isShifted ? shifted ?? scalar.uppercase : scalar
        self.init(.character(Character(hasCapsLock ? typed.withOtherCase : typed)), alt)
      }
    }
  }

  /// A character that a key can type; nil for controls, and for what is no scalar.
  static func typable(_ value: Int) -> Unicode.Scalar? {
    guard value >= 0x20, !(0x7f...0x9f).contains(value) else { return nil }
    return UInt32(exactly: value).flatMap(Unicode.Scalar.init)
  }

  /// A key with Control: the first of the characters that it may be which has a byte with Control, else the key itself.
  ///
  /// Letters with Shift are kept apart, as no byte does.
  private static func withControl(_ candidates: [Unicode.Scalar], _ modifiers: Modifiers) -> Key {
    for candidate in candidates {
      let letter = candidate.lowercase
      if letter.isASCII, letter.properties.isAlphabetic {
        guard !modifiers.contains(.shift) else { return Key(.character(Character(letter)), modifiers) }
        return Key(byte: UInt8(letter.value & 0x1f)).map {
          Key($0.code, $0.modifiers.union(modifiers.intersection(.alt)))
        }
          ?? Key(.character(Character(letter)), modifiers)
      }
      if let key = controlKeys[candidate] {
        return Key(key.code, key.modifiers.union(modifiers.intersection(.alt)))
      }
    }
    let own = candidates.last { $0 == candidates.first } ?? " "
    return Key(.character(Character(own.lowercase)), modifiers)
  }

  /// What other keys send with Control, since the days of the VT100: 2 to 8 stand for what is hard to type elsewhere.
  private static let controlKeys: [Unicode.Scalar: Key] = [
    " ": .control(" "), "@": .control(" "), "2": .control(" "),
    "[": .escape, "{": .escape, "3": .escape,
    "\\": .control("\\"), "|": .control("\\"), "4": .control("\\"),
    "]": .control("]"), "}": .control("]"), "5": .control("]"),
    "^": .control("^"), "~": .control("^"), "6": .control("^"),
    "_": .control("_"), "/": .control("_"), "7": .control("_"),
    "?": .backspace, "8": .backspace,
  ]

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

extension Unicode.Scalar {
  /// The scalar in upper case, where that is one scalar.
  fileprivate var uppercase: Unicode.Scalar { single(properties.uppercaseMapping) }
  /// The other one of a small and a large letter; what has no such other is itself.
  fileprivate var withOtherCase: Unicode.Scalar { uppercase == self ? lowercase : uppercase }
  /// The scalar in lower case, where that is one scalar.
  fileprivate var lowercase: Unicode.Scalar { single(properties.lowercaseMapping) }

  private func single(_ mapping: String) -> Unicode.Scalar {
    let scalars = mapping.unicodeScalars
    return scalars.count == 1 ? scalars.first ?? self : self
  }
}
