import ClientIndex
import TestSupport
import Testing

@testable import ClientBrowser
@testable import HerokuAPI

@Suite struct WhereTests {
  private static let shop = HerokuApp(id: "a1", name: "shop", team: "acme")
  private static let blog = HerokuApp(id: "a2", name: "blog")
  private static let locked = HerokuApp(id: "a3", name: "vault")

  private static func apps(_ count: Int = 3) -> AppList {
    var list = AppList()
    list.apps = (0..<count).map { HerokuApp(id: "a\($0)", name: "app-\($0)") }
    return list
  }

  /// The staging client is used, with an old secret in one of two apps; production is nowhere.
  private static var found: Whereabouts {
    var found = Whereabouts()
    let id = Sighting.Variable(name: "OAUTH_ID", content: .id)
    found.sightings = [
      Sighting(
        app: blog,
        client: OAuthClient.staging.id,
        variables: [id, .init(name: "OAUTH_SECRET", content: .currentSecret)]
      ),
      Sighting(
        app: shop,
        client: OAuthClient.staging.id,
        variables: [id, .init(name: "OAUTH_SECRET", content: .staleSecret)]
      ),
    ]
    found.appsRead = 2
    let refusal = Refusal(status: 403, id: "forbidden", message: "You do not have access to the app vault.")
    found.unseen = [.init(app: locked, error: .refused(refusal))]
    return found
  }

  private func screen(_ browser: Browser) -> WhereScreen? { browser.screens.last as? WhereScreen }

  private func said(_ browser: Browser) -> String {
    (browser.presentation?.blocks ?? []).map { block in
      switch block {
      case .text(let text, _, _): text
      case .message(let status): status.text
      case .row(let row): row.pieces.map(\.text).joined()
      default: ""
      }
    }.joined(separator: "\n")
  }

  /// A browser that has counted the apps, and the request that looks into them, once it was wanted.
  private func looking(_ browser: inout Browser, at apps: AppList = apps()) throws -> RequestID {
    guard case .listApps(let count)? = browser.press("w").first else { throw Unexpected() }
    browser.send(.appsListed(count, apps))
    guard case .lookForClients(let id, apps.apps)? = browser.press(.enter).first else { throw Unexpected() }
    return id
  }

  private struct Unexpected: Error {}

  @Test func `asks before the first look, and says what it takes`() throws {
    var browser = Browser.showing([.staging, .production])
    let effects = browser.press("w")
    guard case .listApps(let id)? = effects.first, case .readRateLimit(let limit)? = effects.last else {
      throw Unexpected()
    }
    #expect(said(browser).contains("Counting the apps"))
    browser.send(.rateLimitRead(limit, 4400))
    browser.send(.appsListed(id, Self.apps(42)))
    #expect(said(browser).contains("Every config var of 42 apps"))
    #expect(said(browser).contains("43 requests of 4,400 that are left"))
    #expect(browser.press("n") == [] && browser.screens.isEmpty, "nothing is read without a yes")
  }

  @Test func `shows how far it is, and stops at a key`() throws {
    var browser = Browser.showing([.staging, .production])
    let id = try looking(&browser)
    browser.send(.appsLookedInto(id, 2))
    browser.send(.appsLookedInto(id, 1))
    #expect(said(browser).contains("Looked into 2 of 3 apps"))
    #expect(browser.press(.escape) == [.cancel(id)])
    #expect(browser.screens.isEmpty)
    // What comes afterwards is nobody's.
    browser.send(.clientsFound(id, Self.found, of: [OAuthClient.staging.id]))
    #expect(browser.shared.uses == nil && !browser.shared.columns.contains(.apps))
  }

  @Test func `tells what was found on a page, in the detail, in a column and to the filter`() throws {
    var browser = Browser.showing([.staging, .production], selected: .staging)
    let id = try looking(&browser)
    browser.send(.clientsFound(id, Self.found, of: [OAuthClient.staging.id, OAuthClient.production.id]))
    let page = said(browser)
    #expect(
      page.contains("Looked into 2 of 3 apps: 1 client found, 1 with a stale secret somewhere; 1 nowhere")
    )
    #expect(page.contains("\(OAuthClient.staging.name) in shop (team acme): OAUTH_SECRET: a stale secret"))
    #expect(page.contains("Could not be looked into") && page.contains("vault"))
    browser.press("q")
    #expect(browser.screens.isEmpty)
    #expect(browser.shared.columns == [.name, .redirectURI, .apps, .updated])
    #expect(browser.appsText(of: OAuthClient.staging.id) == "2, stale")
    #expect(browser.appsText(of: OAuthClient.production.id) == "none")
    let detail = browser.detailLines.drop { $0.label != "used by" }
    let first = detail.first { !$0.value.isEmpty }
    #expect(first?.value.contains("shop (team acme)") == true && first?.tone == .finding(.warning))
    #expect(detail.contains { $0.value.contains("blog: OAUTH_ID, OAUTH_SECRET") })
    browser.press("/")
    browser.type("is:stale")
    browser.press(.enter)
    #expect(browser.clients.shown.map(\.id) == [OAuthClient.staging.id])
  }

  @Test func `shows it again without a request, and looks anew by a key`() throws {
    var browser = Browser.showing([.staging, .production])
    let id = try looking(&browser)
    browser.send(.clientsFound(id, Self.found, of: [OAuthClient.staging.id]))
    browser.press("q")
    #expect(browser.press("w") == [])
    #expect(screen(browser)?.stage == .showing)
    guard case .listApps(let count)? = browser.press("r").first else { throw Unexpected() }
    // It was asked before, and is not much.
    guard case .lookForClients(_, _)? = browser.send(.appsListed(count, Self.apps(199))).first else {
      throw Unexpected()
    }
  }

  @Test func `asks again where it takes many requests`() throws {
    var browser = Browser.showing([.staging, .production])
    let id = try looking(&browser)
    browser.send(.clientsFound(id, Self.found, of: [OAuthClient.staging.id]))
    guard case .listApps(let count)? = browser.press("r").first else { throw Unexpected() }
    // One more is for the clients.
    #expect(browser.send(.appsListed(count, Self.apps(200))) == [])
    #expect(screen(browser)?.stage == .asking)
    #expect(said(browser).contains("That takes 201 requests"))
  }

  @Test func `counts what it took to list the apps`() throws {
    var browser = Browser.showing([.staging, .production])
    guard case .listApps(let id)? = browser.press("w").first else { throw Unexpected() }
    var apps = Self.apps(42)
    apps.requestCount = 4
    browser.send(.appsListed(id, apps))
    #expect(said(browser).contains("43 requests"))
    #expect(said(browser).contains("To list the apps and those of teams, 4 more were made."))
  }

  @Test func `says why it was not possible, and tries again`() throws {
    var browser = Browser.showing([.staging, .production])
    let id = try looking(&browser)
    let refusal = Refusal(status: 403, id: "forbidden", message: "no", requestID: "req-1")
    browser.send(.readFailed(id, .refused(refusal)))
    #expect(said(browser).contains("req-1"))
    guard case .listApps(_)? = browser.press(.enter).first else { throw Unexpected() }
    #expect(screen(browser)?.stage == .counting)
  }

  /// A browser that has looked, with the staging client selected.
  private func looked(_ found: Whereabouts = found) throws -> Browser {
    var browser = Browser.showing([.staging, .production], selected: .staging)
    let id = try looking(&browser)
    browser.send(.clientsFound(id, found, of: [OAuthClient.staging.id, OAuthClient.production.id]))
    browser.press("q")
    return browser
  }

  /// Opens the preview of a rotation with all its apps, from the dialog in which the word is typed.
  private func openPreview(_ browser: inout Browser, left: Int = 4000) throws {
    let effects = browser.press(.tab, .enter)
    guard case .readRateLimit(let id)? = effects.last else { throw Unexpected() }
    browser.send(.rateLimitRead(id, left))
  }

  /// The apps in which a secret is asked to be set, with the names of the vars.
  private func renewals(_ effects: [Effect]) -> [String: [String]] {
    Dictionary(
      effects.compactMap { effect -> (String, [String])? in
        guard case .perform(_, .renewSecret(let renewal), _) = effect else { return nil }
        return (renewal.app.name, renewal.names)
      }
    ) { first, _ in first }
  }

  @Test func `what held the secret of before a rotation is stale afterwards`() throws {
    var browser = try looked()
    browser.press("R")
    browser.type("rotate")
    guard case .perform(let change, .rotate(_), _)? = browser.press(.tab, .tab, .enter).first else {
      throw Unexpected()
    }
    browser.send(.changed(change, .rotated(.sample(.staging))))
    #expect(browser.shared.uses?.oldPlaces(of: OAuthClient.staging.id).map(\.app.name) == ["blog", "shop"])
    #expect(browser.appsText(of: OAuthClient.staging.id) == "2, stale")
    #expect(browser.appsText(of: OAuthClient.production.id) == "none")
  }

  @Test func `forgets what was found of a client whose rotation may have been done`() throws {
    var browser = try looked()
    browser.press("R")
    browser.type("rotate")
    try openPreview(&browser)
    browser.leaveKeysAlone()
    guard case .perform(let change, .rotate(_), _)? = browser.press(.enter).first else { throw Unexpected() }
    let lost = APIError.outcomeUnknown(TransportFailure(.connectionLost, mayHaveBeenSent: true))
    #expect(renewals(browser.send(.changeFailed(change, lost))) == [:], "nobody has the new secret")
    #expect(browser.appsText(of: OAuthClient.staging.id) == "", "neither current nor stale is known")
    #expect(browser.appsText(of: OAuthClient.production.id) == "none")
    browser.press(.escape)
    #expect(browser.press("m") == [])
    #expect(browser.shared.status?.text.contains("finds out first") == true)
  }

  @Test func `sets the secret where an old one stands, after a preview and a text`() throws {
    var browser = try looked()
    guard case .readClient(let read, OAuthClient.staging.id)? = browser.press("m").first else {
      throw Unexpected()
    }
    browser.send(.clientRead(read, .sample(.staging)))
    #expect(
      (browser.screens.last as? PreviewScreen)?.proposal.changes.count == 1,
      "shop alone has an old one"
    )
    #expect(said(browser).contains("shop") && said(browser).contains("OAUTH_SECRET"))
    browser.leaveKeysAlone()
    browser.press(.enter)
    browser.type("mend 1")
    let effects = browser.press(.enter)
    #expect(renewals(effects) == ["shop": ["OAUTH_SECRET"]])
    guard case .perform(let id, _, _)? = effects.first else { throw Unexpected() }
    let set = RenewedSecret(app: Self.shop, set: ["OAUTH_SECRET"])
    browser.send(.changed(id, .secretRenewed(set)))
    #expect(browser.appsText(of: OAuthClient.staging.id) == "2", "nothing is stale any more")
    #expect(browser.press("m") == [])
    #expect(browser.shared.status?.text.contains("No app is known to hold a stale secret") == true)
  }

  @Test func `rotates and sets the new secret in all apps at once, where that was chosen`() throws {
    var browser = try looked()
    browser.press("R")
    browser.type("rotate")
    #expect(
      browser.presentation?.choices.map(\.label) == [
        "Rotate, and set in its 2 apps…", "Only rotate", "Cancel",
      ]
    )
    #expect(browser.press(.enter).contains { if case .readRateLimit = $0 { true } else { false } })
    #expect(browser.screens.last is EverywhereScreen, "Enter behind the text does what cuts nobody off")
    browser.press(.escape, "R")
    browser.type("rotate")
    try openPreview(&browser)
    #expect(said(browser).contains("[x] set config vars of blog"), "\(said(browser))")
    browser.leaveKeysAlone()
    guard case .perform(let change, .rotate(_), _)? = browser.press(.enter).first else { throw Unexpected() }
    #expect(browser.press(.enter) == [], "it is under way")
    let effects = browser.send(.changed(change, .rotated(.sample(.staging))))
    #expect(renewals(effects) == ["blog": ["OAUTH_SECRET"], "shop": ["OAUTH_SECRET"]])
    // The secret is handed over all the same.
    #expect(browser.handOver?.occasion == .rotated)
  }

  /// The same, and the secret within a longer value of a third app.
  private static var foundWithinToo: Whereabouts {
    var found = found
    let within = Sighting.Variable(name: "SSO_URL", content: .containsCurrentSecret)
    found.sightings.append(
      Sighting(app: HerokuApp(id: "w", name: "wiki"), client: OAuthClient.staging.id, variables: [within])
    )
    return found
  }

  @Test func `a rotation alone offers to set the new secret where the old one stands`() throws {
    var browser = try looked(Self.foundWithinToo)
    browser.press("R")
    #expect(
      said(browser).contains("set by hand, since a longer value has it in it: wiki."),
      "\(said(browser))"
    )
    browser.type("rotate")
    guard case .perform(let change, .rotate(_), _)? = browser.press(.tab, .tab, .enter).first else {
      throw Unexpected()
    }
    browser.send(.changed(change, .rotated(.sample(.staging))))
    browser.leaveKeysAlone()
    #expect(said(browser).contains("2 apps hold it still: m sets the new one there."), "\(said(browser))")
    #expect(renewals(browser.press("m")).isEmpty, "not before it was seen what is set where")
    #expect(said(browser).contains("Set by hand what has it in a longer value: wiki (SSO_URL)."))
    browser.leaveKeysAlone()
    browser.press(.enter)
    browser.type("mend 2")
    for case .perform(let id, .renewSecret(let renewal), _) in browser.press(.enter) {
      browser.send(.changed(id, .secretRenewed(RenewedSecret(app: renewal.app, set: renewal.names))))
    }
    #expect(said(browser).contains("2 of 2 changes done. To be set by hand: wiki (SSO_URL)."))
    browser.press(.escape)
    guard case .readClient(let read, OAuthClient.staging.id)? = browser.press("m").first else {
      throw Unexpected()
    }
    browser.send(.clientRead(read, .sample(.staging)))
    #expect(browser.screens.isEmpty)
    #expect(browser.shared.status?.text.contains("that can be set from here. Set by hand") == true)
  }

  @Test func `says that nobody has looked where a filter asks for it`() {
    var browser = Browser.showing([.staging])
    browser.press("/")
    browser.type("is:stale")
    #expect(browser.emptyListText?.contains("w looks.") == true)
  }

  @Test func `leaves an app out of a rotation everywhere, and says what cannot be set`() throws {
    var browser = try looked(Self.foundWithinToo)
    browser.press("R")
    browser.type("rotate")
    try openPreview(&browser)
    browser.leaveKeysAlone()
    browser.press(" ")
    #expect(said(browser).contains("[ ] set config vars of blog"))
    #expect(said(browser).contains("the secret in it, and breaks: wiki (SSO_URL)."))
    #expect(
      said(browser).contains("Could not be looked into, and what holds the secret there breaks: vault.")
    )
    #expect(said(browser).contains("set config vars of shop (team acme)"))
    guard case .perform(let change, .rotate(_), _)? = browser.press(.enter).first else { throw Unexpected() }
    browser.send(.changeFailed(change, .changedSinceShown(current: .staging)))
    #expect(browser.screens.last is EverywhereScreen, "it can be tried again")
    guard case .perform(let again, .rotate(_), _)? = browser.press(.enter).first else { throw Unexpected() }
    let effects = browser.send(.changed(again, .rotated(.sample(.staging))))
    #expect(renewals(effects) == ["shop": ["OAUTH_SECRET"]])
    #expect(browser.isStale(OAuthClient.staging.id), "blog and wiki have the old one")
    for case .perform(let set, .renewSecret(_), _) in effects {
      browser.send(.changed(set, .secretRenewed(RenewedSecret(app: Self.shop, set: ["OAUTH_SECRET"]))))
    }
    #expect(browser.shared.status?.text.contains("Left out, with the old secret: blog.") == true)
  }

  @Test func `does not rotate before all that it takes is there, and then keeps nothing in reserve`() throws {
    var browser = try looked()
    browser.press("R")
    browser.type("rotate")
    try openPreview(&browser, left: 5)
    #expect(said(browser).contains("Needs 6 requests; 5 are left: it does not begin before there are enough"))
    browser.leaveKeysAlone()
    guard case .readRateLimit(let again)? = browser.press(.enter).first else { throw Unexpected() }
    #expect(said(browser).contains("there are enough in about 1 s."))
    #expect(browser.press(.enter) == [], "it is not known yet whether there are enough now")
    browser.send(.rateLimitRead(again, 6))
    #expect(said(browser).contains("6 are left, and none is kept in reserve"))
    guard case .perform(let change, .rotate(_), _)? = browser.press(.enter).first else { throw Unexpected() }
    let effects = browser.send(.changed(change, .rotated(.sample(.staging))))
    #expect(renewals(effects).count == 2, "nothing waits")
  }

  @Test func `says which variables only names would find again`() throws {
    var found = Self.found
    let vars: [Sighting.Variable] = [
      .init(name: "HEROKU_KEY", content: .id), .init(name: "HEROKU_PASS", content: .currentSecret),
    ]
    found.sightings.append(
      Sighting(app: HerokuApp(id: "o", name: "odd"), client: OAuthClient.staging.id, variables: vars)
    )
    found.unseen = (0..<12).map { number in
      let app = HerokuApp(id: "u\(number)", name: "unseen-\(number)", team: "acme")
      return .init(app: app, error: .notFound(requestID: nil))
    }
    var browser = try looked(found)
    browser.press("R")
    browser.type("rotate")
    try openPreview(&browser)
    #expect(said(browser).contains("--names\nHEROKU_KEY:HEROKU_PASS."), "\(said(browser))")
    #expect(said(browser).contains("unseen-9 (team acme) and 2 more"), "\(said(browser))")
  }

  @Test func `the panel with the secrets of many sets them in the apps that hold the old ones`() throws {
    var browser = try looked()
    browser.press("*", "R")
    browser.type("rotate 2")
    for effect in browser.press(.enter) {
      guard case .perform(let id, .rotate(let client), _) = effect else { continue }
      let made = ClientCredentials(client: client, secret: Secret("secret of \(client.name)"))
      browser.send(.changed(id, .rotated(made)))
    }
    browser.leaveKeysAlone()
    #expect(said(browser).contains("2 apps hold them: m sets the new ones there."))
    #expect(said(browser).contains("stale in 2 apps"), "\(said(browser))")
    #expect(renewals(browser.press("m")).isEmpty, "not before it was seen what is set where")
    #expect(said(browser).contains("blog") && said(browser).contains("shop"))
    browser.leaveKeysAlone()
    browser.press(.enter)
    browser.type("mend 2")
    let effects = browser.press(.enter)
    #expect(renewals(effects) == ["blog": ["OAUTH_SECRET"], "shop": ["OAUTH_SECRET"]])
    for case .perform(let id, .renewSecret(let renewal), _) in effects {
      browser.send(.changed(id, .secretRenewed(RenewedSecret(app: renewal.app, set: renewal.names))))
    }
    #expect(browser.screens.last is ManyHandOverScreen, "the secrets can still be written down")
    #expect(!said(browser).contains("apps hold them"))
    #expect(said(browser).contains("2 of 2 changes done."), "it covers the status: \(said(browser))")
    #expect(said(browser).contains("in 2 apps") && !said(browser).contains("stale in"))
    #expect(browser.press("m") == [])
    #expect(
      said(browser).contains(
        "No app is known to hold a stale secret of these clients that can be set from here."
      )
    )
  }

  @Test func `offers that only where it is known which apps hold a secret`() throws {
    var browser = Browser.showing([.staging, .production], selected: .staging)
    #expect(browser.press("m") == [])
    #expect(browser.shared.status?.text.contains("finds out first") == true)
    browser.press("R")
    #expect(browser.presentation?.choices.map(\.label) == ["Rotate", "Cancel"])
    browser.press(.tab, .tab, .tab)
    #expect(browser.confirmation?.focus == .text)
  }
}
