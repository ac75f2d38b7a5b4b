import ClientBrowser
import Testing

@testable import TerminalUI

/// Every form of every key, each also when its bytes arrive one by one.
struct KeyDecoderTests {
  /// What a terminal sends, and the key that was pressed.
  struct Form: CustomTestStringConvertible {
    let bytes: String
    let key: Key

    init(_ bytes: String, _ key: Key) {
      self.bytes = bytes
      self.key = key
    }

    var testDescription: String {
      bytes.unicodeScalars.map { $0.value == 0x1b ? "ESC" : $0.escaped(asASCII: true) }.joined(separator: " ")
    }
  }

  @Test(arguments: characters + arrows + editing + functions + alt + modernForms + oldForms + eightBitForms)
  func `decodes a form, whole and byte by byte`(form: Form) {
    let bytes = Array(form.bytes.utf8)
    #expect(decode(bytes) == [.key(form.key)])
    #expect(decodeBytewise(bytes) == [.key(form.key)])
  }

  @Test func `decodes keys one after the other`() {
    #expect(
      decode("jk\u{1b}[A\u{1b}OBG\rä日")
        == keys([
          .character("j"), .character("k"), .up, .down, .character("G"), .enter, .character("ä"),
          .character("日"),
        ])
    )
  }

  @Test func `gives a character of several scalars scalar by scalar`() {
    #expect(decode("e\u{301}") == keys([.character("e"), .character("\u{301}")]))
  }

  @Test func `knows the sequences of the terminal's own description before others`() {
    let own: [(sequence: [UInt8], key: Key)] = [
      (Array("\u{1b}[192z".utf8), Key(.function(11))),
      (Array("\u{1b}A".utf8), .up),
      (Array("\u{1b}[7~".utf8), .end),
      (Array("\u{1b}[M".utf8), Key(.function(1))),
      // A key of one byte is decoded as every terminal means it.
      (Array("\u{8}".utf8), .left),
    ]
    var decoder = KeyDecoder(terminfo: own)
    #expect(
      decoder.feed(Array("\u{1b}[192z\u{1b}A\u{1b}[7~\u{1b}[Mx\u{8}".utf8))
        == keys([
          Key(.function(11)), .up, .end, Key(.function(1)), .character("x"), .backspace,
        ])
    )
  }
}

extension KeyDecoderTests {
  static let characters: [Form] = [
    Form("j", .character("j")), Form("G", .character("G")), Form(" ", .character(" ")),
    Form("?", .character("?")),
    Form("~", .character("~")), Form("é", .character("é")), Form("日", .character("日")),
    Form("🚀", .character("🚀")),
    Form("\u{a0}", .character("\u{a0}")), Form("\u{10ffff}", .character("\u{10ffff}")),
    Form("\r", .enter), Form("\n", .enter), Form("\t", .tab), Form("\u{7f}", .backspace),
    Form("\u{8}", .backspace),
    Form("\u{0}", .control(" ")), Form("\u{1}", .control("a")), Form("\u{3}", .control("c")),
    Form("\u{13}", .control("s")), Form("\u{1a}", .control("z")), Form("\u{1c}", .control("\\")),
    Form("\u{1d}", .control("]")), Form("\u{1e}", .control("^")), Form("\u{1f}", .control("_")),
  ]

  static let arrows: [Form] = zip("ABCDHF", [Key.Code.up, .down, .right, .left, .home, .end]).flatMap {
    letter,
    code in
    [
      Form("\u{1b}[\(letter)", Key(code)), Form("\u{1b}O\(letter)", Key(code)),
      Form("\u{1b}[1\(letter)", Key(code)),
      Form("\u{1b}[1;2\(letter)", Key(code, .shift)), Form("\u{1b}[1;3\(letter)", Key(code, .alt)),
      Form("\u{1b}[1;4\(letter)", Key(code, [.alt, .shift])),
      Form("\u{1b}[1;5\(letter)", Key(code, .control)),
      Form("\u{1b}[1;6\(letter)", Key(code, [.control, .shift])),
      Form("\u{1b}[1;7\(letter)", Key(code, [.control, .alt])),
      Form("\u{1b}[1;8\(letter)", Key(code, [.control, .alt, .shift])),
      Form("\u{1b}[1;9\(letter)", Key(code, .alt)), Form("\u{1b}O5\(letter)", Key(code, .control)),
      Form("\u{1b}[;5\(letter)", Key(code, .control)), Form("\u{1b}\u{1b}[\(letter)", Key(code, .alt)),
      Form("\u{1b}\u{1b}O\(letter)", Key(code, .alt)),
      // kitty: pressed, repeated.
      Form("\u{1b}[1;1:1\(letter)", Key(code)), Form("\u{1b}[1;5:2\(letter)", Key(code, .control)),
    ]
  }

  static let editing: [Form] = [
    (1, Key.Code.home), (2, .insert), (3, .delete), (4, .end), (5, .pageUp), (6, .pageDown), (7, .home),
    (8, .end),
  ].flatMap { number, code in
    [
      Form("\u{1b}[\(number)~", Key(code)), Form("\u{1b}[\(number);2~", Key(code, .shift)),
      Form("\u{1b}[\(number);3~", Key(code, .alt)), Form("\u{1b}[\(number);5~", Key(code, .control)),
      Form("\u{1b}[\(number)^", Key(code, .control)), Form("\u{1b}[\(number)$", Key(code, .shift)),
      Form("\u{1b}[\(number)@", Key(code, [.control, .shift])),
    ]
  }

  static let functions: [Form] =
    zip(
      [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34],
      1...20
    ).map { number, function in Form("\u{1b}[\(number)~", Key(.function(function))) }
    + zip("PQRS", 1...4).flatMap { letter, function in
      [
        Form("\u{1b}O\(letter)", Key(.function(function))),
        Form("\u{1b}[\(letter)", Key(.function(function))),
        // With parameters the one that ends in R says where the cursor is.
      ] + (letter == "R" ? [] : [Form("\u{1b}[1;5\(letter)", Key(.function(function), .control))]) + [
        Form("\u{1b}O1;2\(letter)", Key(.function(function), .shift))
      ]
    }
    + zip("ABCDE", 1...5).map { letter, function in Form("\u{1b}[[\(letter)", Key(.function(function))) }
    + [Form("\u{1b}[15;5~", Key(.function(5), .control)), Form("\u{1b}[24;2~", Key(.function(12), .shift))]

  static let alt: [Form] = [
    Form("\u{1b}b", .alt("b")), Form("\u{1b}f", .alt("f")), Form("\u{1b}B", .alt("B")),
    Form("\u{1b}é", .alt("é")),
    Form("\u{1b}日", .alt("日")), Form("\u{1b}\r", Key(.enter, .alt)),
    Form("\u{1b}\u{7f}", Key(.backspace, .alt)),
    Form("\u{1b}\t", Key(.tab, .alt)), Form("\u{1b}\u{2}", Key(.character("b"), [.control, .alt])),
  ]

  static let modernForms: [Form] = [
    Form("\u{1b}[Z", .backTab), Form("\u{1b}[1;2Z", .backTab),
    Form("\u{1b}[1;6Z", Key(.tab, [.control, .shift])),
    // kitty
    Form("\u{1b}[97u", .character("a")), Form("\u{1b}[97;1u", .character("a")),
    Form("\u{1b}[97;2u", .character("A")),
    Form("\u{1b}[97:65;2u", .character("A")), Form("\u{1b}[49:33;2u", .character("!")),
    Form("\u{1b}[97;3u", .alt("a")),
    Form("\u{1b}[97;5u", .control("a")), Form("\u{1b}[97;6u", Key(.character("a"), [.control, .shift])),
    // Caps Lock, also with Shift; Num Lock does not matter.
    Form("\u{1b}[97;65u", .character("A")), Form("\u{1b}[97;66u", .character("a")),
    Form("\u{1b}[97:65;66u", .character("a")), Form("\u{1b}[233;65u", .character("É")),
    Form("\u{1b}[49;65u", .character("1")), Form("\u{1b}[49:33;66u", .character("!")),
    Form("\u{1b}[223;65u", .character("ß")), Form("\u{1b}[97;67u", .alt("A")),
    Form("\u{1b}[97;69u", .control("a")), Form("\u{1b}[97;129u", .character("a")),
    Form("\u{1b}[97;130u", .character("A")), Form("\u{1b}[97;193u", .character("A")),
    Form("\u{1b}[97;194u", .character("a")), Form("\u{1b}[97;65;65u", .character("A")),
    Form("\u{1b}[13;65u", .enter),
    Form("\u{1b}[97;1:1u", .character("a")),
    Form("\u{1b}[97;;97u", .character("a")), Form("\u{1b}[32;5u", .control(" ")), Form("\u{1b}[13u", .enter),
    Form("\u{1b}[13;2u", .enter), Form("\u{1b}[9;2u", .backTab), Form("\u{1b}[27u", .escape),
    Form("\u{1b}[127;5u", .backspace), Form("\u{1b}[57399u", .character("0")),
    Form("\u{1b}[57414u", .enter), Form("\u{1b}[57419;5u", Key(.up, .control)),
    Form("\u{1b}[57376u", Key(.function(13))),
    // xterm's modifyOtherKeys
    Form("\u{1b}[27;5;97~", .control("a")), Form("\u{1b}[27;2;65~", .character("A")),
    // What Shift has made of the key already, be it with Caps Lock.
    Form("\u{1b}[27;2;233~", .character("é")), Form("\u{1b}[27;2;201~", .character("É")),
    Form("\u{1b}[27;2;97~", .character("a")), Form("\u{1b}[27;4;233~", .alt("é")),
    Form("\u{1b}[27;2;13~", .enter),
    Form("\u{1b}[27;6;65~", Key(.character("a"), [.control, .shift])), Form("\u{1b}[27;3;46~", .alt(".")),
  ]

  static let oldForms: [Form] = [
    Form("\u{1b}[a", Key(.up, .shift)), Form("\u{1b}[d", Key(.left, .shift)),
    Form("\u{1b}Oa", Key(.up, .control)),
    Form("\u{1b}Od", Key(.left, .control)), Form("\u{1b}OM", .enter), Form("\u{1b}Oj", .character("*")),
    Form("\u{1b}Op", .character("0")), Form("\u{1b}Oy", .character("9")), Form("\u{1b}OX", .character("=")),
  ]

  /// With the controls of 8 bits, in UTF-8 here: a byte of its own comes below.
  static let eightBitForms: [Form] = [
    Form("\u{9b}A", .up), Form("\u{9b}1;5D", Key(.left, .control)), Form("\u{9b}3~", .delete),
    Form("\u{8f}P", Key(.function(1))),
    Form("\u{1b}\u{9b}A", Key(.up, .alt)), Form("\u{9b}97;5u", .control("a")),
  ]
}

/// A protocol that another program has left on must not take any key away that has a byte of its own.
struct KeyProtocolTests {
  /// Each key with Control that has a byte, by what is typed with it.
  private static let controls: [(typed: String, byte: UInt8)] =
    (UInt8(ascii: "a")...UInt8(ascii: "z")).map { (String(Unicode.Scalar($0)), $0 & 0x1f) }
    + [
      (" ", 0), ("@", 0), ("2", 0), ("[", 0x1b), ("3", 0x1b), ("\\", 0x1c), ("4", 0x1c), ("]", 0x1d),
      ("5", 0x1d),
      ("^", 0x1e), ("6", 0x1e), ("_", 0x1f), ("7", 0x1f), ("/", 0x1f), ("?", 0x7f), ("8", 0x7f),
    ]

  /// What a key sends that has this byte.
  private func plain(_ byte: UInt8) -> [TerminalInput] { decode([byte]) }

  @Test func `Control and a key with a byte are the key of that byte in every protocol`() throws {
    for (typed, byte) in Self.controls {
      let code = try #require(typed.unicodeScalars.first).value
      for form in [
        "\u{1b}[\(code);5u", "\u{1b}[27;5;\(code)~", "\u{1b}[\(code);5:1u", "\u{1b}[\(code);5:2u",
        "\u{1b}[\(code)::\(code);5u",
        // With Caps Lock, with Num Lock.
        "\u{1b}[\(code);69u", "\u{1b}[\(code);133u",
      ] {
        #expect(decode(form) == plain(byte), "Ctrl-\(typed) as \(form.debugDescription)")
      }
      #expect(decode("\u{1b}[\(code);5:3u") == [], "let go")
    }
  }

  @Test func `Shift on the way to a character with a byte makes no difference`() {
    #expect(decode("\u{1b}[50:64;6u") == keys([.control(" ")]))
    #expect(decode("\u{1b}[54:94;6u") == keys([.control("^")]))
    #expect(decode("\u{1b}[45:95;6u") == keys([.control("_")]))
    #expect(decode("\u{1b}[47:63;6u") == keys([.backspace]))
    #expect(decode("\u{1b}[27;6;94~") == keys([.control("^")]))
  }

  @Test func `a letter of another alphabet with Control is that of the base layout`() {
    // Cyrillic es and ve, where C and D are.
    #expect(decode("\u{1b}[1089::99;5u") == keys([.control("c")]))
    #expect(decode("\u{1b}[1074::100;5u") == keys([.control("d")]))
    #expect(decode("\u{1b}[1089;5u") == keys([Key(.character("с"), .control)]))
  }

  @Test(arguments: [1, 2, 5, 6]) func `the keys that have a byte work with Shift and Control`(modifiers: Int)
  {
    for (code, key) in [(13, Key.enter), (27, .escape), (127, .backspace), (57414, .enter)] {
      #expect(decode("\u{1b}[\(code);\(modifiers)u") == keys([key]))
      #expect(decode("\u{1b}[\(code);\(modifiers):1u") == keys([key]))
      #expect(decode("\u{1b}[\(code);\(modifiers):3u") == [])
    }
    #expect(decode("\u{1b}[9;\(modifiers)u") == keys([(modifiers - 1) & 1 == 1 ? .backTab : .tab]))
  }

  @Test func `the text that a key types is what counts where it is told`() {
    #expect(decode("\u{1b}[223;2;63u") == keys([.character("?")]))
    #expect(decode("\u{1b}[97;;229u") == keys([.character("å")]))
    #expect(decode("\u{1b}[0;;26085:26412u") == keys([.character("日"), .character("本")]))
    #expect(decode("\u{1b}[97;5;97u") == keys([.control("a")]))
    #expect(decode("\u{1b}[97;1;7u") == keys([.character("a")]), "no text")
  }

  @Test func `a key with Super, Hyper or Meta is none of ours`() {
    for modifiers in [9, 17, 33, 13, 41] {
      #expect(decode("\u{1b}[99;\(modifiers)u") == [])
      if modifiers != 9, modifiers != 13 { #expect(decode("\u{1b}[1;\(modifiers)A") == []) }
    }
  }

  @Test func `a byte of 8 bits begins what Escape and a letter begin`() {
    #expect(decode([0x9b, 0x41]) == keys([.up]))
    #expect(decode([0x8f, 0x41]) == keys([.up]))
    #expect(decode([0x9b] + Array("24;80R".utf8) + [0x6a]) == keys([.character("j")]))
    #expect(decode([0x9d] + Array("11;rgb:0/0/0".utf8) + [0x9c, 0x6a]) == keys([.character("j")]))
    #expect(decode([0x90] + Array(">|XTerm“(380)".utf8) + [0x9c, 0x6a]) == keys([.character("j")]))
    #expect(decode("\u{9d}2;“Größe”\u{9c}j") == keys([.character("j")]))
  }
}

/// Everything of a kind, against a rule of its own.
struct EveryKeyTests {
  @Test func `every scalar is the key that types it`() {
    for value in UInt32(0)...0x10ffff {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let expected: [TerminalInput] =
        switch value {
        case 0x00: keys([.control(" ")])
        case 0x08, 0x7f: keys([.backspace])
        case 0x09: keys([.tab])
        case 0x0a, 0x0d: keys([.enter])
        case 0x1b: keys([.escape])
        case 0x01...0x1a: keys([.control(Character(Unicode.Scalar(UInt8(value + 0x60))))])
        case 0x1c...0x1f: keys([.control(Character(Unicode.Scalar(UInt8(value + 0x40))))])
        // Controls of 8 bits: some begin a sequence, none is a key.
        case 0x80...0x9f: []
        default: keys([.character(Character(scalar))])
        }
      let decoded = decode(Array(String(scalar).utf8))
      if decoded != expected { Issue.record("U+\(String(value, radix: 16)) is \(decoded)") }
      // Told as a number it is the same, but for kitty's own numbers and what is no character.
      guard value >= 0x20, !(0x7f...0x9f).contains(value), !(0xe000...0xf8ff).contains(value) else {
        continue
      }
      guard value % 7 == 0 || value < 0x3000 else { continue }
      let told = decode("\u{1b}[\(value)u")
      if told != expected { Issue.record("CSI \(value) u is \(told)") }
    }
  }

  /// Which keys there are with one parameter, by their final byte; all else is swallowed.
  private func expected(_ number: Int, _ final: Unicode.Scalar) -> [TerminalInput] {
    let codes: [Int: Key.Code] = [
      1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
      11: .function(1),
      12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5), 17: .function(6),
      18: .function(7),
      19: .function(8), 20: .function(9), 21: .function(10), 23: .function(11), 24: .function(12),
      25: .function(13),
      26: .function(14), 28: .function(15), 29: .function(16), 31: .function(17), 32: .function(18),
      33: .function(19),
      34: .function(20),
    ]
    let letters: [Unicode.Scalar: Key] = [
      "A": .up, "B": .down, "C": .right, "D": .left, "F": .end, "H": .home, "P": Key(.function(1)),
      "Q": Key(.function(2)), "S": Key(.function(4)), "Z": .backTab,
    ]
    switch final {
    case "~": return codes[number].map { keys([Key($0)]) } ?? []
    case "^": return codes[number].map { keys([Key($0, .control)]) } ?? []
    case "$": return codes[number].map { keys([Key($0, .shift)]) } ?? []
    case "@": return codes[number].map { keys([Key($0, [.control, .shift])]) } ?? []
    case "u":
      switch number {
      case 8, 127: return keys([.backspace])
      case 9: return keys([.tab])
      case 10, 13: return keys([.enter])
      case 27: return keys([.escape])
      case 0x20...0x7e, 0xa0...9999:
        return Unicode.Scalar(UInt32(number)).map { keys([.character(Character($0))]) } ?? []
      default: return []
      }
    default: return number == 1 ? letters[final].map { keys([$0]) } ?? [] : []
    }
  }

  @Test(arguments: [UInt8(ascii: "$")] + Array(0x40...0x7e as ClosedRange<UInt8>))
  func `every control sequence with a parameter is a key that we know, or swallowed whole`(final: UInt8) {
    let final = Unicode.Scalar(final)
    var decoder = KeyDecoder()
    for number in 0...9999 {
      // The mark behind it shows that nothing of it is left.
      let input = decoder.feed(Array("\u{1b}[\(number)\(final)\u{4}".utf8))
      let isPaste = number == 200 && final == "~"
      if isPaste {
        #expect(input == [])
        #expect(decoder.feed(Array("\u{1b}[201~".utf8)) == [.paste("\u{4}")])
      } else if input != expected(number, final) + keys([.control("d")]) {
        Issue.record("CSI \(number) \(final) is \(input)")
      }
    }
  }
}
