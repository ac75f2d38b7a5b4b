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

  @Test(arguments: characters + arrows + editing + functions + alt + modernForms + oldForms)
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
        Form("\u{1b}[1;5\(letter)", Key(.function(function), .control)),
        Form("\u{1b}O1;2\(letter)", Key(.function(function), .shift)),
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
    Form("\u{1b}[97;9u", .alt("a")), Form("\u{1b}[97;65u", .character("a")),
    Form("\u{1b}[97;1:1u", .character("a")),
    Form("\u{1b}[97;;97u", .character("a")), Form("\u{1b}[32;5u", .control(" ")), Form("\u{1b}[13u", .enter),
    Form("\u{1b}[13;2u", Key(.enter, .shift)), Form("\u{1b}[9;2u", .backTab), Form("\u{1b}[27u", .escape),
    Form("\u{1b}[127;5u", Key(.backspace, .control)), Form("\u{1b}[57399u", .character("0")),
    Form("\u{1b}[57414u", .enter), Form("\u{1b}[57419;5u", Key(.up, .control)),
    Form("\u{1b}[57376u", Key(.function(13))),
    // xterm's modifyOtherKeys
    Form("\u{1b}[27;5;97~", .control("a")), Form("\u{1b}[27;2;65~", .character("A")),
    Form("\u{1b}[27;2;13~", Key(.enter, .shift)),
    Form("\u{1b}[27;6;65~", Key(.character("a"), [.control, .shift])), Form("\u{1b}[27;3;46~", .alt(".")),
  ]

  static let oldForms: [Form] = [
    Form("\u{1b}[a", Key(.up, .shift)), Form("\u{1b}[d", Key(.left, .shift)),
    Form("\u{1b}Oa", Key(.up, .control)),
    Form("\u{1b}Od", Key(.left, .control)), Form("\u{1b}OM", .enter), Form("\u{1b}Oj", .character("*")),
    Form("\u{1b}Op", .character("0")), Form("\u{1b}Oy", .character("9")), Form("\u{1b}OX", .character("=")),
  ]
}
