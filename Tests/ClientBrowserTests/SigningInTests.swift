import ClientIndex
import TestSupport
import Testing

@testable import ClientBrowser
@testable import HerokuAPI

@Suite struct SigningInTests {
  private static let local = OAuthClient.sample(
    "Local development",
    id: "44444444",
    redirectURI: "http://localhost:5000/cb"
  )
  private static let address = "https://id.heroku.com/oauth/authorize?client_id=44444444&state=s"
  private static let callback = "https://app.example.com/cb?code=PLANTED-5ecret&state=s"

  private struct Unexpected: Error {}

  /// What the page says.
  private func said(_ browser: Browser) -> String {
    (browser.presentation?.words ?? []).joined(separator: "\n")
  }

  /// A browser with a sign-in under way, and its request.
  private func trying(
    _ client: OAuthClient = .staging,
    size: Size = Size(columns: 120, rows: 40)
  ) throws -> (Browser, RequestID) {
    var browser = Browser.showing([client], size: size)
    #expect(browser.press("T") == [], "nothing is sent before it is wanted")
    guard case .trySignIn(let id, client, [.identity])? = browser.press(.enter).first else {
      throw Unexpected()
    }
    return (browser, id)
  }

  /// The same, once the person is waited for.
  private func waiting(
    canOpen: Bool = true,
    place: String? = nil,
    obstacle: String? = nil
  ) throws -> (Browser, RequestID) {
    var (browser, id) = try trying()
    browser.send(
      .signIn(id, .step(SignInStep(number: 1, title: "The address to sign in at", lines: [Self.address])))
    )
    let invitation = SignInInvitation(
      address: Self.address,
      canOpen: canOpen,
      place: place,
      obstacle: obstacle
    )
    browser.send(.signIn(id, .invitation(invitation)))
    return (browser, id)
  }

  private static func ended(_ tone: Status.Tone = .success, _ words: String = "It works.") -> SignInNews {
    .ended(Status(tone, words), away: Status(tone, words + " It is deleted."))
  }

  // MARK: What to ask for

  @Test func `says first what is done, and where the browser comes back to`() {
    var browser = Browser.showing([Self.local])
    browser.press("T")
    #expect(said(browser).contains("Sign in with “Local development”"))
    #expect(said(browser).contains("waited for at http://localhost:5000/cb"))
    #expect(said(browser).contains("is deleted at the end"))
    #expect(browser.press(.escape) == [] && browser.screens.isEmpty)
    browser = Browser.showing([.staging])
    browser.press("T")
    #expect(said(browser).contains("paste here the address that it arrives at"))
  }

  @Test func `asks for the scopes that are typed, each once`() throws {
    var browser = Browser.showing([.staging])
    browser.press("T")
    browser.type(" read-protected, identity")
    guard case .trySignIn(_, .staging, [.identity, .readProtected])? = browser.press(.enter).first else {
      throw Unexpected()
    }
  }

  @Test func `a scope that Heroku has not is said while it is typed, and not sent`() {
    var browser = Browser.showing([.staging])
    browser.press("T", .control("u"))
    browser.type("openid")
    #expect(said(browser).contains("Heroku has no scope “openid”"))
    #expect(browser.press(.enter) == [])
    #expect(browser.context == .signInScopes)
  }

  @Test func `wants a client, and one sign-in at a time`() throws {
    var none = Browser.showing([])
    none.press("T")
    #expect(none.statusNow?.text == "No client is selected.")
    var (browser, id) = try waiting()
    browser.press(.escape)
    browser.press("T")
    #expect(browser.screens.isEmpty)
    #expect(browser.statusNow?.text.contains("Another sign-in is coming to its end") == true)
    browser.send(.signIn(id, Self.ended()))
    browser.press("T")
    #expect(browser.context == .signInScopes)
  }

  // MARK: The person is waited for

  @Test func `shows the address, which one key opens and another copies`() throws {
    var (browser, _) = try waiting()
    #expect(said(browser).contains("1. The address to sign in at") && said(browser).contains(Self.address))
    #expect(said(browser).contains("o opens the address in a browser, y copies the address."))
    #expect(browser.press("o") == [.openAddress(Self.address)])
    #expect(browser.press("o") == [], "a key that is held down opens one")
    #expect(browser.press("y") == [.copy([Secret(Self.address)])])
    browser.send(.addressNotOpened(reason: "xdg-open could not open it: open the address yourself."))
    #expect(said(browser).contains("could not open it"))
    browser.send(.copyFailed(reason: "too long"))
    #expect(said(browser).contains("too long") && !said(browser).contains("was sent to the clipboard"))
  }

  @Test func `opens nothing where there is no screen for it`() throws {
    var (browser, _) = try waiting(canOpen: false)
    #expect(said(browser).contains("y copies the address: open it in a browser."))
    #expect(browser.press("o") == [])
    #expect(said(browser).contains("no screen here for a browser"))
  }

  @Test func `takes the address that is pasted, and shows nothing of it`() throws {
    var (browser, id) = try waiting()
    let effects = browser.send(.pasted(Self.callback))
    guard case .giveAddress(id, let address)? = effects.first else { throw Unexpected() }
    #expect(address.code == Secret("PLANTED-5ecret") && address.state == "s")
    #expect(!said(browser).contains("5ecret"))
    #expect(!"\(effects) \(browser)".contains("5ecret"), "also where it is printed for a programmer")
    #expect(browser.send(.pasted(Self.callback)) == [], "nor is it taken twice")
  }

  @Test func `takes the address that is typed in dots, with a line break that was copied with it`() throws {
    var (browser, id) = try waiting(place: "http://localhost:5000/cb")
    browser.press("p")
    browser.type("y")
    #expect(browser.context == .signInAddress)
    #expect(said(browser).contains("address •"))
    browser.press(.backspace)
    browser.send(.pasted("https://app.example.com/cb?code=PLANTED-\n5ecret&state=s"))
    #expect(!said(browser).contains("5ecret"))
    guard case .giveAddress(id, let address)? = browser.press(.enter).first else { throw Unexpected() }
    #expect(address.code == Secret("PLANTED-5ecret"))
    #expect(browser.context == .signIn)
  }

  @Test func `says what is wrong with what is pasted, and waits on`() throws {
    var (browser, _) = try waiting()
    for (text, words) in [
      ("", "There is no address"), ("PLANTED-5ecret", "That is no address"),
      ("https://app.example.com/?x=5ecret", "nothing of the authorization flow"),
      (Self.address, "the address to sign in at"),
    ] {
      #expect(browser.send(.pasted(text)) == [])
      #expect(said(browser).contains(words) && !said(browser).contains("5ecret"), "\(said(browser))")
    }
    browser.press("p")
    #expect(browser.press(.enter) == [])
    #expect(said(browser).contains("There is no address"))
    browser.press(.escape)
    #expect(browser.context == .signIn)
    guard case .giveAddress(_, _)? = browser.send(.pasted(Self.callback)).first else { throw Unexpected() }
  }

  @Test func `says where it waits, and why it does not where the redirect URI leads here`() throws {
    let (here, _) = try waiting(place: "http://localhost:5000/cb")
    #expect(said(here).contains("Waiting for the browser at http://localhost:5000/cb, for 5 minutes"))
    #expect(said(here).contains("If it runs on another machine, paste here"))
    let (blocked, _) = try waiting(obstacle: "Another program listens on port 5000.")
    #expect(said(blocked).contains("Another program listens") && said(blocked).contains("Allow it there"))
  }

  @Test func `an idle program does nothing while a person is waited for`() throws {
    let (browser, _) = try waiting()
    #expect(!browser.isWorking)
  }

  // MARK: The end

  @Test func `stops waiting where it is left, and says what has become of it`() throws {
    var (browser, id) = try waiting()
    #expect(browser.press(.escape) == [.stopSignIn(id)])
    #expect(browser.screens.isEmpty)
    #expect(browser.statusNow?.text.contains("Ending the sign-in with “Staging dashboard”") == true)
    browser.send(.signIn(id, Self.ended(.information, "Not tried any more.")))
    #expect(browser.statusNow?.text == "Not tried any more. It is deleted.")
    // Before anybody is sent anywhere, too.
    (browser, id) = try trying()
    #expect(browser.press("q") == [.stopSignIn(id)])
  }

  @Test func `goes on to its end where it is left in the middle`() throws {
    var (browser, id) = try waiting()
    browser.send(.pasted(Self.callback))
    browser.send(.signIn(id, .step(SignInStep(number: 2, title: "The answer", lines: ["Came: a code"]))))
    #expect(browser.press(.escape) == [])
    #expect(browser.screens.isEmpty)
    browser.send(.signIn(id, .step(SignInStep(number: 3, title: "The exchange of the code", lines: []))))
    browser.send(.signIn(id, Self.ended(.failure, "It does not work.")))
    #expect(browser.statusNow == Status(.failure, "It does not work. It is deleted."))
  }

  @Test func `shows every step with what is wrong, and is tried again by a key`() throws {
    var (browser, id) = try waiting(place: "http://localhost:5000/cb")
    let lines = ["Sent: POST", "Error: The code is used up.", "    code  abc", "          ^"]
    browser.send(.signIn(id, .step(SignInStep(number: 3, title: "The exchange of the code", lines: lines))))
    #expect(!said(browser).contains("Waiting for the browser"))
    #expect(browser.press("r") == [])
    browser.send(.signIn(id, Self.ended(.failure, "Signing in does not work: step 3 says why.")))
    let rows = (browser.presentation?.blocks ?? []).compactMap { block in
      if case .row(let row) = block { row } else { nil }
    }
    #expect(rows.contains { $0.pieces.last == .init("Error: The code is used up.", .failure) })
    #expect(
      rows.contains { $0.pieces.map(\.text).joined() == "             ^" },
      "a mark stays below its letter"
    )
    #expect(said(browser).contains("✗ Signing in does not work: step 3 says why."))
    #expect(browser.press("o", "y", "p") == [])
    guard case .trySignIn(_, _, _)? = browser.press("r").first else { throw Unexpected() }
    #expect(!said(browser).contains("step 3"), "what was said before is gone")
    browser = try waiting().0
    browser.press(.enter)
    #expect(!browser.screens.isEmpty, "a key that was held down ends nothing")
  }

  @Test(arguments: [Size(columns: 120, rows: 40), Size(columns: 50, rows: 15), Size(columns: 40, rows: 10)])
  func `the end of the steps is in sight, and the beginning a key away`(size: Size) throws {
    var (browser, id) = try trying(size: size)
    for number in 1...12 {
      browser.send(
        .signIn(id, .step(SignInStep(number: number, title: "Step", lines: ["one", "two", "three"])))
      )
    }
    browser.send(.signIn(id, Self.ended()))
    func top() throws -> (top: Int, count: Int) {
      guard case .page(let top)? = browser.presentation?.place else { throw Unexpected() }
      return (top, browser.presentation?.blocks.count ?? 0)
    }
    let end = try top()
    #expect(end.top == end.count - (size.rows - 3))
    browser.press("g")
    #expect(try top().top == 0)
    browser.press("j", "k", .pageDown, .pageUp, .control("d"), .control("u"))
    #expect(try top().top == 0)
    browser.press("G")
    #expect(try top() == end)
    browser.press(.enter)
    #expect(browser.screens.isEmpty)
  }

  // MARK: Leaving

  @Test func `quitting waits until what came of it is taken back`() throws {
    var (browser, id) = try waiting()
    let effects = browser.press(.control("c"))
    #expect(effects == [.stopSignIn(id)])
    #expect(said(browser).contains("Ending the sign-in with “Staging dashboard”"))
    guard
      case .leave(let farewell)? = browser.send(
        .signIn(id, Self.ended(.information, "Not tried any more."))
      ).last
    else { throw Unexpected() }
    #expect(farewell.lines == ["Not tried any more. It is deleted."])
  }

  @Test func `who does not wait is told what may be left`() throws {
    var (browser, _) = try waiting()
    browser.press(.control("c"))
    guard case .leave(let farewell)? = browser.press(.control("c")).last else { throw Unexpected() }
    #expect(farewell.lines.first?.contains("If “Staging dashboard” was let in already, that stays") == true)
  }
}
