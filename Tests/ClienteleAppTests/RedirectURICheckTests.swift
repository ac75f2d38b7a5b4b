import Testing

@testable import ClienteleApp

@Suite struct RedirectURICheckTests {
  @Test(arguments: ["https://example.com/cb", "http://localhost:5000"])
  func `a good redirect URI is not remarked on`(uri: String) throws {
    let warnings = try RedirectURICheck.warnings(about: uri)
    #expect(warnings == [])
  }

  @Test func `a risky one is warned of`() throws {
    let warnings = try RedirectURICheck.warnings(about: "http://example.com/cb")
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains("https") == true)
  }

  @Test(arguments: ["", "callback", "https://example.com/#top"])
  func `one that cannot work is wrong usage`(uri: String) {
    var status: Int32?
    do throws(CommandFailure) {
      _ = try RedirectURICheck.warnings(about: uri)
    } catch {
      status = error.status.rawValue
    }
    #expect(status == 64)
  }
}
