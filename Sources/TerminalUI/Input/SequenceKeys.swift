import ClientBrowser

extension ControlSequence {
  /// The keys that send `ESC [` and this: mostly one, or none.
  var keys: [Key] {
    guard let final else { return [] }
    if bytes.first == UInt8(ascii: "[") { return linuxConsoleKey.map { [$0] } ?? [] }
    guard let parameters, !isRelease(parameters) else { return [] }
    if final == UInt8(ascii: "u") { return Self.kittyKeys(parameters) }
    return key(final, parameters).map { [$0] } ?? []
  }

  private func key(_ final: UInt8, _ parameters: [[Int]]) -> Key? {
    let first = parameters.first?.first ?? 1
    guard let modifiers = Key.Modifiers(parameter: parameters.count > 1 ? parameters[1].first : nil) else {
      return nil
    }
    switch final {
    case UInt8(ascii: "~"): return tildeKey(first, modifiers, parameters)
    case UInt8(ascii: "Z"): return first == 1 ? Key(.tab, modifiers.union(.shift)) : nil
    // rxvt: a number and a final byte that tells the modifiers.
    case UInt8(ascii: "^") where parameters.count == 1:
      return Self.code(number: first).map { Key($0, .control) }
    case UInt8(ascii: "$") where parameters.count == 1:
      return Self.code(number: first).map { Key($0, .shift) }
    case UInt8(ascii: "@") where parameters.count == 1:
      return Self.code(number: first).map { Key($0, [.control, .shift]) }
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      guard bytes.count == 1 else { return nil }
      return Self.code(letter: final - 0x20).map { Key($0, .shift) }
    // With parameters it says where the cursor is; terminals that have modifiers send `ESC [ 13 ~` for F3.
    case UInt8(ascii: "R") where bytes.count > 1: return nil
    default:
      // The first parameter of such a key is 1 or missing; with another one it is a report, such as where the
      // cursor is.
      guard first == 1, parameters.count <= 2 else { return nil }
      return Self.code(letter: final).map { Key($0, modifiers) }
    }
  }

  /// The key that sends `ESC O` and this; nil if it is none.
  var singleShiftKey: Key? {
    guard let final, let parameters,
      // Old versions of xterm write `ESC O 5 D` where the new ones write `ESC [ 1 ; 5 D`.
      let modifiers = Key.Modifiers(parameter: parameters.last?.first)
    else { return nil }
    if let code = Self.code(letter: final) { return Key(code, modifiers) }
    switch final {
    case UInt8(ascii: "M"): return Key(.enter, modifiers)
    // The number pad in its application mode: `j` is `*`, `p` is 0, `y` is 9.
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      return Key(.character(Character(Unicode.Scalar(final - 0x40))), modifiers)
    case UInt8(ascii: "X"): return Key(.character("="), modifiers)
    // rxvt: arrows with Control.
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      return Self.code(letter: final - 0x20).map { Key($0, .control) }
    default: return nil
    }
  }

  private func tildeKey(_ number: Int, _ modifiers: Key.Modifiers, _ parameters: [[Int]]) -> Key? {
    // xterm's modifyOtherKeys: `27 ; modifiers ; character`.
    if number == 27, parameters.count == 3 {
      return Key(unicode: parameters[2], modifiers, isFinished: true)
    }
    guard parameters.count <= 2 else { return nil }
    return Self.code(number: number).map { Key($0, modifiers) }
  }

  /// kitty's protocol: `character : shifted : on the base layout ; modifiers : event ; text u`.
  private static func kittyKeys(_ parameters: [[Int]]) -> [Key] {
    let held = parameters.count > 1 ? parameters[1].first : nil
    // A character with Super, which is 8 here, is not that character, and not another one either.
    guard parameters.count <= 3, let modifiers = Key.Modifiers(parameter: held), !hasSuper(held) else {
      return []
    }
    let text = parameters.count > 2 ? parameters[2].compactMap(Key.typable(_:)) : []
    if !text.isEmpty, modifiers.isSubset(of: .shift), text.count == parameters[2].count {
      return text.map { .character(Character($0)) }
    }
    return Key(unicode: parameters[0], modifiers, hasCapsLock: has(64, held)).map { [$0] } ?? []
  }

  private static func hasSuper(_ parameter: Int?) -> Bool { has(8, parameter) }

  private static func has(_ bit: Int, _ parameter: Int?) -> Bool {
    parameter.map { $0 > 1 && ($0 - 1) & bit != 0 } ?? false
  }

  private var linuxConsoleKey: Key? {
    guard bytes.count == 2, (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(bytes[1]) else { return nil }
    return Key(.function(Int(bytes[1] - UInt8(ascii: "A")) + 1))
  }

  /// Whether a key was let go: kitty's protocol tells, as the second part of the modifiers.
  private func isRelease(_ parameters: [[Int]]) -> Bool {
    parameters.count > 1 && parameters[1].count > 1 && parameters[1][1] == 3
  }

  /// The keys that end in a letter, in both cursor modes.
  private static func code(letter: UInt8) -> Key.Code? {
    switch letter {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "P")...UInt8(ascii: "S"): .function(Int(letter - UInt8(ascii: "P")) + 1)
    default: nil
    }
  }

  /// The keys that are a number; Home and End have two, by vt220 and rxvt.
  ///
  /// The gaps between the function keys are those of the vt220's keyboard.
  private static func code(number: Int) -> Key.Code? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }
}

extension Key.Modifiers {
  /// The modifiers of a parameter: 1 and a bit for each, without the locks; none if there is no parameter, nil if they say that this is no
  /// key of ours.
  init?(parameter: Int?) {
    self = []
    guard let parameter, parameter > 1 else { return }
    let bits = parameter - 1
    // Hyper, and kitty's Meta; beyond the locks there is nothing.
    if bits & (16 | 32) != 0 || bits > 255 { return nil }
    if bits & 1 != 0 { insert(.shift) }
    // Alt, and xterm's Meta.
    if bits & (2 | 8) != 0 { insert(.alt) }
    if bits & 4 != 0 { insert(.control) }
  }
}
