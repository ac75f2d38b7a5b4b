import FoundationEssentials
import TestSupport
import Testing

@testable import HerokuAPI

private let id = ClientID.production.text
private let secret = "0a0b0c0d-1111-4222-8333-444455556666"
private let old = "99999999-1111-4222-8333-444455556666"

@Suite struct SoughtClientsTests {
  private let app = HerokuApp(id: "a", name: "shop")

  private func sought(_ secret: String? = secret, names: [String] = []) -> SoughtClients {
    SoughtClients(
      [ClientCredentials(client: .production, secret: secret.map(Secret.init))],
      pairs: names.compactMap(VariablePair.init(parsing:))
    )
  }

  private func found(
    _ vars: [String: String],
    secret: String? = secret,
    names: [String] = []
  ) -> [String: Sighting.Content] {
    let sightings = sought(secret, names: names).sightings(in: vars, of: app)
    #expect(sightings.count <= 1)
    return Dictionary(uniqueKeysWithValues: (sightings.first?.variables ?? []).map { ($0.name, $0.content) })
  }

  @Test func `finds the id and the secret under any name`() {
    #expect(found(["A": id, "B": secret, "C": "other"]) == ["A": .id, "B": .currentSecret])
    #expect(found(["A": "", "B": old]) == [:])
  }

  @Test(arguments: ["OAUTH", "HEROKU_CLIENT", "X"])
  func `a secret that pairs by its name is stale where it is another`(prefix: String) {
    let vars = ["\(prefix)_ID": id, "\(prefix)_SECRET": old, "\(prefix)_OTHER_SECRET": old]
    #expect(found(vars) == ["\(prefix)_ID": .id, "\(prefix)_SECRET": .staleSecret])
  }

  @Test func `a secret without the form of one is none`() {
    #expect(found(["X_ID": id, "X_SECRET": ""]) == ["X_ID": .id])
    #expect(found(["X_ID": id, "X_SECRET": "to be set"]) == ["X_ID": .id])
  }

  @Test func `what stands near without a pair is perhaps stale, and an id is not`() {
    let vars = ["SSO_KEY": id, "SSO_PASS": old, "SSO_TENANT_ID": old, "OTHER_PASS": old]
    #expect(found(vars) == ["SSO_KEY": .id, "SSO_PASS": .perhapsStaleSecret])
    #expect(found(vars.merging(["ELSEWHERE": secret]) { $1 })["SSO_PASS"] == nil)
  }

  @Test func `names that are given pair, and take the place of what the name says`() {
    let vars = ["SSO_KEY": id, "SSO_PASS": old]
    #expect(found(vars, names: ["SSO_KEY:SSO_PASS"])["SSO_PASS"] == .staleSecret)
    let named = ["X_ID": id, "X_SECRET": old, "Y": old]
    #expect(found(named, names: ["X_ID:Y"]) == ["X_ID": .id, "Y": .staleSecret])
  }

  @Test(arguments: [
    "https://\(id):\(secret)@id.heroku.com/", #"{"id":"\#(id)","secret":"\#(secret)"}"#,
    Data("\(id):\(secret)".utf8).base64EncodedString(),
    "Basic \(Data("\(id):\(secret)".utf8).base64EncodedString())",
    Data("?>\(secret)".utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_"),
  ])
  func `finds what a value merely contains`(value: String) {
    #expect(found(["X": value]) == ["X": .containsCurrentSecret])
    #expect(sought().sightings(in: ["X": value], of: app).first?.state == .current)
  }

  @Test func `an id in a larger value, and a secret of another form`() {
    #expect(found(["X": "a\(id)"]) == ["X": .containsID])
    // Beside the id something stands that may have been its secret.
    for value in ["https://\(id):\(old)@id.example.com", Data("\(id):\(old)".utf8).base64EncodedString()] {
      #expect(found(["X": value]) == ["X": .containsPerhapsStaleSecret])
    }
    #expect(found(["X": "\(id) \(secret) \(old)"]) == ["X": .containsCurrentSecret])
    #expect(found(["X": "nothing \(old)"]) == [:])
    #expect(found(["X": "key=\(testSecret);"], secret: testSecret) == ["X": .containsCurrentSecret])
  }

  @Test func `a secret that is withheld is not compared`() {
    #expect(found(["X_ID": id, "X_SECRET": old], secret: nil) == ["X_ID": .id])
    #expect(sought(nil).withheld == [.production])
  }

  @Test func `a pair of another client that is sought is its own`() {
    let other = OAuthClient.production.with { $0.name = "other" }
    let second = OAuthClient(id: ClientID(old), name: "second", redirectURI: other.redirectURI)
    let sought = SoughtClients([
      ClientCredentials(client: .production, secret: Secret(secret)),
      ClientCredentials(client: second, secret: Secret("77777777-1111-4222-8333-444455556666")),
    ])
    let vars = [
      "A_KEY": id, "A_PASS": "77777777-1111-4222-8333-444455556666", "B_ID": old,
    ]
    let sightings = sought.sightings(in: vars, of: app)
    #expect(sightings.map(\.client) == [.production, second.id])
    #expect(sightings.map(\.state) == [.idOnly, .current])
  }

  @Test func `shows nothing of the secrets`() {
    let sought = sought()
    var dumped = ""
    dump(sought, to: &dumped)
    for text in [
      "\(sought)", sought.debugDescription, dumped, "\(Mirror(reflecting: sought).children.count)",
    ] {
      #expect(!text.contains(secret))
    }
  }

  @Test(arguments: ["", "A", "A:", ":B", "A:B:C", "A:A"]) func `refuses what is no pair`(text: String) {
    #expect(VariablePair(parsing: text) == nil)
  }

  /// The scan against the plain way to look for a text, with values that are nearly what is sought.
  @Test(arguments: 0..<50) func `finds just what a plain search does`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let pieces = [
      id, secret, String(id.dropLast()), "-", "a", "0", String(secret.dropFirst()), "{", " ", "é",
    ]
    let value = (0..<12).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    let content = found(["X": value])["X"]
    #expect((content == .containsCurrentSecret || content == .currentSecret) == value.contains(secret))
    #expect((content != nil) == (value.contains(secret) || value.contains(id)))
  }
}
