import ClientIndex
import HerokuAPI

/// What an audit found, as SARIF 2.1.0 (OASIS), which code-scanning pages read.
///
/// A client is no file. It is told by the path of its resource in the API and a first line, since those pages take no
/// result without both; its name is the logical location.
enum AuditSARIF {
  /// The report.
  static func document(_ audit: Audit) -> String {
    let codes = FindingCode.allCases
    let indices = Dictionary(uniqueKeysWithValues: zip(codes, codes.indices))
    let log: JSONDocument = [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        [
          "tool": [
            "driver": [
              "name": "Clientele",
              "semanticVersion": .text(Version.current),
              "rules": .list(codes.map(rule)),
            ]
          ],
          "columnKind": "unicodeCodePoints",
          "results": .list(
            audit.entries.flatMap { entry in
              entry.findings.map { result($0, about: entry.client, rule: indices[$0.code]) }
            }
          ),
        ]
      ],
    ]
    return log.document
  }

  private static func rule(_ code: FindingCode) -> JSONDocument {
    .object([
      .init("id", .text(code.rawValue)),
      .init("shortDescription", ["text": .text(code.summary)]),
      .init("help", code.source.map { ["text": .text("\(code.summary) See \($0.name).")] }),
      .init("helpUri", code.source.map { .text($0.page) }),
      .init("defaultConfiguration", ["level": .text(code.severity.word)]),
      .init("properties", ["tags": ["oauth"]]),
    ])
  }

  private static func result(
    _ finding: ClientFinding,
    about client: OAuthClient,
    rule: Int?
  ) -> JSONDocument {
    let path = "oauth/clients/\(percentEncoded(client.id.text))"
    return .object([
      .init("ruleId", .text(finding.code.rawValue)),
      .init("ruleIndex", rule.map { .number($0) }),
      .init("level", .text(finding.severity.word)),
      .init(
        "message",
        ["text": .text(forPages("“\(client.name)” (\(client.redirectURI)): \(finding.text)."))]
      ),
      .init(
        "locations",
        [
          [
            "physicalLocation": [
              "artifactLocation": ["uri": .text(path)],
              "region": ["startLine": 1],
            ],
            "logicalLocations": [
              ["name": .text(client.name), "fullyQualifiedName": .text(path), "kind": "resource"]
            ],
          ]
        ]
      ),
      .init(
        "partialFingerprints",
        ["primaryLocationLineHash": .text(fingerprint(finding.code, client.id) + ":1")]
      ),
    ])
  }

  /// A message in which nothing is taken for a link, whatever it is about (SARIF 2.1.0, 3.11.6), and in which no password
  /// stands: those pages are read by more people than those who may list clients.
  private static func forPages(_ text: String) -> String {
    let masked = text.replacing(#/://[^/@\s“”]*@/#, with: "://•••@")
    return masked.contains("](") ? masked.replacing("[", with: "\\[").replacing("]", with: "\\]") : masked
  }

  /// By which a page knows a finding again that it has seen: FNV-1a, 64 bits, of rule and client.
  private static func fingerprint(_ code: FindingCode, _ id: ClientID) -> String {
    let hash = "\(code.rawValue) \(id.text)".utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// An id as a segment of a path (RFC 3986 3.3).
  private static func percentEncoded(_ text: String) -> String {
    text.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        return String(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }.joined()
  }
}
