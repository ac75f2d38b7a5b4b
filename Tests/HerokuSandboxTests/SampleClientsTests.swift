import TestSupport
import Testing

@testable import HerokuSandbox

@Suite struct SampleClientsTests {
  private let now = Timestamp(seconds: 1_800_000_000)

  @Test func `are the same however many there are`() {
    let few = SampleClients.make(300, at: now)
    let many = SampleClients.make(3000, at: now)
    #expect(few.map(text) == many.prefix(300).map(text))
  }

  @Test func `keep their texts and ids, and their ages, at another time`() {
    let later = now + 12_345
    for (client, aged) in zip(SampleClients.make(300, at: now), SampleClients.make(300, at: later)) {
      #expect(client.id == aged.id)
      #expect(client.secret == aged.secret)
      #expect(client.name == aged.name)
      #expect(client.redirectURI == aged.redirectURI)
      #expect(aged.createdAt == client.createdAt + 12_345)
      #expect(aged.updatedAt == client.updatedAt + 12_345)
    }
  }

  @Test func `have ids and secrets of their own`() {
    let clients = SampleClients.make(10_000, at: now)
    #expect(Set(clients.map(\.id) + clients.map(\.secret)).count == 20_000)
    #expect(clients.allSatisfy { $0.id.description.isUUID && $0.secret.description.isUUID })
  }

  @Test func `are spread from minutes to years, and changed after they were created`() {
    let clients = SampleClients.make(2000, at: now)
    #expect(clients.allSatisfy { $0.createdAt <= $0.updatedAt && $0.updatedAt < now })
    for sample in [Array(clients.prefix(42)), clients] {
      let ages = sample.map { now.seconds - $0.updatedAt.seconds }
      #expect(ages.contains { $0 < Sample.hour })
      #expect(ages.contains { (Sample.day..<Sample.month).contains($0) })
      #expect(ages.contains { (Sample.month..<Sample.year).contains($0) })
      #expect(ages.contains { $0 > 2 * Sample.year })
      #expect(sample.contains { $0.createdAt == $0.updatedAt })
    }
  }

  @Test func `show in the first 42 what a program may trip over`() {
    let clients = SampleClients.make(42, at: now)
    let names = clients.map(\.name)
    #expect(SampleClients.showcase.count == 42)
    #expect(
      Set(names).count == 40,
      "one pair of equal names, one of two spellings that Swift takes for equal"
    )
    #expect(names.contains { $0.count > 200 })
    for scalar in [
      "日", "결", "П", "ب", "ग", "\u{301}", "\u{1b}", "\u{202e}", "\u{200d}", "\u{1f1e9}", "\u{9b}", "\n",
    ] {
      #expect(
        names.contains { $0.unicodeScalars.contains(Unicode.Scalar(scalar) ?? " ") },
        "\(scalar.debugDescription)"
      )
    }
    let uris = clients.map(\.redirectURI)
    for prefix in [
      "http://localhost", "http://127.0.0.1:", "http://[::1]:", "com.example.app:/", "urn:",
      "http://www.example.org/",
      "https://xn--", "https://b\u{fc}cher", "https://*.", "http://10.", "exampleapp://",
    ] {
      #expect(uris.contains { $0.hasPrefix(prefix) }, "\(prefix)")
    }
    #expect(uris.contains { $0.count > 400 })
    #expect(uris.contains { $0.contains("%C3%BC") })
    #expect(uris.contains { $0.contains(":8443/") })
    for flag in [true, false, nil] {
      #expect(clients.contains { $0.ignoresDelinquent == flag })
    }
  }

  @Test func `are named in their thousands like things that people run`() {
    let clients = SampleClients.make(20_042, at: now).dropFirst(42)
    #expect(Set(clients.map(\.name)).count == 20_000)
    #expect(clients.allSatisfy { RedirectURIRule.admits($0.redirectURI) })
    #expect(!clients.contains { $0.name.contains(/\d/) })
    #expect(Set(clients.map(\.redirectURI)).count > 8000)
  }

  private func text(_ client: Client) -> String {
    var json = JSONBytes()
    client.write(to: &json)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
