import HTTPTypes
import TestSupport
import Testing

@testable import HerokuAPI

/// Under which hosts an app is reached, and redirect URIs that are moved there.
@Suite struct AppAddressTests {
  @Test func `asks for the domains and for the app's own address, and takes custom ones`() async throws {
    let domains = #"""
      [{"hostname": "app.herokuapp.com", "kind": "heroku"}, {"hostname": "WWW.Example.org", "kind": "custom"},
       {"hostname": "*.example.org", "kind": "custom"}, {"hostname": "no host!", "kind": "custom"},
       {"hostname": null, "kind": "heroku"}]
      """#
    let transport = ScriptedTransport(
      .json(200, domains),
      .json(200, #"{"name": "app", "web_url": "https://App.herokuapp.com/"}"#)
    )
    let address = try await HerokuClient.scripted(transport).address(ofApp: "my app")
    #expect(
      address
        == AppAddress(
          customHosts: ["www.example.org"],
          wildcards: ["*.example.org"],
          webHost: "app.herokuapp.com"
        )
    )
    #expect(transport.lines == ["GET /apps/my%20app/domains", "GET /apps/my%20app"])
  }

  @Test func `follows the pages of domains, and chooses none where it is not told where more are`()
    async throws
  {
    func page(_ host: String) -> String { #"[{"hostname": "\#(host)", "kind": "custom"}]"# }
    let own = #"{"web_url": "https://app.herokuapp.com/"}"#
    let transport = ScriptedTransport(
      .json(206, page("a.org"), ["Next-Range": "hostname ]a.org..; max=1"]),
      .json(200, page("b.org")),
      .json(200, own)
    )
    let address = try await HerokuClient.scripted(transport).address(ofApp: "app")
    #expect(address == AppAddress(customHosts: ["a.org", "b.org"], webHost: "app.herokuapp.com"))
    #expect(transport.lines == ["GET /apps/app/domains", "GET /apps/app/domains", "GET /apps/app"])
    #expect(
      transport.asked.map { $0.head.headerFields[.range] } == [nil, "hostname ]a.org..; max=1", nil],
      "the first without a range, the next verbatim"
    )
    let cutOff = ScriptedTransport(.json(206, page("a.org")), .json(200, own))
    let part = try await HerokuClient.scripted(cutOff).address(ofApp: "app")
    #expect(part.isCutOff && part.only == nil && part.host(named: "a.org") == "a.org")
    let circle = ScriptedTransport(
      .json(206, page("a.org"), ["Next-Range": "x"]),
      .json(206, page("a.org"), ["Next-Range": "x"]),
      .json(206, page("a.org"), ["Next-Range": "x"]),
      .json(200, own)
    )
    let led = try await HerokuClient.scripted(circle).address(ofApp: "app")
    #expect(led.isCutOff && led.customHosts == ["a.org"])
  }

  @Test func `says what is not there, or may not be seen`() async throws {
    for (status, words) in [(404, "has no app of this name"), (403, "an account that may see the app")] {
      let client = HerokuClient.scripted(ScriptedTransport(.error(status, "x")))
      let error = await failure { () throws(APIError) in try await client.address(ofApp: "a") }
      let text = try #require(error).explanation(of: .readDomains(app: "a"), host: "api.heroku.com").text
      #expect(text.contains("Could not read the domains of “a”") && text.contains(words), "\(text)")
    }
    let odd = HerokuClient.scripted(ScriptedTransport(.json(200, "[]"), .json(200, #"{"web_url": null}"#)))
    #expect(try await odd.address(ofApp: "a") == AppAddress(customHosts: []))
    let cut = HerokuClient.scripted(ScriptedTransport(.json(200, #"[{"hostname": "x"}]"#)))
    #expect(await failure { () throws(APIError) in try await cut.address(ofApp: "a") } != nil)
  }

  @Test(
    arguments: [
      (AppAddress(customHosts: ["a.org"], webHost: "w.com"), "a.org"),
      (AppAddress(customHosts: [], webHost: "w.com"), "w.com"), (AppAddress(customHosts: []), nil),
      (AppAddress(customHosts: ["a.org", "b.org"], webHost: "w.com"), nil),
      (AppAddress(customHosts: [], wildcards: ["*.a.org"], webHost: "w.com"), nil),
      (AppAddress(customHosts: ["a.org"], wildcards: ["*.a.org"]), nil),
    ]
  )
  func `one is meant where there is no choice`(address: AppAddress, only: String?) {
    #expect(address.only == only)
  }

  @Test func `takes a host under which the app is reached, and no other`() {
    let address = AppAddress(customHosts: ["a.org"], wildcards: ["*.b.org"], webHost: "w.com")
    for (text, host) in [
      ("a.org", "a.org"), ("A.ORG", "a.org"), ("w.com", "w.com"), ("x.b.org", "x.b.org"),
    ] { #expect(address.host(named: text) == host) }
    for text in [
      "", "b.org", "x.y.b.org", "*.b.org", "evil.org", "a.org.evil.org", "a.org:1", "https://a.org",
      "x b.org",
    ] { #expect(address.host(named: text) == nil, "\(text)") }
    #expect(address.all == ["a.org", "*.b.org", "w.com"])
  }

  @Test(
    arguments: [
      ("https://old.example.com/auth/cb?popup=1", "https://new.org/auth/cb?popup=1"),
      ("http://localhost:5000/auth/cb", "https://new.org/auth/cb"),
      ("https://old.example.com", "https://new.org"),
      ("HTTPS://Old.example.com:8443/A%20b?x#y", "https://new.org/A%20b?x#y"),
      ("https://user:word@old.example.com/cb", "https://new.org/cb"),
      ("http://[::1]:1/cb", "https://new.org/cb"),
    ]
  )
  func `a redirect URI is moved with its path and query`(old: String, new: String) {
    #expect(RedirectURI.moved(old, toHost: "new.org") == new)
  }

  @Test(arguments: [
    "com.example.app:/oauth", "urn:ietf:wg:oauth:2.0:oob", "", "https:old/cb", "callback", "ftp://a/b",
  ])
  func `what has no host cannot be moved`(uri: String) {
    #expect(RedirectURI.moved(uri, toHost: "new.org") == nil)
  }
}
