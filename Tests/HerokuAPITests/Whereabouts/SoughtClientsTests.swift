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
    let vars = ["\(prefix)_ID": id, "\(prefix)_SECRET": old, "\(prefix)_OTHER_KEY": old]
    #expect(found(vars) == ["\(prefix)_ID": .id, "\(prefix)_SECRET": .staleSecret])
  }

  @Test func `a secret without the form of one is none`() {
    #expect(found(["X_ID": id, "X_SECRET": ""]) == ["X_ID": .id])
    #expect(found(["X_ID": id, "X_SECRET": "to be set"]) == ["X_ID": .id])
  }

  @Test(arguments: [
    ["ID": id, "SECRET": old], ["CLIENT_ID": id, "SECRET": old],
    ["oauthClientId": id, "oauthClientSECRET": old], ["A_ID": id, "A_SECRET": "changeme", "SECRET": old],
    ["A_ID": id, "A_SECRET": secret, "HEROKU_KEY": id, "SECRET": old],
    ["A_ID": id, "A_SECRET": secret, "SECRET": old], ["KEY": id, "PASS": secret, "SECRET": "\(old)\n"],
    ["SSO_KEY": id, "SSO_TENANT_ID": old, "APP_UUID": old, "requestId": old, "SECRET": old],
    ["A_KEY": id, "SECRET": old.uppercased()],
  ])
  func `what has the form of a secret beside an id, without a pair, is perhaps stale`(vars: [String: String])
  {
    let found = found(vars)
    let name = vars.keys.first { $0.uppercased().hasSuffix("SECRET") && $0 != "A_SECRET" } ?? ""
    #expect(found[name] == .perhapsStaleSecret)
    #expect(found.values.count { $0 == .perhapsStaleSecret || $0 == .staleSecret } == 1)
    #expect(sought().sightings(in: vars, of: app).first?.state == .perhapsStale)
  }

  @Test func `what its name or an id of its own speaks of is no secret of the client`() {
    #expect(found(["A_KEY": id, "TRACE_ID": old, "deviceUuid": old]) == ["A_KEY": .id])
    // Where the id has its secret, what is called a token or a key is one of something else.
    let settled = ["A_ID": id, "A_SECRET": secret]
    let others = ["HEROKU_API_KEY": old, "MAIL_TOKEN": old]
    #expect(found(settled.merging(others) { $1 }).count == 2)
    #expect(found(["A_ID": id].merging(others) { $1 })["MAIL_TOKEN"] == .perhapsStaleSecret)
    for (idName, name) in [("B_ID", "B_SECRET"), ("githubId", "githubSecret"), ("ID", "SECRET")] {
      let vars = ["A_KEY": id, idName: "11111111-1111-4222-8333-444455556666", name: old]
      #expect(found(vars) == ["A_KEY": .id], "\(name)")
    }
    #expect(
      found(["A_KEY": id, "B": old, "C": old], names: ["B:C"]) == ["A_KEY": .id, "B": .perhapsStaleSecret]
    )
  }

  @Test func `a perhaps stale secret stands beside the id that has none, or is called most like it`() {
    func idName(_ vars: [String: String]) -> String? {
      sought().sightings(in: vars, of: app).first?.variables.first { $0.content == .perhapsStaleSecret }?
        .idName
    }
    #expect(idName(["A_ID": id, "A_SECRET": secret, "HEROKU_KEY": id, "A_PASSPHRASE": old]) == "HEROKU_KEY")
    #expect(idName(["A_KEY": id, "AB_KEY": id, "AB_PASS": old]) == "AB_KEY")
    #expect(idName(["B_KEY": id, "A_KEY": id, "PASS": old]) == "A_KEY")
  }

  @Test func `case and blanks around it make no other of an id or a secret`() {
    for (id, secret) in [(id.uppercased(), secret.uppercased()), (" \(id)", "\(secret)\n")] {
      #expect(found(["A_ID": id, "B": secret]) == ["A_ID": .id, "B": .currentSecret])
      #expect(found(["A_ID": id, "A_SECRET": old])["A_SECRET"] == .staleSecret)
    }
    #expect(found(["X": "https://x/?id=\(id.uppercased())"]) == ["X": .containsID])
    #expect(found(["X": "\(id.uppercased()):\(secret.uppercased())"]) == ["X": .containsCurrentSecret])
    #expect(found(["X": "a \(secret.dropLast())"]) == [:])
  }

  @Test func `names that are given pair, and take the place of what the name says`() {
    let vars = ["SSO_KEY": id, "SSO_PASS": old]
    #expect(found(vars, names: ["SSO_KEY:SSO_PASS"])["SSO_PASS"] == .staleSecret)
    let named = ["X_ID": id, "X_SECRET": old, "Y": old]
    let taken = found(named, names: ["X_ID:Y"])
    #expect(taken == ["X_ID": .id, "Y": .staleSecret, "X_SECRET": .perhapsStaleSecret])
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

  @Test(arguments: 0..<60) func `finds base64 however it is wrapped, and wherever it begins`(number: Int) {
    let text = String(repeating: "{", count: number % 3) + #""\#(id)":"\#(secret)""#
    var encoded = Data(text.utf8).base64EncodedString()
    if number % 2 == 1 { encoded = encoded.replacing("+", with: "-").replacing("/", with: "_") }
    let ends = ["\n", "\r\n", " \n  ", #"\n"#, "\\\n"]
    let width = [76, 64, 10][number % 3]
    var lines: [Substring] = []
    var rest = encoded[...]
    while !rest.isEmpty {
      lines.append(rest.prefix(width))
      rest = rest.dropFirst(width)
    }
    let begins = ["", "https://x/cb/", "a/", "ab/", "abc/", "token="]
    let value = begins[number % begins.count] + lines.joined(separator: ends[number % ends.count])
    #expect(found(["X": value]) == ["X": .containsCurrentSecret], "\(value)")
    let alone = Data(String(repeating: "-", count: number % 4).utf8 + Data(id.utf8)).base64EncodedString()
    #expect(found(["X": begins[number % begins.count] + alone]) == ["X": .containsID])
  }

  @Test func `what stands in several lines of words is no base64`() {
    let half = Data(id.utf8).base64EncodedString()
    #expect(found(["X": half.prefix(20) + " and\n" + half.dropFirst(20)]) == [:])
    #expect(found(["X": half.prefix(20) + " " + half.dropFirst(20)]) == [:])
    #expect(found(["X": "\n\\\n \n\\"]) == [:])
  }

  @Test(.timeLimit(.minutes(1))) func `long values take no longer than their length`() {
    let wrapped = String(repeating: "QUJD/-_+\n", count: 3_600)
    var vars: [String: String] = [:]
    for number in 0..<20 { vars["X\(number)"] = wrapped + String(repeating: " \n", count: number) }
    vars["Y"] = wrapped + Data("\(id):\(secret)".utf8).base64EncodedString()
    #expect(found(vars) == ["Y": .containsCurrentSecret])
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
