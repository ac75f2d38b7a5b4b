import HerokuAPI
import TerminalText

/// What a rewrite would do, in lines for people: the old redirect URI above the new one, and what there is to say about it.
struct RewritePreview: Hashable, Sendable {
  let plan: RewritePlan
  let fingerprint: ChangeFingerprint
  /// How many requests are left before the rate limit; nil where nobody knows.
  let remainingRequests: Int?

  /// Everything.
  var lines: [String] { plan.proposals.flatMap(Self.lines) + summary }

  private static func lines(about proposal: RewriteProposal) -> [String] {
    let client = proposal.client
    let findings = proposal.findings.map { "    \($0.severity): \($0.text)" }
    return ["\(client.name)  \(client.id)", "  - \(client.redirectURI)", "  + \(proposal.redirectURI)"]
      + findings
  }

  /// How much there is to do, and what it takes.
  private var summary: [String] {
    let count = plan.changes.count
    let unsendable = plan.proposals.count - count
    var lines: [String] = []
    if unsendable > 0 {
      lines.append(
        "\(Self.clients(unsendable)) would get a redirect URI that cannot work, and \(unsendable == 1 ? "is" : "are") left out."
      )
    }
    if !plan.lackingPart.isEmpty {
      let names = plan.lackingPart.prefix(5).map { "“\($0.name)”" }.joined(separator: ", ")
      let rest = plan.lackingPart.count > 5 ? " and \(plan.lackingPart.count - 5) more" : ""
      lines.append("The redirect URI has no place for it, and stays as it is: \(names)\(rest).")
    }
    let sharing = plan.sharingCount
    if sharing > 0 {
      lines.append("\(Self.clients(sharing)) would have the redirect URI of another of them.")
    }
    guard count > 0 else { return lines + ["No client would change."] }
    lines.append("\(Self.clients(count)) would change. \(requests)")
    lines.append("Fingerprint: \(fingerprint)")
    return lines
  }

  private var requests: String {
    let needed = "That takes \(plan.requestCount) requests"
    guard let remainingRequests else { return "\(needed)." }
    return
      "\(needed); \(remainingRequests) are left, of which \(BulkRun.standardReserve) are kept in reserve."
  }

  private static func clients(_ count: Int) -> String { "\(count) client\(count == 1 ? "" : "s")" }
}
