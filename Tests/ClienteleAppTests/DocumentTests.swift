import FoundationEssentials
import HerokuAPI
import TerminalText
import Testing

@testable import ClienteleApp

/// What the commands print, byte for byte.
@Suite struct DocumentTests {
  @Test func `a table has a heading, a rule and a row for each client`() {
    let clients = [
      ClientCredentials.sample(),
      .sample(id: "01234567-89ab-4cde-8f01-23456789abcd", name: "B", redirectURI: "https://b.example.com/cb"),
    ]
    #expect(
      ClientTable.document(clients, withSecrets: false) == """
          Name      Id                                     Redirect uri
         ───────────────────────────────────────────────────────────────────────────
          awesome   f6e8d969-129f-42d2-854b-c2eca9d5a42e   https://myapp.com
          B         01234567-89ab-4cde-8f01-23456789abcd   https://b.example.com/cb

        """
    )
  }

  @Test func `a table counts columns, not characters`() {
    let document = ClientTable.document([.sample(name: "日本"), .sample(name: "four")], withSecrets: false)
    #expect(document.contains("  日本   f6e8d969"))
    #expect(document.contains("  four   f6e8d969"))
  }

  @Test func `a table has secrets only where they were asked for`() {
    #expect(!ClientTable.document([.sample()], withSecrets: false).contains("clientsecret"))
    #expect(ClientTable.document([.sample()], withSecrets: true).contains("   clientsecret\n"))
  }

  @Test func `no clients are said in words`() {
    #expect(ClientTable.document([], withSecrets: false) == "No OAuth clients.\n")
  }

  @Test func `a summary masks the secret`() {
    #expect(
      ClientSummary.document(.sample(), withSecret: false) == """
        === awesome

        id:           f6e8d969-129f-42d2-854b-c2eca9d5a42e
        name:         awesome
        redirect_uri: https://myapp.com
        secret:       ********

        """
    )
  }

  @Test func `a summary shows the secret that was asked for`() {
    #expect(ClientSummary.document(.sample(), withSecret: true).hasSuffix("secret:       clientsecret\n"))
  }

  @Test(arguments: [true, false]) func `a summary has no line for a secret that is withheld`(reveal: Bool) {
    #expect(!ClientSummary.document(.sample(secret: nil), withSecret: reveal).contains("secret"))
  }

  @Test func `what drives a terminal is replaced for people`() {
    let hostile = ClientCredentials.sample(name: "a\u{1b}[2J\nid: x\u{202e}")
    for document in [
      ClientTable.document([hostile], withSecrets: false), ClientSummary.document(hostile, withSecret: false),
    ] {
      #expect(document.contains("a�[2J�id: x�"))
    }
  }

  @Test func `JSON is laid out as JSON.stringify does`() {
    #expect(
      ClientJSON.document([.sample(name: "a \"b\" \\ / é\n\u{1b}\u{9b}\u{202e}")]) == #"""
        [
          {
            "created_at": "2024-03-01T09:12:00Z",
            "id": "f6e8d969-129f-42d2-854b-c2eca9d5a42e",
            "ignores_delinquent": false,
            "name": "a \"b\" \\ / é\n\u001b\u009b\u202e",
            "redirect_uri": "https://myapp.com",
            "secret": "clientsecret",
            "updated_at": "2024-03-01T09:12:00Z"
          }
        ]

        """#
    )
    #expect(ClientJSON.document([]) == "[]\n")
  }

  @Test func `JSON of one client has no member for what the API did not say`() {
    let client = OAuthClient(id: ClientID("1"), name: "n", redirectURI: "u")
    #expect(
      ClientJSON.document(ClientCredentials(client: client, secret: nil)) == """
        {
          "id": "1",
          "ignores_delinquent": null,
          "name": "n",
          "redirect_uri": "u"
        }

        """
    )
  }

  @Test func `fractions of a second stay`() {
    #expect(ClientJSON.document(.sample(updated: 1_709_284_320.5)).contains(#""2024-03-01T09:12:00.500Z""#))
  }

  @Test func `CSV quotes what it must`() {
    #expect(
      ClientCSV.document([.sample(name: "a, \"b\"\r\nc")], withSecrets: false) == """
        id,name,redirect_uri,created_at,updated_at
        f6e8d969-129f-42d2-854b-c2eca9d5a42e,"a, ""b""\r
        c",https://myapp.com,2024-03-01T09:12:00Z,2024-03-01T09:12:00Z

        """
    )
  }

  @Test func `CSV has secrets only where they were asked for`() {
    #expect(!ClientCSV.document([.sample()], withSecrets: false).contains("secret"))
    let document = ClientCSV.document([.sample(), .sample(secret: nil)], withSecrets: true)
    #expect(document.hasPrefix("id,name,redirect_uri,created_at,updated_at,secret\n"))
    #expect(document.contains("Z,clientsecret\n"))
    #expect(document.hasSuffix("Z,\n"))
  }

  @Test func `a shell gets two assignments`() {
    let document = ShellAssignments.document(.sample())
    #expect(
      document == """
        HEROKU_OAUTH_ID=f6e8d969-129f-42d2-854b-c2eca9d5a42e
        HEROKU_OAUTH_SECRET=clientsecret

        """
    )
  }

  @Test(arguments: [
    ("", "''"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("$(x)", "'$(x)'"), ("~", "'~'"), ("é", "'é'"),
  ])
  func `a shell takes a quoted word as it is`(text: String, quoted: String) {
    #expect(ShellText.quoted(text) == quoted)
  }

  @Test(
    arguments: [
      (-62_167_219_200, "0000-01-01T00:00:00Z"), (-62_135_596_800, "0001-01-01T00:00:00Z"),
      (-62_035_891_200, "0004-02-29T00:00:00Z"), (-14_826_672_000, "1500-03-01T00:00:00Z"),
      (-12_219_724_800, "1582-10-10T00:00:00Z"), (-86_400, "1969-12-31T00:00:00Z"),
      (-0.001, "1969-12-31T23:59:59.999Z"), (0, "1970-01-01T00:00:00Z"), (0.0004, "1970-01-01T00:00:00Z"),
      (1_704_067_200.123, "2024-01-01T00:00:00.123Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
      (1_704_067_199.9999, "2023-12-31T23:59:59.999Z"), (-0.0001, "1969-12-31T23:59:59.999Z"),
    ] as [(Double, String)]
  )
  func `a date is that of the calendar which the API has, in any century`(seconds: Double, text: String) {
    #expect(Date(timeIntervalSince1970: seconds).rfc3339 == text)
  }

  @Test func `what cannot be seen is escaped in JSON`() {
    let unseen = (UInt32(0)...0x10ffff).lazy.compactMap { Unicode.Scalar($0) }.filter(\.isUnseen)
    let shown = unseen.first { scalar in
      !JSONString.quoted("a\(scalar)b").utf8.allSatisfy { (0x20...0x7e).contains($0) }
    }
    #expect(shown == nil)
  }

  @Test func `a shell gets nothing where the secret is withheld`() {
    #expect(ShellAssignments.document(.sample(secret: nil)) == nil)
  }
}

@Suite struct CredentialsFileTests {
  @Test(arguments: [
    ("5ec3e7aa-0000-4000-8000-00000000cafe", "5ec3e7aa-0000-4000-8000-00000000cafe"),
    ("a b#c$d", "'a b#c$d'"),
    ("it's", "'it'\\''s'"), ("a\nB=c", "'a\nB=c'"),
  ])
  func `values are quoted where they need it`(secret: String, written: String) {
    let text = CredentialsFile.text(of: .sample(id: "id", secret: secret))
    #expect(text == "HEROKU_OAUTH_ID=id\nHEROKU_OAUTH_SECRET=\(written)\n")
  }
}
