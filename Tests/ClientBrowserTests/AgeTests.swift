import FoundationEssentials
import TestSupport
import Testing

@testable import ClientBrowser

@Suite struct AgeTests {
  private static let ages: [(seconds: Double, text: String)] = [
    (0, "now"), (59, "now"), (60, "1 min"), (3600, "1 h"), (86_400 * 59, "59 d"), (86_400 * 61, "2 mo"),
    (86_400 * 800, "2 y"), (-299, "now"), (-301, "future"),
  ]

  @Test func `a year has four digits, also one that some servers have for never`() {
    #expect(LocalTime.utc.text(of: Date(timeIntervalSince1970: -62_135_596_800)) == "0001-01-01 00:00")
    #expect(LocalTime.utc.text(of: Date(timeIntervalSince1970: 253_402_300_799)) == "9999-12-31 23:59")
  }

  @Test(arguments: ages) func `is told in the largest unit, and the future is not now`(
    seconds: Double,
    text: String
  ) {
    let age = Age(of: .testNow.addingTimeInterval(-seconds), at: .testNow)
    #expect(age.description == text)
  }

  @Test(arguments: [1e15, 1e300]) func `dates that are no dates do no harm`(seconds: Double) {
    #expect(Age(of: .testNow.addingTimeInterval(-seconds), at: .testNow).description.hasSuffix(" y"))
    #expect(Age(of: .testNow.addingTimeInterval(seconds), at: .testNow).isInFuture)
  }

  @Test func `a client of the future says so in its detail`() {
    let browser = Browser.showing([.sample("Odd", id: "11111111", updated: 86_400 * 400)])
    #expect(browser.detailLines.contains { $0.value.hasSuffix("(in the future)") })
  }
}
