import HerokuAPI
import Testing

struct EndpointTests {
  @Test(arguments: [
    ("heroku.com", "https://api.heroku.com", "api.heroku.com"),
    ("HEROKU.com", "https://api.heroku.com", "api.heroku.com"),
    ("staging.herokudev.com", "https://api.staging.herokudev.com", "api.staging.herokudev.com"),
    ("https://api.heroku.com", "https://api.heroku.com", "api.heroku.com"),
    ("https://heroku.com/", "https://heroku.com", "heroku.com"),
    ("HTTPS://API.HEROKU.COM:443", "https://api.heroku.com", "api.heroku.com"),
    ("https://api.herokai.com:8443/base/", "https://api.herokai.com:8443/base", "api.herokai.com:8443"),
    ("https://a.b.herokuspace.com", "https://a.b.herokuspace.com", "a.b.herokuspace.com"),
    ("http://localhost:5000", "http://localhost:5000", "localhost:5000"),
    ("http://localhost:80", "http://localhost", "localhost"),
    ("https://localhost:80", "https://localhost:80", "localhost:80"),
    ("http://127.0.0.1:5000", "http://127.0.0.1:5000", "127.0.0.1:5000"),
    ("https://127.255.3.4", "https://127.255.3.4", "127.255.3.4"),
    ("http://[::1]:5000", "http://[::1]:5000", "[::1]:5000"),
    ("http://[0:0:0:0:0:0:0:1]:5000", "http://[::1]:5000", "[::1]:5000"),
    ("http://[0000::0001]", "http://[::1]", "[::1]"),
    ("http://[::0.0.0.1]", "http://[::1]", "[::1]"),
  ])
  func `takes the hosts that may have a token`(text: String, url: String, name: String) throws {
    let endpoint = try Endpoint(parsing: text)
    #expect(endpoint.description == url)
    #expect(endpoint.displayName == name)
  }

  @Test func `is Heroku's own by default`() throws {
    #expect(Endpoint.heroku == (try Endpoint(parsing: "heroku.com")))
    #expect(Endpoint.heroku.displayName == "api.heroku.com")
  }

  @Test(arguments: [
    "https://localhost.evil.com", "http://localhost.evil.com", "http://127.0.0.1.evil.com", "localhost",
    "https://api.heroku.com.evil.com", "https://evilheroku.com", "https://heroku.com.evil", "evil.com",
    "http://api.heroku.com", "http://heroku.com", "http://128.0.0.1", "http://[::2]",
    "http://[::127.0.0.1]", "http://0.0.0.0", "http://[::]", "http://a.localhost", "https://heroku-com.net",
    "https://heroku.com-evil.net", "https://xn--heroku-abc.com", "http://10.0.0.1",
  ])
  func `refuses to send a token anywhere else`(text: String) {
    let error = #expect(throws: EndpointError.self) { try Endpoint(parsing: text) }
    guard case .tokenNotAllowed = error else {
      Issue.record("\(text): \(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    "127.0.0.1", "http://127.1", "http://2130706433", "http://0x7f000001", "http://0x7f.0.0.1",
    "http://0177.0.0.1",
    "http://127.0.0.01", "http://127.0.0.256", "http://127.0.0.1.", "https://api.heroku.com.",
    "https://.heroku.com",
    "https://heroku..com", "https://-a.heroku.com", "https://[::1", "https://[::1%25lo]", "https://[1]",
    "https://héroku.com", "https://hero\u{212a}u.com", "https://api.heroku.com%2eevil.com",
    "https://evil.com\\.heroku.com",
    "https://evil.com .heroku.com", "https://", "https:///path", "https://:443", "api.heroku.com:443",
    " heroku.com",
    "heroku.com/", "https:api.heroku.com", "//heroku.com", "http://１２７.0.0.1", "https://a_b.heroku.com\n",
    "https://\(String(repeating: "a", count: 64)).heroku.com",
  ])
  func `refuses what programs read differently`(text: String) {
    let error = #expect(throws: EndpointError.self) { try Endpoint(parsing: text) }
    guard case .badHost = error else {
      Issue.record("\(text): \(String(describing: error))")
      return
    }
  }

  @Test(arguments: [
    ("", EndpointError.empty),
    ("ftp://heroku.com", .unknownScheme("ftp")),
    ("https://user@heroku.com", .hasUserInfo),
    ("https://api.heroku.com@evil.com", .hasUserInfo),
    ("https://user:pass@localhost", .hasUserInfo),
    ("https://api.heroku.com?x", .badPath),
    ("https://api.heroku.com/#x", .badPath),
    ("https://api.heroku.com/a b", .badPath),
    ("https://api.heroku.com:", .badPort("")),
    ("https://api.heroku.com:0", .badPort("0")),
    ("https://api.heroku.com:65536", .badPort("65536")),
    ("https://api.heroku.com:+443", .badPort("+443")),
    ("https://localhost:5000:5000", .badPort("5000:5000")),
  ])
  func `says what is wrong`(text: String, expected: EndpointError) {
    #expect(throws: expected) { try Endpoint(parsing: text) }
  }

  @Test func `takes a host that was allowed by its very name`() throws {
    #expect(try Endpoint(parsing: "https://example.com", allowedHosts: ["example.com"]).host == "example.com")
    #expect(try Endpoint(parsing: "example.com", allowedHosts: ["API.example.com"]).host == "api.example.com")
    #expect(try Endpoint(parsing: "http://box:8080", allowedHosts: ["box"]).port == 8080)
    #expect(try Endpoint(parsing: "http://box:8080", allowedHosts: ["box:8080"]).port == 8080)
    #expect(try Endpoint(parsing: "https://example.com", allowedHosts: ["example.com:443"]).port == nil)
    for spelling in ["[2001:db8::1]", "[2001:DB8:0:0:0:0:0:1]", "[2001:db8::0.0.0.1]:443"] {
      let endpoint = try Endpoint(parsing: "https://[2001:0db8::1]", allowedHosts: [spelling])
      #expect(endpoint.host == "[2001:db8::1]")
    }
  }

  @Test(arguments: [
    "example.com", "*.example.com", ".example.com", "", "api.example.com.evil.com", "api.example.com:444",
    "api.example.com:", "api.example.com:x", "api.example.com:80", "https://api.example.com", "[::1]",
  ])
  func `does not stretch what was allowed`(allowed: String) {
    #expect(throws: EndpointError.self) {
      try Endpoint(parsing: "https://api.example.com", allowedHosts: [allowed])
    }
  }

  @Test(arguments: [
    (
      EndpointError.tokenNotAllowed(scheme: .http, host: "api.heroku.com"),
      "a token is sent to “api.heroku.com” over https only"
    ),
    (
      .tokenNotAllowed(scheme: .https, host: "localhost.evil.com"),
      "a token is not sent to “localhost.evil.com” unless that very host is allowed (--allow-host localhost.evil.com)"
    ),
  ])
  func `words what is not allowed`(error: EndpointError, text: String) {
    #expect(error.description == text)
  }

  @Test(arguments: [
    ("http://localhost:1", true), ("http://127.9.9.9", true), ("https://[::1]", true), ("heroku.com", false),
    ("http://[::ffff:127.0.0.1]:1", true), ("http://[::ffff:7f01:203]", true),
    ("http://[0:0:0:0:0:0:0:1]", true),
  ])
  func `knows this machine`(text: String, isLoopback: Bool) throws {
    #expect(try Endpoint(parsing: text).isLoopback == isLoopback)
  }
}
