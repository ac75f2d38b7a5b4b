import FoundationEssentials
import HerokuAPI
import Testing

struct FindingCodeTests {
  @Test(arguments: FindingCode.allCases) func `every rule has a name and a sentence`(code: FindingCode) {
    #expect(FindingCode(rawValue: code.rawValue) == code)
    #expect(code.rawValue.wholeMatch(of: #/[a-z]+(-[a-z]+)*/#) != nil)
    #expect(code.summary.first?.isUppercase == true && code.summary.hasSuffix("."))
  }

  @Test func `no two rules have one name or one sentence`() {
    #expect(Set(FindingCode.allCases.map(\.rawValue)).count == FindingCode.allCases.count)
    #expect(Set(FindingCode.allCases.map(\.summary)).count == FindingCode.allCases.count)
  }

  @Test(arguments: RedirectURIFinding.Code.allCases)
  func `every rule about a redirect URI says where it is written`(code: RedirectURIFinding.Code) {
    #expect(!code.source.name.isEmpty)
    #expect(URL(string: code.source.page)?.scheme == "https")
  }

  @Test func `sections and appendices are found on their page`() {
    #expect(RedirectURIFinding.Code.fragment.source.name == "RFC 6749 3.1.2")
    #expect(
      RedirectURIFinding.Code.fragment.source.page
        == "https://www.rfc-editor.org/rfc/rfc6749.html#section-3.1.2"
    )
    #expect(RedirectURIFinding.Code.quoted.source.name == "RFC 3986 appendix C")
    #expect(
      RedirectURIFinding.Code.quoted.source.page == "https://www.rfc-editor.org/rfc/rfc3986.html#appendix-C"
    )
  }

  @Test func `an error outweighs a warning, and that a note`() {
    #expect(FindingSeverity.allCases.sorted() == [.note, .warning, .error])
  }
}
