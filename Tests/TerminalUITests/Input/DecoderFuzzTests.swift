import ClientBrowser
import TestSupport
import Testing

@testable import TerminalUI

struct DecoderFuzzTests {
  /// Pieces that lead a decoder into each of its states, mixed with bytes of any kind.
  private static let pieces: [[UInt8]] = [
    "\u{1b}", "\u{1b}[", "\u{1b}O", "\u{1b}]", "\u{1b}P", "\u{1b}[200~", "\u{1b}[201~", "\u{1b}[1;5",
    "\u{1b}[M", "\u{1b}\\", "A",
    "~", "u", "$", "\u{7}", "日", "é", "dR\r", ";", "27;5;97~", "\u{1b}\u{1b}",
  ].map { Array($0.utf8) }

  private func randomInput(_ random: inout SeededGenerator) -> [UInt8] {
    (0..<Int.random(in: 1...30, using: &random)).flatMap { _ -> [UInt8] in
      Int.random(in: 0..<4, using: &random) == 0
        ? [UInt8.random(in: 0...255, using: &random)]
        : Self.pieces.randomElement(using: &random) ?? []
    }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `makes the same of bytes however they are spread over reads`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let bytes = randomInput(&random)
      var whole = KeyDecoder()
      let expected = whole.feed(bytes)
      var pieced = KeyDecoder()
      var input: [TerminalInput] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...5, using: &random))
        input += pieced.feed(Array(piece))
        rest = rest.dropFirst(piece.count)
      }
      #expect(input == expected, "bytes \(bytes)")
      #expect(pieced.isWaiting == whole.isWaiting)
      #expect(pieced.flush() == whole.flush())
      #expect(!pieced.isWaiting)
    }
  }

  /// A loop that flushes at the wrong moment must not find itself stuck.
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `gets back to plain keys from wherever it is`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      var decoder = KeyDecoder()
      _ = decoder.feed(randomInput(&random))
      if Bool.random(using: &random) { _ = decoder.flush() }
      // The end of a paste, then what gets out of a string, a sequence and an old mouse report.
      _ = decoder.feed(Array("\u{1b}[201~\r\r\r\r".utf8))
      #expect(decoder.feed(Array("q".utf8)) == keys([.character("q")]))
    }
  }
}
