import TestSupport
import Testing

@testable import ClientIndex

@Suite struct NaturalOrderTests {
  private func order(_ text: String, _ other: String) -> Int {
    (Array(text.utf8) + Array(other.utf8)).withUnsafeBytes {
      $0.naturalOrder(of: 0..<text.utf8.count, and: text.utf8.count..<$0.count).signum()
    }
  }

  private func key(_ text: String) -> NaturalKey {
    Array(text.utf8).withUnsafeBytes { $0.naturalKey(of: 0..<$0.count) }
  }

  @Test func `numbers are ordered by what they count`() {
    let sorted = [
      "", "1", "2", "10", "10a", "a", "a-", "a1", "a1b", "a2", "a2b", "a10", "a10.9", "a10.10", "a999999999",
      "a1000000000", "a1000000001", "a99999999999999999999999", "aa", "b0", "b1",
    ]
    for (place, text) in sorted.enumerated() {
      for (otherPlace, other) in sorted.enumerated() {
        #expect(order(text, other) == (place - otherPlace).signum(), "\(text) \(other)")
      }
    }
  }

  @Test func `zeros at the start of a number do not count`() {
    for (text, other) in [("a1", "a01"), ("0", "00"), ("a007b", "a7b"), ("1.0.0", "01.00.000")] {
      #expect(order(text, other) == 0 && order(other, text) == 0, "\(text) \(other)")
    }
    #expect(order("a01c", "a1b") == 1)
    #expect(order("a0", "a") == 1)
  }

  @Test(arguments: 0..<20) func `is an order, and the key grows with it`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = ["a", "b", "0", "1", "9", "00", "12345678", "123456789", "-", "z", "abcdefghijkl"]
    let texts = (0..<12).map { _ in
      (0..<Int.random(in: 0...8, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }
        .joined()
    }
    for first in texts {
      for second in texts {
        #expect(order(first, second) == -order(second, first), "\(first) \(second)")
        if order(first, second) <= 0 {
          #expect(key(first).order(before: key(second)) <= 0, "\(first) \(second)")
          if key(first).isWhole && key(second).isWhole {
            #expect(key(first).order(before: key(second)) == order(first, second), "\(first) \(second)")
          }
        }
        for third in texts where order(first, second) <= 0 && order(second, third) <= 0 {
          #expect(order(first, third) <= 0, "\(first) \(second) \(third)")
        }
      }
    }
  }
}
