import HTTPTypes
import HerokuAPI
import HerokuTransport
import TestSupport
import Testing

struct ProxyTests {
  let heroku = Endpoint.heroku

  func proxy(_ environment: [String: String], for text: String = "heroku.com") throws -> Proxy? {
    try Proxy(
      environment: environment,
      endpoint: Endpoint(parsing: text, allowedHosts: ["box", "api.example.com"])
    )
  }

  @Test func `uses none where none is named`() throws {
    #expect(try proxy([:]) == nil)
    #expect(try proxy(["HTTPS_PROXY": ""]) == nil)
    #expect(try proxy(["HTTP_PROXY": "http://proxy:3128"]) == nil)
  }

  @Test(arguments: [
    ("http://proxy.example.com:3128", Proxy(host: "proxy.example.com", port: 3128)),
    ("http://proxy.example.com:3128/", Proxy(host: "proxy.example.com", port: 3128)),
    ("proxy:8080", Proxy(host: "proxy", port: 8080)),
    ("proxy", Proxy(host: "proxy", port: 80)),
    ("HTTP://[fd00::1]:3128", Proxy(host: "fd00::1", port: 3128)),
    ("http://[fd00::1]", Proxy(host: "fd00::1", port: 80)),
    (
      "http://alice:p%40ss%3Aword@proxy:3128",
      Proxy(host: "proxy", port: 3128, user: "alice", password: Secret("p@ss:word"))
    ),
    ("http://alice@proxy:3128", Proxy(host: "proxy", port: 3128, user: "alice", password: Secret(""))),
    ("socks5://proxy", Proxy(kind: .socks5, host: "proxy", port: 1080)),
    ("socks5h://proxy:9050", Proxy(kind: .socks5, host: "proxy", port: 9050)),
  ])
  func `reads a proxy`(text: String, expected: Proxy) throws {
    #expect(try proxy(["HTTPS_PROXY": text]) == expected)
    #expect(try proxy(["https_proxy": text]) == expected)
    #expect(try proxy(["HTTP_PROXY": text], for: "http://box") == expected)
    #expect(try proxy(["http_proxy": text], for: "http://box") == expected)
  }

  @Test func `prefers lower case`() throws {
    #expect(try proxy(["HTTPS_PROXY": "a:1", "https_proxy": "b:2"]) == Proxy(host: "b", port: 2))
    #expect(try proxy(["HTTPS_PROXY": "a:1", "https_proxy": ""]) == nil)
  }

  @Test(arguments: [
    "https://proxy", "ftp://proxy", "http://", "http://:3128", "http://proxy:", "http://proxy:0",
    "http://proxy:70000",
    "http://proxy:x", "http://a:%zz@proxy", "socks5://a:b@proxy",
  ])
  func `does not go without one that it cannot understand`(text: String) {
    let error = #expect(throws: ProxyError.self) { try proxy(["HTTPS_PROXY": text]) }
    #expect(error?.description.hasPrefix("HTTPS_PROXY ") == true)
  }

  @Test(arguments: ["http://localhost:5000", "http://127.0.0.1", "https://[::1]"])
  func `never asks a proxy for this machine`(text: String) throws {
    #expect(try proxy(["HTTP_PROXY": "a:1", "HTTPS_PROXY": "a:1"], for: text) == nil)
  }

  @Test(arguments: [
    "api.heroku.com", "heroku.com", ".heroku.com", "*.heroku.com", "HEROKU.com", "a.com, heroku.com ,b.com",
    "*",
    "heroku.com:443", "a.com heroku.com",
  ])
  func `excepts what NO_PROXY names`(list: String) throws {
    #expect(try proxy(["HTTPS_PROXY": "a:1", "NO_PROXY": list]) == nil)
    #expect(try proxy(["HTTPS_PROXY": "a:1", "no_proxy": list]) == nil)
  }

  @Test(arguments: [
    "", "oku.com", "xheroku.com", "heroku.com.evil.com", "heroku.com:80", ",", ".", "com.heroku",
    "*.api.heroku.com.x",
  ])
  func `excepts nothing else`(list: String) throws {
    #expect(try proxy(["HTTPS_PROXY": "a:1", "NO_PROXY": list]) == Proxy(host: "a", port: 1))
  }

  @Test func `never shows a password`() throws {
    let proxy = try #require(try proxy(["HTTPS_PROXY": "http://alice:hunter2@proxy:3128"]))
    var text = "\(proxy) \(String(reflecting: proxy))"
    dump(proxy, to: &text)
    #expect(!text.contains("hunter2"))
    #expect(proxy.description == "http://proxy:3128")
    let error = #expect(throws: ProxyError.self) {
      try Proxy(environment: ["HTTPS_PROXY": "https://alice:hunter2@proxy"], endpoint: heroku)
    }
    #expect(error.map { String(reflecting: $0).contains("hunter2") } == false)
  }

  @Test func `asks the proxy for a tunnel, and shows it no token`() async throws {
    let refusal = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
    try await RawServer.run(.init(refusal, then: .stay)) { server in
      var configuration = TransportConfiguration.impatient
      configuration.proxy = Proxy(
        host: "127.0.0.1",
        port: server.port,
        user: "alice",
        password: Secret("hunter2")
      )
      let outcome = try await withTransport(configuration) {
        await $0.request(.delete, scheme: "https", host: "api.heroku.com", port: 443)
      }
      #expect(outcome.verdict == Verdict(kind: .proxy, mayHaveBeenSent: false))
      let head = try #require(server.requests.first)
      #expect(head.hasPrefix("CONNECT api.heroku.com:443 HTTP/1.1\r\n"))
      #expect(head.lowercased().contains("proxy-authorization: basic "))
      #expect(!head.contains(testToken))
    }
  }

  @Test func `reports a proxy that does not make the tunnel`() async throws {
    try await RawServer.run(.init("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", then: .stay)) {
      server in
      var configuration = TransportConfiguration.impatient
      configuration.proxy = Proxy(host: "127.0.0.1", port: server.port)
      let outcome = try await withTransport(configuration) {
        await $0.request(.delete, scheme: "https", host: "api.heroku.com", port: 443)
      }
      #expect(outcome.verdict == Verdict(kind: .proxy, mayHaveBeenSent: false))
    }
  }
}
