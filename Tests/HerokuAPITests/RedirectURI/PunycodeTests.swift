import TestSupport
import Testing

@testable import HerokuAPI

struct PunycodeTests {
  /// From RFC 3492 7.1, and names in use.
  @Test(arguments: [
    ("bücher", "bcher-kva"), ("münchen", "mnchen-3ya"), ("ü", "tda"), ("exаmple", "exmple-4nf"),
    ("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn"), ("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye"),
    ("pročprostěnemluvíčesky", "proprostnemluvesky-uyb24dma41a"),
    ("ひとつ屋根の下2", "2-u9tlzr9756bt3uc0v"), ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
    ("-> $1.00 <-", "-> $1.00 <--"),
  ])
  func `encodes and decodes as its RFC shows`(text: String, encoded: String) {
    #expect(Punycode.encoded(text) == encoded)
    #expect(Punycode.decoded(encoded[...]) == text || text.unicodeScalars.allSatisfy(\.isASCII))
  }

  @Test func `whatever is encoded is decoded to the same`() {
    var chance = SeededGenerator(seed: 3)
    let ranges: [ClosedRange<UInt32>] = [
      0x61...0x7a, 0xe0...0xff, 0x430...0x44f, 0x4e00...0x4fff, 0x1f600...0x1f64f,
    ]
    for _ in 0..<2000 {
      let text = String(
        String.UnicodeScalarView(
          (0..<Int.random(in: 1...14, using: &chance)).compactMap { _ in
            ranges.randomElement(using: &chance)?.randomElement(using: &chance).flatMap(Unicode.Scalar.init)
          }
        )
      )
      guard let encoded = Punycode.encoded(text), !text.unicodeScalars.allSatisfy(\.isASCII) else { continue }
      #expect(Punycode.decoded(encoded[...]) == text)
    }
  }

  @Test func `a label that means nothing is decoded to nothing, however large its numbers`() {
    var chance = SeededGenerator(seed: 4)
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789-A!")
    for _ in 0..<5000 {
      let label = String(
        (0..<Int.random(in: 0...70, using: &chance)).map { _ in letters.randomElement(using: &chance) ?? "9" }
      )
      guard let text = Punycode.decoded(label[...]) else { continue }
      #expect(Punycode.encoded(text) == label)
    }
    #expect(Punycode.decoded(String(repeating: "9", count: 63)[...]) == nil)
    #expect(Punycode.encoded(String(repeating: "ü", count: 64)) == nil)
  }
}
