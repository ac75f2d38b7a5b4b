import HerokuAPI
import TestSupport
import Testing

@testable import ClientIndex

@Suite struct NeighboursTests {
  @Test func `are the other clients with the same host, whatever was changed and deleted before`() {
    var generator = SeededGenerator(seed: 12)
    let hosts = ["a.example.com", "A.example.com:8080", "user:word@b.example.com", "[::1]:80", "[::2]", ""]
    func host(_ text: String) -> String {
      let host = text.split(separator: "@").last.map(String.init)?.lowercased() ?? ""
      return host.hasPrefix("[") ? String(host.prefix { $0 != "]" }) : String(host.prefix { $0 != ":" })
    }
    var index = ClientIndex()
    var model: [Int: (host: String, name: String)] = [:]
    for _ in 0..<600 {
      let id = Int.random(in: 0..<40, using: &generator)
      if Int.random(in: 0..<3, using: &generator) > 0 {
        let text = hosts.randomElement(using: &generator) ?? ""
        let name = "Client \(Int.random(in: 0..<1000, using: &generator))"
        index.put(OAuthClient(id: ClientID("\(id)"), name: name, redirectURI: "https://\(text)/\(id)"))
        model[id] = (host(text), name)
      } else {
        index.delete(ClientID("\(id)"))
        model[id] = nil
      }
      let asked = Int.random(in: 0..<40, using: &generator)
      let own = model[asked]?.host ?? ""
      let others = model.filter { $0.key != asked && !own.isEmpty && $0.value.host == own }
      let found = index.neighbours(of: ClientID("\(asked)"), atMost: 100)
      #expect(Set(found.map(\.id.text)) == Set(others.keys.map(String.init)))
      #expect(index.neighbours(of: ClientID("\(asked)"), atMost: 2).count == min(2, others.count))
    }
  }
}
