import Testing

@testable import TerminalUI

struct StyleTests {
  @Test func `has a letter of its own for each style`() {
    #expect(Set(Style.allCases.map(\.letter)).count == Style.allCases.count)
  }

  /// A cell holds a style as one byte.
  @Test func `counts its raw values from zero, for themes look them up by it`() {
    #expect(Style.allCases.map { Int($0.rawValue) } == Array(0..<Style.allCases.count))
    #expect(MemoryLayout<Cell>.stride == 8)
  }
}
