import HerokuAPI
import Testing

@testable import ClientIndex

@Suite struct MatchedRangesTests {
  private let client = OAuthClient.client(
    "abc-1",
    "Café au lait, CAFE",
    uri: "https://user@cafe.example.com:8080/Cafe/x?cafe#f"
  )

  /// The client's texts with brackets around what is found.
  private func marked(_ filter: String, _ client: OAuthClient) -> (name: String, uri: String) {
    var index = ClientIndex()
    index.put(client)
    index.filter(by: filter)
    func marked(_ text: String, _ ranges: [Range<String.Index>]) -> String {
      var text = text
      for range in ranges.reversed() { text.replaceSubrange(range, with: "[\(text[range])]") }
      return text
    }
    let ranges = index.matchedRanges(in: client)
    return (marked(client.name, ranges.name), marked(client.redirectURI, ranges.redirectURI))
  }

  @Test(arguments: [
    ("", "Café au lait, CAFE", "https://user@cafe.example.com:8080/Cafe/x?cafe#f"),
    ("cafe", "[Café] au lait, [CAFE]", "https://user@[cafe].example.com:8080/[Cafe]/x?[cafe]#f"),
    ("name:é", "Caf[é] au lait, CAF[E]", "https://user@cafe.example.com:8080/Cafe/x?cafe#f"),
    ("host:cafe", "Café au lait, CAFE", "https://user@[cafe].example.com:8080/Cafe/x?cafe#f"),
    ("host:*.example.com", "Café au lait, CAFE", "https://user@[cafe.example.com]:8080/Cafe/x?cafe#f"),
    ("host:*:8080", "Café au lait, CAFE", "https://user@[cafe.example.com:8080]/Cafe/x?cafe#f"),
    ("path:cafe", "Café au lait, CAFE", "https://user@cafe.example.com:8080/[Cafe]/x?cafe#f"),
    ("uri:s", "Café au lait, CAFE", "http[s]://u[s]er@cafe.example.com:8080/Cafe/x?cafe#f"),
    ("s", "Café au lait, CAFE", "https://u[s]er@cafe.example.com:8080/Cafe/x?cafe#f"),
    ("https://user", "Café au lait, CAFE", "[https://user]@cafe.example.com:8080/Cafe/x?cafe#f"),
    ("caf afe", "[Café] au lait, [CAFE]", "https://user@[cafe].example.com:8080/[Cafe]/x?[cafe]#f"),
    ("~cfl", "[C]a[f]é au [l]ait, CAFE", "https://user@[c]a[f]e.examp[l]e.com:8080/Cafe/x?cafe#f"),
    (
      "scheme:https !name:x id:abc", "Café au lait, CAFE",
      "[https]://user@cafe.example.com:8080/Cafe/x?cafe#f"
    ),
  ])
  func `tells where each kind of word is found`(filter: String, name: String, uri: String) {
    let found = marked(filter, client)
    #expect(found.name == name)
    #expect(found.uri == uri)
  }

  @Test func `letters are found in name or host, each as early as it can be`() {
    let found = marked("~caupm", .client("1", "Cafe", uri: "https://ca-up.example.com/m"))
    #expect(found.uri == "https://[ca]-[up].exa[m]ple.com/m")
    #expect(found.name == "Cafe")
  }

  @Test func `what folds to more or fewer bytes is found whole`() {
    #expect(marked("strasse", .client("1", "A Straße!")).name == "A [Straße]!")
    #expect(marked("s", .client("1", "ß")).name == "[ß]")
    #expect(marked("e", .client("1", "re\u{301}\u{327}x")).name == "r[e\u{301}\u{327}]x")
    #expect(marked("日", .client("1", "a日本")).name == "a[日]本")
  }

  @Test(arguments: [("id:c-1", "ab[c-1]"), ("B", "a[b]c-1"), ("name:a", "abc-1"), ("caf", "abc-1")])
  func `the id has its own`(filter: String, id: String) {
    var index = ClientIndex()
    index.put(client)
    index.filter(by: filter)
    var text = client.id.text
    for range in index.matchedRanges(in: client).id.reversed() {
      text.replaceSubrange(range, with: "[\(text[range])]")
    }
    #expect(text == id)
  }

  @Test func `a client that does not match has none`() {
    #expect(marked("zzz", client).name == client.name)
  }
}
