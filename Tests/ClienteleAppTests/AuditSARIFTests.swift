import ClientIndex
import FoundationEssentials
import HerokuAPI
import Testing

@testable import ClienteleApp

/// The members that SARIF 2.1.0 and code-scanning pages want.
@Suite struct AuditSARIFTests {
  private struct Log: Decodable {
    struct Message: Decodable { let text: String }
    struct Run: Decodable {
      struct Tool: Decodable { let driver: Driver }
      struct Driver: Decodable {
        struct Rule: Decodable {
          struct Configuration: Decodable { let level: String }
          let id: String
          let shortDescription: Message
          let helpUri: String?
          let defaultConfiguration: Configuration
        }
        let name: String
        let rules: [Rule]
      }
      struct Result: Decodable {
        struct Location: Decodable {
          struct Physical: Decodable {
            struct Artifact: Decodable { let uri: String }
            struct Region: Decodable { let startLine: Int }
            let artifactLocation: Artifact
            let region: Region
          }
          struct Logical: Decodable { let name: String }
          let physicalLocation: Physical
          let logicalLocations: [Logical]
        }
        let ruleId: String
        let ruleIndex: Int
        let level: String
        let message: Message
        let locations: [Location]
        let partialFingerprints: [String: String]
      }
      let tool: Tool
      let results: [Result]
    }
    let version: String
    let runs: [Run]
  }

  private func run(_ clients: [ClientCredentials]) throws -> Log.Run {
    var index = ClientIndex()
    index.merge(ClientBatch(clients.map(\.client)))
    let document = AuditSARIF.document(index.audit(by: AuditRule()))
    let log = try JSONDecoder().decode(Log.self, from: Data(document.utf8))
    #expect(log.version == "2.1.0")
    #expect(log.runs.count == 1)
    return try #require(log.runs.first)
  }

  private let plain = ClientCredentials.sample(
    id: "a/../b c",
    name: "Plain",
    redirectURI: "http://plain.dev:80/"
  )

  @Test func `every rule is there once, and every result points at its own`() throws {
    let run = try run([plain, .sample(name: "Broken", redirectURI: "https://broken.dev/#")])
    let rules = run.tool.driver.rules
    #expect(rules.map(\.id) == FindingCode.allCases.map(\.rawValue))
    #expect(run.results.map(\.ruleId) == ["fragment", "plain-http", "default-port"])
    for result in run.results {
      #expect(rules[result.ruleIndex].id == result.ruleId)
      #expect(rules[result.ruleIndex].defaultConfiguration.level == result.level)
    }
  }

  @Test func `addresses are addresses, and levels are those of SARIF`() throws {
    let run = try run([plain])
    for rule in run.tool.driver.rules {
      #expect(rule.helpUri.map { URL(string: $0)?.scheme == "https" } ?? true)
      #expect(["error", "warning", "note"].contains(rule.defaultConfiguration.level))
      #expect(!rule.shortDescription.text.isEmpty)
    }
  }

  @Test func `a client is told by its path in the API and by its name`() throws {
    let location = try #require(try run([plain]).results.first?.locations.first)
    #expect(location.physicalLocation.artifactLocation.uri == "oauth/clients/a%2F%2E%2E%2Fb%20c")
    #expect(location.physicalLocation.region.startLine == 1)
    #expect(location.logicalLocations.map(\.name) == ["Plain"])
  }

  @Test func `each finding about each client is known again, and is no other`() throws {
    func fingerprints(_ clients: [ClientCredentials]) throws -> [String] {
      try run(clients).results.compactMap { $0.partialFingerprints["primaryLocationLineHash"] }
    }
    let other = ClientCredentials.sample(name: "Other", redirectURI: "http://other.dev:80/")
    let all = try fingerprints([plain, other])
    #expect(Set(all).count == 4)
    let renamed = ClientCredentials.sample(id: "a/../b c", name: "Renamed", redirectURI: "http://new.dev:80/")
    #expect(try fingerprints([renamed]) == fingerprints([plain]))
  }

  @Test func `a name makes no link of the message`() throws {
    let client = ClientCredentials.sample(name: "[here](https://evil.dev)", redirectURI: "http://a.dev/")
    let message = try #require(try run([client]).results.first).message.text
    #expect(message.contains(#"\[here\](https://evil.dev)"#))
  }

  @Test func `a password in a redirect URI reaches no page`() throws {
    let run = try run([.sample(name: "U", redirectURI: "https://user:hunter2@corp.dev/a/../b")])
    #expect(run.results.map(\.ruleId) == ["user-info", "dot-segments"])
    #expect(run.results.allSatisfy { !$0.message.text.contains("hunter2") })
  }

  @Test func `nothing found is a run without results`() throws {
    #expect(try run([]).results.isEmpty)
  }
}
