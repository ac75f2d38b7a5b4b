import FoundationEssentials
import HTTPTypes
import Testing

@testable import HerokuSandbox

@Suite struct FaultTextTests {
  @Test func `is read with its options`() throws {
    let fault = try Fault("latency:ms=300,p=0.2,seed=7,skip=1,times=3,method=patch")
    #expect(fault.kind == .latency(.milliseconds(300)))
    #expect(fault.probability == 0.2)
    #expect(fault.seed == 7)
    #expect(fault.skip == 1)
    #expect(fault.times == 3)
    #expect(fault.method == .patch)
    let path = try #require(try Fault("502:path=/apps/*/config-vars").path)
    #expect(path.matches("/apps/a/config-vars") && path.matches("/apps/a%2Fb/config-vars?x=/"))
    for other in ["/apps", "/apps/a", "/apps/a/config-vars/", "/apps/a/b/config-vars", "apps/a/config-vars"] {
      #expect(!path.matches(other), "\(other)")
    }
    #expect(try Fault("trickle:bytes=1").kind == .trickle(bytes: 1, pause: .milliseconds(50)))
    #expect(try Fault("502").kind == .errorAnswer(.init(status: 502, body: .html)))
    #expect(try Fault("502:").probability == 1)
    #expect(
      try Fault("503:retry-date=-5,date-form=asctime,message=%1b,body=text").kind
        == .errorAnswer(
          .init(
            status: 503,
            body: .text,
            message: "\u{1b}",
            retryAfter: .date(secondsFromNow: -5, .asctime)
          )
        )
    )
  }

  @Test(
    arguments: [
      ("", "There is no fault “”. The faults are refused, reset-before,"),
      ("latencyy", "There is no fault “latencyy”. The faults are"),
      ("Latency", "There is no fault “Latency”."),
      ("latency:p=2", "The option p of latency is from 0 to 1, not “2”."),
      ("latency:p=often", "The option p of latency is from 0 to 1, not “often”."),
      ("latency:p=nan", "The option p of latency is from 0 to 1, not “nan”."),
      ("latency:ms=-1", "The option ms of latency is a number from 0 to 3600000, not “-1”."),
      ("latency:seed=-1", "The option seed of latency is a whole number from 0, not “-1”."),
      ("latency:method=PUT", "The option method of latency is GET, POST, PATCH or DELETE, not “PUT”."),
      (
        "latency:path=apps",
        "The option path of latency is a path, such as /apps or /apps/*/config-vars, not “apps”."
      ),
      ("edited:field=id", "The option field of edited is name, redirect_uri or secret, not “id”."),
      ("latency:300", "“300” is no option of latency: write it as name=value."),
      ("latency:ms=1,ms=2", "The fault latency has the option ms twice."),
      (
        "truncated:retry-after=1",
        "The fault truncated has no option “retry-after”; it takes p, seed, skip, times, method, path."
      ),
      ("refused:method=GET", "The fault refused has no option “method”; it takes p, seed, skip, times."),
      (
        "429:retry-after=1,retry-date=1",
        "The fault 429 takes one of retry-after, retry-date and retry-text."
      ),
      ("503:retry-text=1,retry-date=1", "The fault 503 takes one of retry-after"),
      ("403:body=xml", "The option body of 403 is json, html, text or empty, not “xml”."),
      (
        "warning:text=a%0d%0ab",
        "The option text of warning is visible ASCII text, percent-encoded where needed, not"
      ),
    ]
  )
  func `says what is wrong with another text`(text: String, message: String) {
    let error = #expect(throws: FaultError.self) { try Fault(text) }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "no error")")
  }

  @Test func `happens as often as it is likely, the same way for the same seed`() throws {
    func course(_ text: String) throws -> [Bool] {
      let fault = try Fault(text)
      var injector = FaultInjector([fault])
      return (0..<2000).map { _ in injector.strikes(nil, fault.kind) }
    }
    let seven = try course("502:p=0.2,seed=7")
    #expect((300..<500).contains(seven.count { $0 }))
    #expect(try course("502:p=0.2,seed=7") == seven)
    #expect(try course("502:p=0.2,seed=8") != seven)
    #expect(try course("502:p=0").contains(true) == false)
    #expect(try course("502:skip=3,times=2") == (0..<2000).map { (3..<5).contains($0) })
  }

  @Test func `does not happen together with another of the same seed`() throws {
    let faults = [try Fault("502:p=0.5"), try Fault("500:p=0.5")]
    var injector = FaultInjector(faults)
    let courses = (0..<200).map { _ in faults.map { injector.strikes(nil, $0.kind) } }
    #expect(Set(courses).count == 4)
  }

  @Test func `is explained on the page about the sandbox, each of them`() throws {
    let package = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    let page = try String(
      contentsOfFile: (package + ["docs", "sandbox.md"]).joined(separator: "/"),
      encoding: .utf8
    )
    for entry in FaultCatalogue.entries {
      #expect(page.contains("| `\(entry.name)` |"), "\(entry.name)")
      #expect(Fault.help.contains("\(entry.name)"))
    }
  }
}
