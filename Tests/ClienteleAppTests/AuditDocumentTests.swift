import ArgumentParser
import ClientIndex
import FoundationEssentials
import HerokuAPI
import Testing

@testable import ClienteleApp

/// What `clientele audit` prints.
@Suite struct AuditDocumentTests {
  private static func audit(_ clients: [ClientCredentials]) -> Audit {
    var index = ClientIndex()
    index.merge(ClientBatch(clients.map(\.client)))
    return index.audit(by: AuditRule())
  }

  private static let plain = ClientCredentials.sample(
    id: "01234567-89ab-4cde-8f01-23456789abcd",
    name: "Partner [sandbox](x)",
    redirectURI: "http://partner.dev:80/cb"
  )
  private static let hostile = ClientCredentials.sample(
    id: "a/../b c",
    name: "a\u{1b}[2J\nb",
    redirectURI: "https://\u{202e}h.dev/"
  )

  // MARK: For people

  @Test func `the report has the clients, their findings below them, and a sum`() {
    #expect(
      AuditText.document(Self.audit([.sample(redirectURI: "https://myapp.dev/"), Self.plain])) == """
        Partner [sandbox](x)  01234567-89ab-4cde-8f01-23456789abcd  http://partner.dev:80/cb
          warning  plain-http    plain http sends the code in the clear: use https (RFC 9700 2.6)
          note     default-port  80 is what http means anyway; it is compared letter by letter: \
        “http://partner.dev/cb” would be right (RFC 3986 6.2.3)

        0 errors, 1 warning, 1 note about 1 of 2 clients.

        """
    )
  }

  @Test func `nothing found is said in words`() {
    #expect(
      AuditText.document(Self.audit([.sample(redirectURI: "https://myapp.dev/")]))
        == "Nothing found about 1 client.\n"
    )
    #expect(AuditText.document(Self.audit([])) == "Nothing found about 0 clients.\n")
  }

  @Test func `what drives a terminal is replaced for people`() {
    let document = AuditText.document(Self.audit([Self.hostile]))
    #expect(document.contains("a�[2J�b"))
    #expect(!document.unicodeScalars.contains { ["\u{1b}", "\u{202e}"].contains($0) })
  }

  // MARK: JSON

  private struct Report: Decodable {
    struct Client: Decodable {
      struct Finding: Decodable {
        let code: String
        let severity: String
        let reason: String
        let correction: String?
        let source: String?
      }
      let id: String
      let name: String
      let findings: [Finding]
    }
    let clients: [Client]
    let summary: [String: Int]
  }

  @Test func `JSON has everything, verbatim`() throws {
    let audit = Self.audit([Self.plain, Self.hostile, .sample(redirectURI: "https://myapp.dev/")])
    let report = try JSONDecoder().decode(Report.self, from: Data(AuditJSON.document(audit).utf8))
    #expect(report.clients.map(\.id) == [Self.hostile, Self.plain].map(\.client.id.text))
    #expect(report.clients.first?.name == "a\u{1b}[2J\nb")
    #expect(report.clients.last?.findings.map(\.code) == ["plain-http", "default-port"])
    #expect(report.clients.last?.findings.last?.correction == "http://partner.dev/cb")
    #expect(
      report.summary == [
        "accepted": 0, "clients": 3, "clients_with_findings": 2, "errors": 1, "notes": 1, "warnings": 1,
      ]
    )
  }

  @Test func `JSON of nothing is a document too`() throws {
    let report = try JSONDecoder().decode(Report.self, from: Data(AuditJSON.document(Self.audit([])).utf8))
    #expect(report.clients.isEmpty)
  }

  // MARK: Arguments

  @Test(arguments: [
    ["audit"], ["audit", "staging", "--json"], ["audit", "--sarif", "--fail-on", "note"],
    ["audit", "--accept", "localhost=http://localhost:*", "--accept", "same-name=*", "--older-than", "2y"],
  ])
  func `takes`(arguments: [String]) throws {
    #expect(try ClienteleCommand.parseAsRoot(arguments) is AuditCommand)
  }

  @Test(arguments: [
    (["--json", "--sarif"], "exclude each other"), (["--fail-on", "fatal"], "fatal"),
    (["--accept", "localhost"], "CODE=PATTERN"), (["--accept", "localhost="], "CODE=PATTERN"),
    (["--accept", "lcoalhost=*"], "Did you mean “localhost”?"), (["--older-than", "soon"], "takes an age"),
  ])
  func `says what is wrong with what it does not take`(arguments: [String], words: String) {
    #expect {
      _ = try ClienteleCommand.parseAsRoot(["audit"] + arguments)
    } throws: { error in
      ClienteleCommand.message(for: error).contains(words)
    }
  }
}
