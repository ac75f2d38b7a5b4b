import ClientBrowser
import HerokuAPI
import TerminalUI
import TestSupport
import Testing

private let sizes = [Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 50, rows: 15)]

/// A sign-in that is tried, as it is drawn.
@Suite struct SignInFrameTests {
  private static func name(_ size: Size) -> String { "\(size.columns)x\(size.rows)" }

  private static let address =
    "https://id.heroku.com/oauth/authorize?client_id=01234565-89ab-4cde-8f01-23456789abcd&response_type=code"
    + "&scope=identity&state=kq3yt7c2mvb9xw4hfz8ndp6rjs5ga2eu"

  private static let begun = [
    SignInStep(
      number: 1,
      title: "The address to sign in at",
      lines: [
        "Client: Café Zoë  01234565-89ab-4cde-8f01-23456789abcd", "Scope: identity",
        "Then to: http://localhost:5000/callback", address,
      ]
    )
  ]

  private static let failed = [
    SignInStep(
      number: 2,
      title: "The answer",
      lines: ["Came: a code of 36 characters", "State: the one that was sent"]
    ),
    SignInStep(
      number: 3,
      title: "The exchange of the code",
      lines: [
        "Sent: POST https://id.heroku.com/oauth/token with grant_type=authorization_code, the code and the client secret",
        "Error: The client secret is not the one of this client (invalid_client, 401). Request r-401.",
      ]
    ),
    SignInStep(number: 4, title: "What is left", lines: ["Nothing."]),
  ]

  private static func trying(_ size: Size, _ keys: [Key] = [], then news: [SignInNews] = []) -> Browser {
    let place = "http://localhost:5000/callback"
    let invitation = SignInInvitation(address: address, canOpen: true, place: place)
    var request: RequestID?
    var browser = Browser.sample(size).answering(["j", "j", "j", "T", .enter]) { effect in
      guard case .trySignIn(let id, _, _) = effect else { return nil }
      request = id
      return nil
    }
    guard let request else { return browser }
    for news in begun.map(SignInNews.step) + [.invitation(invitation)] + news {
      _ = browser.handle(.signIn(request, news))
    }
    return browser.answering(keys) { _ in nil }
  }

  @Test(arguments: sizes) func `what to ask for`(size: Size) throws {
    try expectRecording(of: .sample(size, keys: ["j", "j", "j", "T"]), named: "sign-in-\(Self.name(size))")
  }

  @Test(arguments: sizes) func `the person is waited for, and the address typed`(size: Size) throws {
    try expectRecording(of: Self.trying(size), named: "sign-in-waiting-\(Self.name(size))")
    let typing = Self.trying(size, ["p"] + keys("https://app.example.com/cb?code=never-in-a-recording"))
    try expectRecording(of: typing, named: "sign-in-address-\(Self.name(size))")
  }

  @Test(arguments: sizes) func `the end`(size: Size) throws {
    let words = Status(.failure, "Signing in with “Café Zoë” does not work: step 3 says why.")
    let ended = Self.trying(size, then: Self.failed.map(SignInNews.step) + [.ended(words, away: words)])
    try expectRecording(of: ended, named: "sign-in-ended-\(Self.name(size))")
  }
}
