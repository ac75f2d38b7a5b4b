import HerokuAPI
import Testing

@testable import ClienteleApp

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
