import HerokuAPI
import Testing

@testable import ClienteleApp

@Suite struct RewritePreviewTests {
  private let clients = [
    ClientCredentials.sample(id: "id-1", name: "A", redirectURI: "https://old.example.com/a").client,
    ClientCredentials.sample(id: "id-2", name: "B", redirectURI: "http://old.example.com/b").client,
    ClientCredentials.sample(id: "id-3", name: "C", redirectURI: "urn:x").client,
  ]

  private func preview(_ rule: Rewrite.Rule, remaining: Int? = 4500) throws -> RewritePreview {
    let plan = try Rewrite(rule).plan(for: clients)
    let fingerprint = ChangeFingerprint(of: plan.changes, on: "server")
    return RewritePreview(plan: plan, fingerprint: fingerprint, remainingRequests: remaining)
  }

  @Test func `the preview has old above new, what there is to say about it, and what it takes`() throws {
    let preview = try preview(.parts([.host: "new.example.com"]))
    #expect(
      preview.lines == [
        "A  id-1", "  - https://old.example.com/a", "  + https://new.example.com/a",
        "B  id-2", "  - http://old.example.com/b", "  + http://new.example.com/b",
        "    warning: \(RedirectURI.findings(in: "http://new.example.com/b")[0].text)",
        "The redirect URI has no place for it, and stays as it is: “C”.",
        "2 clients would change. That takes 4 requests; 4500 are left, of which 200 are kept in reserve.",
        "Fingerprint: \(preview.fingerprint)",
      ]
    )
  }

  @Test func `what cannot work is shown, and left out`() throws {
    let lines = try preview(.text("https://old.example.com", by: "https://new.example.com:99999")).lines
    #expect(lines.contains { $0.hasPrefix("    error: ") })
    #expect(
      lines.suffix(2) == [
        "1 client would get a redirect URI that cannot work, and is left out.", "No client would change.",
      ]
    )
  }

  @Test func `the fingerprint is of just these changes on just this server`() throws {
    func fingerprint(_ host: String = "server", _ change: (inout [Change]) -> Void = { _ in })
      -> ChangeFingerprint
    {
      var changes = clients.map { Change.update(ClientChanges([.redirectURI: "https://x/"]), expecting: $0) }
      change(&changes)
      return ChangeFingerprint(of: changes, on: host)
    }
    let first = fingerprint()
    #expect(first == fingerprint { $0.reverse() })
    #expect(first != fingerprint("other"))
    #expect(first != fingerprint { $0.removeLast() })
    #expect(
      first
        != fingerprint {
          $0[0] = .update(ClientChanges([.redirectURI: "https://y/"]), expecting: clients[0])
        }
    )
    var other = clients[0]
    other.redirectURI += "x"
    #expect(
      first != fingerprint { $0[0] = .update(ClientChanges([.redirectURI: "https://x/"]), expecting: other) }
    )
    #expect(first.description.split(separator: "-").map(\.count) == [4, 4])
  }

  @Test func `a rewrite is confirmed by the number or the fingerprint`() throws {
    let preview = try preview(.parts([.host: "new.example.com"]))
    let confirmation = FingerprintConfirmation(
      count: 2,
      fingerprint: preview.fingerprint,
      to: ("change it", "change them")
    )
    #expect(confirmation.accepts("2") && confirmation.accepts("\(preview.fingerprint)"))
    for text in ["", "1", "02", "yes", "y"] { #expect(!confirmation.accepts(text)) }
    #expect(confirmation.question == ["Type 2 to change them:"])
    #expect(confirmation.advice == "--yes 2, or --yes \(preview.fingerprint)")
  }
}
