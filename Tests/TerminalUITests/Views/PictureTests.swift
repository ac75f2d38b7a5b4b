import ClientBrowser
import FoundationEssentials
import HerokuAPI
import TerminalUI
import TestSupport
import Testing

/// The pictures of the README are what the program draws today; `CLIENTELE_RECORD=1` draws them again.
@Suite struct PictureTests {
  private let size = Size(columns: 104, rows: 20)

  @Test func `the list beside a client`() throws {
    let browser = Browser.sample(size, clients: OAuthClient.pictured, keys: ["j", "j"])
    try expectPicture(
      of: browser,
      named: "list",
      title: "Clientele: the list of clients, and one of them beside it"
    )
  }

  @Test func `a rewrite of many, previewed`() throws {
    let keys: [Key] = ["/"] + keys("acme.example") + [.enter, "*", "E"] + keys("acme.example") + [.enter]
    let rewriting = Browser.sample(size, clients: OAuthClient.pictured)
      .answering(keys + TerminalUITests.keys("acme.dev") + [.enter]) { effect in
        guard case .readRateLimit(let id) = effect else { return nil }
        return .rateLimitRead(id, 2340)
      }
    try expectPicture(
      of: rewriting,
      named: "rewrite",
      title: "Clientele: a rewrite of redirect URIs, before it begins"
    )
  }

  private func expectPicture(of browser: Browser, named name: String, title: String) throws {
    var folder = URL(filePath: #filePath)
    for _ in 1...4 { folder.deleteLastPathComponent() }
    folder.append(path: "docs/pictures")
    for (scheme, palette) in [("light", PicturePalette.light), ("dark", .dark)] {
      let drawn = Frame(browser).svg(palette, title: title)
      let file = folder.appending(path: "\(name)-\(scheme).svg")
      if isRecording {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(drawn.utf8).write(to: file)
        continue
      }
      let recorded = try String(contentsOf: file, encoding: .utf8)
      #expect(recorded == drawn, "\(file.lastPathComponent) is not what the program draws.")
    }
  }
}

extension OAuthClient {
  /// Clients as people have them.
  fileprivate static let pictured: [OAuthClient] = {
    let texts = [
      ("Analytics", "https://analytics.acme.example/auth/callback", 3),
      ("Billing portal", "https://billing.acme.example/oauth/heroku", 40),
      ("Build status", "https://builds.acme.example/callback", 12),
      ("Deploy bot", "https://deploy.acme.example/auth/heroku/callback", 1),
      ("Internal tools", "http://tools.acme.example/callback", 620),
      ("Local development", "http://localhost:5000/auth/callback", 90),
      ("Mobile app", "example.acme.mobile:/oauth", 18),
      ("On-call dashboard", "https://oncall.acme.example/auth/callback", 7),
      ("Production dashboard", "https://dashboard.acme.example/auth/callback", 0),
      ("Staging dashboard", "https://staging.acme.example/auth/callback", 5),
      ("Support desk", "https://support.acme.example/heroku", 210),
      ("Terminal", "urn:ietf:wg:oauth:2.0:oob", 300),
    ]
    return texts.enumerated().map { index, text in
      OAuthClient(
        id: ClientID("5f1c2a0\(String(index, radix: 16))-3b7e-4d19-9c42-8e6a7d20b1f3"),
        name: text.0,
        redirectURI: text.1,
        ignoresDelinquent: nil,
        createdAt: Browser.testNow.addingTimeInterval(-86_400 * 700),
        updatedAt: Browser.testNow.addingTimeInterval(-Double(text.2) * 86_400)
      )
    }
  }()
}
