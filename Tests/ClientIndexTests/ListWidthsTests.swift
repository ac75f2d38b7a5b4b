import HerokuAPI
import TestSupport
import Testing

@testable import ClientIndex

@Suite struct ListWidthsTests {
  private func client(_ id: Int, _ name: String, _ redirectURI: String) -> OAuthClient {
    OAuthClient(id: ClientID("\(id)"), name: name, redirectURI: redirectURI)
  }

  @Test func `counts the widths of what is there, and of nothing else`() {
    var generator = SeededGenerator(seed: 7)
    var index = ClientIndex()
    var model: [Int: OAuthClient] = [:]
    for _ in 0..<3000 {
      let id = Int.random(in: 0..<80, using: &generator)
      if Bool.random(using: &generator) {
        let name = String(repeating: "n", count: .random(in: 0...300, using: &generator))
        let host = String(repeating: "h", count: .random(in: 0...300, using: &generator))
        let client = client(id, name, (Bool.random(using: &generator) ? "https://" : "http://") + host)
        index.put(client)
        model[id] = client
      } else {
        index.delete(ClientID("\(id)"))
        model[id] = nil
      }
    }
    let names = model.values.map { min(255, $0.name.count) }.sorted()
    let uris = model.values.map { client in
      min(255, client.redirectURI.count - (client.redirectURI.hasPrefix("https://") ? 8 : 0))
    }.sorted()
    #expect(index.widths.names.total == names.count)
    for width in 0...255 {
      #expect(index.widths.names.count(ofWidth: width) == names.count { $0 == width })
      #expect(index.widths.redirectURIs.count(ofWidth: width) == uris.count { $0 == width })
    }
    #expect(index.widths.names.most == names.last && index.widths.redirectURIs.most == uris.last)
    #expect(index.widths.names == WidthStatistic(names))
  }

  @Test func `knows how wide scripts are`() {
    #expect(ListWidths.width(of: "plain".utf8) == 5)
    #expect(ListWidths.width(of: "Café Zoë".utf8) == 8)
    #expect(ListWidths.width(of: "日本語クライアント".utf8) == 18)
    #expect(ListWidths().names.most == 0 && WidthStatistic([300]).most == 255)
  }
}
