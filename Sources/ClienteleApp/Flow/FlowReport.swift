import HerokuAPI
import TerminalText

/// What there is to say about an address of the flow, for people and for programs.
struct FlowReport: Hashable, Sendable {
  let address: FlowAddress
  /// The client that it is about; nil where none is known.
  let client: OAuthClient?
  let findings: [FlowFinding]
  /// Whether it was compared with a list.
  let isCompared: Bool

  init(_ address: FlowAddress, at identity: Endpoint, among clients: [OAuthClient]? = nil) {
    self.address = address
    client = clients.flatMap { address.client(among: $0) }
    findings = address.findings(at: identity, among: clients)
    isCompared = clients != nil
  }

  private var kind: String {
    switch address {
    case .authorization: "An address to sign in at"
    case .callback: "An address to come back to"
    }
  }

  // MARK: For people

  /// The report, with a line feed at its end.
  var text: String {
    let rows = address.parameters.map { ($0.shownName, Self.value(of: $0)) }
    let width = rows.map { CleanText($0.0).text.cellWidth }.max() ?? 0
    var lines = [kind + ":", "  \(CleanText(address.place).text)"]
    lines += rows.map { name, value in
      let name = CleanText(name).text
      return
        "    \(name)\(String(repeating: " ", count: max(0, width - name.cellWidth)))  \(CleanText(value).text)"
    }
    if let client { lines.append("  Client: \(CleanText(client.name).text)  \(client.id)") }
    lines.append("")
    lines += Self.lines(findings)
    if findings.allSatisfy({ $0.severity == .note }) {
      lines.append(
        isCompared
          ? "Nothing is wrong with it."
          : "Nothing is wrong with it by itself; --compare looks at the clients too."
      )
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Findings, each with what is to be seen below it.
  static func lines(_ findings: [FlowFinding]) -> [String] {
    findings.flatMap { finding in
      ["\(finding.severity.heading): \(CleanText(finding.text).text)"] + finding.lines.map { "    \($0)" }
    }
  }

  private static func value(of parameter: FlowParameter) -> String {
    if let value = parameter.shownValue { return value }
    return parameter.length == 0
      ? "(empty)" : "(\(parameter.length) character\(parameter.length == 1 ? "" : "s"), not shown)"
  }

  // MARK: For programs

  /// The report as JSON.
  var json: String {
    let isCallback = if case .callback = address { true } else { false }
    let parameters = address.parameters.map { parameter in
      JSONDocument.object([
        .init("characters", .number(parameter.length)),
        .init("name", .text(parameter.shownName)),
        .init("value", parameter.shownValue.map(JSONDocument.text)),
      ])
    }
    let found = findings.map { finding in
      JSONDocument.object([
        .init("advice", finding.advice.isEmpty ? nil : .text(finding.advice)),
        .init("code", .text(finding.code.rawValue)),
        .init("lines", finding.lines.isEmpty ? nil : .list(finding.lines.map(JSONDocument.text))),
        .init("reason", .text(finding.reason)),
        .init("severity", .text(finding.severity.word)),
        .init("source", finding.code.source.map { .text($0.page) }),
      ])
    }
    let who = client.map { client in
      JSONDocument.object([
        .init("id", .text(client.id.text)),
        .init("name", .text(client.name)),
      ])
    }
    return JSONDocument.object([
      .init("client", who),
      .init("findings", .list(found)),
      .init("kind", .text(isCallback ? "callback" : "authorization")),
      .init("parameters", .list(parameters)),
      .init("place", .text(address.place)),
    ]).document
  }
}
