import Testing

@testable import ClientIndex

@Suite struct FoldedTextTests {
  private func folded(_ text: String) -> String {
    String(decoding: FoldedText(text).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("", ""), ("Staging Dashboard", "staging dashboard"), ("@[`{AZ", "@[`{az"), ("ÄÖÜ", "aou"),
    ("Łódź đø", "lodz do"), ("Việt", "viet"),
    ("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
    ("σίσυφος", "σίσυφοσ"), ("STRASSE straße", "strasse strasse"), ("ﬁn", "fin"),
    ("Å \u{212B} A\u{30A}", "a a a"), ("й и\u{306}", "й й"), ("が か\u{3099}", "が が"), ("ΐ", "ΐ"),
    ("İ ı", "i i"), ("ЖУК жук", "жук жук"), ("日本", "日本"), ("e\u{301}e\u{327}\u{301}", "ee"),
    ("\u{301}1\u{301}", "\u{301}1\u{301}"),
    ("각 \u{1100}\u{1161}\u{11A8}", "각 각"), ("a\u{323}\u{307} a\u{307}\u{323}", "a a"),
    ("a\0b", "a b"),
    ("é\0É", "e e"), ("👩‍👩‍👧 👍🏽", "👩‍👩‍👧 👍🏽"),
  ])
  func `folds the case and the accents of Latin letters`(text: String, wanted: String) {
    #expect(Array(FoldedText(text).bytes) == Array(wanted.utf8), "\(folded(text))")
  }

  @Test func `says whether a text is the same as it came`() {
    func isSame(_ text: String) -> Bool {
      var bytes = Array("before".utf8)
      return FoldedText.append(text, to: &bytes)
    }
    for text in ["", "a b-1.:/", "日本", "σ", "й"] { #expect(isSame(text), "\(text)") }
    for text in ["A", "aB", "e\u{301}", "É", "é", "ß", "ς", "a\0"] { #expect(!isSame(text), "\(text)") }
  }

  /// Every character that there is, by itself and between others that could compose with it.
  @Test func `folds spellings that Swift calls equal to the same bytes, and folding twice changes nothing`() {
    var decompositions: [Unicode.Scalar: String] = [:]
    for scalar in Self.allScalars where scalar.value > 0x7F {
      let text = String(scalar)
      let once = folded(text)
      #expect(folded(once).utf8.elementsEqual(once.utf8), "U+\(String(scalar.value, radix: 16))")
      if text.unicodeScalars.count == 1, once != text { decompositions[scalar] = once }
    }
    #expect(decompositions.count > 1000, "those that have a case or a spelling of its own")
  }

  @Test func `a letter and its accents fold as the letter that has them`() {
    let letters = Self.allScalars.filter { $0.value < 0x250 && $0.properties.isAlphabetic }
    let accents = (UInt32(0x300)...0x36F).compactMap(Unicode.Scalar.init)
    var composed = 0
    let all = Dictionary(
      grouping: Self.allScalars.filter { $0.value > 0x7F && $0.value < 0x2E80 },
      by: { String($0) }
    )
    for letter in letters {
      for accent in accents {
        let pair = String(letter) + String(accent)
        // A dictionary of texts finds what is canonically the same.
        for scalar in all[pair] ?? [] {
          composed += 1
          #expect(FoldedText(pair) == FoldedText(String(scalar)), "U+\(String(scalar.value, radix: 16))")
        }
      }
    }
    #expect(composed > 400)
  }

  private static var allScalars: some Sequence<Unicode.Scalar> {
    (UInt32(0)...0x10FFFF).lazy.compactMap(Unicode.Scalar.init)
      .filter { $0.properties.generalCategory != .unassigned && $0.properties.generalCategory != .privateUse }
  }
}
