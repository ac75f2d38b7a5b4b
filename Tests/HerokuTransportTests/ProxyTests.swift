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
    (" http://proxy:3128\n", Proxy(host: "proxy", port: 3128)),
    ("\tproxy:1\r\n", Proxy(host: "proxy", port: 1)),
  ])
  func `reads a proxy`(text: String, expected: Proxy) throws {
    #expect(try proxy(["HTTPS_PROXY": text]) == expected)
    #expect(try proxy(["https_proxy": text]) == expected)
    #expect(try proxy(["HTTP_PROXY": text], for: "http://box") == expected)
    #expect(try proxy(["http_proxy": text], for: "http://box") == expected)
  }

  @Test(arguments: ["http://box", "https://box"])
  func `takes the one for every server last`(server: String) throws {
    let every = Proxy(host: "every", port: 1)
    #expect(try proxy(["ALL_PROXY": "every:1"], for: server) == every)
    #expect(try proxy(["all_proxy": "every:1", "ALL_PROXY": "b:2"], for: server) == every)
    #expect(try proxy(["all_proxy": "every:1", "NO_PROXY": "box"], for: server) == nil)
    let own = ["HTTP_PROXY": "own:2", "HTTPS_PROXY": "own:2", "all_proxy": "every:1"]
    #expect(try proxy(own, for: server) == Proxy(host: "own", port: 2))
    #expect(try proxy(own.merging(["http_proxy": "", "https_proxy": ""]) { $1 }, for: server) == nil)
    let error = #expect(throws: ProxyError.self) { try proxy(["ALL_PROXY": "ftp://box"], for: server) }
    #expect(error?.variable == "ALL_PROXY")
  }

  @Test func `prefers lower case`() throws {
    #expect(try proxy(["HTTPS_PROXY": "a:1", "https_proxy": "b:2"]) == Proxy(host: "b", port: 2))
    #expect(try proxy(["HTTPS_PROXY": "a:1", "https_proxy": ""]) == nil)
  }

  @Test(arguments: [
    ("https://proxy", "not supported"), ("ftp://proxy", "not supported"), ("socks4://proxy", "not supported"),
    ("\"http://alice:hunter2@proxy:1\"", "quotes"), ("'http://proxy:1'", "quotes"), ("“proxy:1”", "quotes"),
    ("http://", "no host"), ("http://:3128", "no host"), ("http://alice:hunter2@", "no host"),
    ("http://alice@[proxy]:3128", "characters"), ("http://[alice:hunter2]:3128", "characters"),
    ("http://proxy:", "port"), ("http://proxy:0", "port"), ("http://proxy:70000", "port"),
    ("http://proxy:x", "port"),
    ("http://proxy:+80", "port"), ("http://[::1]x", "port"), ("http://alice:hunter2", "port"),
    ("http://alice:%zz@proxy", "%25"), ("http://alice:100%@proxy", "%25"), ("http://a%3Ab:c@proxy", "colon"),
    ("socks5://a:b@proxy", "SOCKS"),
    ("http://alice:hunter2:3128", "colon"), ("http://::1:3128", "colon"),
    ("http://alice hunter2", "characters"), ("http://pro\u{1b}[31mxy:3128", "characters"),
    ("http://prøxy", "characters"),
    ("http://alice:p#hunter2@proxy:3128", "%23"), ("http://alice:p/hunter2@proxy:3128", "%23"),
    ("http://alice:p?hunter2@proxy:3128", "%23"),
    ("http://localhost:12#hunter2@proxy:3128", "%23"), ("a:p#hunter2@proxy", "%23"), ("a:b://c@proxy", "%23"),
    ("http:/a:hunter2@proxy", "%23"), ("socks5://a:p/hunter2@proxy", "%23"),
  ])
  func `does not go without one that it cannot understand, and shows nothing of it`(
    text: String,
    words: String
  ) {
    let error = #expect(throws: ProxyError.self) { try proxy(["HTTPS_PROXY": text]) }
    #expect(error?.description.hasPrefix("HTTPS_PROXY ") == true)
    #expect(error?.problem.contains(words) == true, "\(String(describing: error))")
    for part in ["hunter", "alice", "localhost"] {
      #expect(error?.description.contains(part) == false)
    }
  }

  @Test(arguments: [
    "http://localhost:5000", "http://127.0.0.1", "https://[::1]", "http://[0:0:0:0:0:0:0:1]:5000",
  ])
  func `never asks a proxy for this machine`(text: String) throws {
    #expect(try proxy(["HTTP_PROXY": "a:1", "HTTPS_PROXY": "a:1"], for: text) == nil)
  }

  @Test(
    arguments: [
      // Names.
      ("https://api.example.com", "api.example.com", true), ("https://api.example.com", "example.com", true),
      ("https://api.example.com", "EXAMPLE.com", true),
      ("https://api.example.com", "a.com, example.com ,b.com", true),
      ("https://api.example.com", "a.com example.com", true), ("https://api.example.com", "*", true),
      ("https://api.example.com", "ample.com", false), ("https://api.example.com", "xapi.example.com", false),
      ("https://api.example.com", "api.example.com.evil.com", false),
      ("https://api.example.com", "com.example", false),
      ("https://api.example.com", "", false), ("https://api.example.com", ",", false),
      // Dots before and after.
      ("https://api.example.com", ".example.com", true), ("https://api.example.com", "*.example.com", true),
      ("https://api.example.com", "..example.com", true),
      ("https://api.example.com", "*.*.example.com", true),
      ("https://api.example.com", "example.com.", true),
      ("https://api.example.com", ".api.example.com.", true),
      ("https://api.example.com", ".", false), ("https://api.example.com", "*.", false),
      ("https://api.example.com", "ample.com.", false), ("https://api.example.com", "a*.example.com", false),
      // Letters beyond ASCII.
      ("https://xn--bcher-kva.example", "bücher.example", true),
      ("https://xn--bcher-kva.example", ".BÜCHER.example:443", true),
      ("https://a.xn--bcher-kva.example", "bücher.example", true),
      ("https://bucher.example", "bücher.example", false),
      // Ports.
      ("https://api.example.com", "example.com:443", true),
      ("https://api.example.com", "example.com.:443", true),
      ("https://api.example.com", "example.com:80", false),
      ("https://api.example.com", "example.com:8443", false),
      ("https://api.example.com:8443", "example.com:8443", true),
      ("https://api.example.com", "*:443", true), ("https://api.example.com", "*:80", false),
      ("http://192.0.2.7", "*:80", true), ("http://192.0.2.7", "*:", false),
      ("http://192.0.2.7", "192.0.2.0/24:80", true), ("http://192.0.2.7", "192.0.2.0/24:443", false),
      ("http://192.0.2.7", "192.0.2.0/255.255.255.0:80", true), ("http://192.0.2.7", "192.0.2.0/24:", false),
      ("http://[2001:db8::1]", "[2001:db8::]/32:80", true),
      ("http://[2001:db8::1]", "2001:db8::/32:443", false),
      ("https://api.example.com", "example.com:x", false),
      ("https://api.example.com", "example.com:", false),
      ("https://api.example.com", "example.com:+443", false),
      // IPv4.
      ("http://192.0.2.7", "192.0.2.7", true), ("http://192.0.2.7", "192.0.2.7:80", true),
      ("http://192.0.2.7", "192.0.2.7:443", false), ("http://192.0.2.7", "::ffff:192.0.2.7", true),
      ("http://192.0.2.7", ".192.0.2.7", true), ("http://192.0.2.7", "192.0.2.7.", true),
      ("http://192.0.2.7", "2.7", false), ("http://192.0.2.7", "0.2.7", false),
      ("http://192.0.2.7", ".7", false),
      ("http://192.0.2.7", "192.0.2", false), ("http://192.0.2.7", "192.0.2.70", false),
      ("http://10.1.2.3", "10.0.0.0/8", true), ("http://10.1.2.3", "10.9.9.9/8", true),
      ("http://192.0.2.7", "localhost, 192.0.2.0/29", true), ("http://192.0.2.9", "192.0.2.0/29", false),
      ("http://192.0.2.7", "192.0.2.7/32", true), ("http://192.0.2.7", "0.0.0.0/0", true),
      ("http://192.0.2.7", "192.0.2.0/33", false), ("http://192.0.2.7", "192.0.2.0/", false),
      ("https://api.example.com", "0.0.0.0/0", false),
      // IPv6.
      ("http://[2001:db8::1]", "2001:db8::1", true), ("http://[2001:db8::1]", "[2001:db8::1]", true),
      ("http://[2001:db8::1]", "2001:DB8:0:0:0:0:0:1", true),
      ("http://[2001:0db8::0:1]", "2001:db8::1", true),
      ("http://[2001:db8::1]", "[2001:db8::1]:80", true),
      ("http://[2001:db8::1]", "[2001:db8::1]:443", false),
      ("http://[2001:db8::1]", "2001:db8::2", false), ("http://[2001:db8::1]", "db8::1", false),
      ("http://[2001:db8::1]", "2001:db8::/32", true), ("http://[2001:db8::1]", "[2001:db8::]/32", true),
      ("http://[2001:db8::1]", "2001:db9::/32", false), ("http://[2001:db8::1]", "::/0", true),
      ("http://[2001:db8::1]", "1", false), ("http://[2001:db8::1]", "0.0.0.0/0", false),
    ] as [(String, String, Bool)]
  )
  func `excepts what NO_PROXY names, and nothing else`(server: String, list: String, isExcepted: Bool) throws
  {
    let host = server.split(separator: "/", maxSplits: 1).last.map { $0.dropFirst() } ?? ""
    let endpoint = try Endpoint(parsing: server, allowedHosts: [String(host)])
    for variable in ["NO_PROXY", "no_proxy"] {
      let environment = ["HTTPS_PROXY": "a:1", "HTTP_PROXY": "a:1", variable: list]
      #expect((try Proxy(environment: environment, endpoint: endpoint) == nil) == isExcepted)
    }
  }

  @Test func `tells what in NO_PROXY it cannot understand`() {
    let list = "example.com,10.0.0.0/33,a*b.com,example.com:x,[::1,.,::1,*,10.0.0.0/8"
    #expect(
      ProxyExceptions(list).notUnderstood == ["10.0.0.0/33", "a*b.com", "example.com:x", "[::1", "."]
    )
  }

  @Test(arguments: [
    "\"example.com\"", "'example.com'", "example.com;foo", "foo|example.com", "user@example.com",
    "!example.com",
    "\u{feff}example.com", "10.1.2.1-10.1.2.9", "10.", "10.*", "2.7", "-example.com", "example..com",
    "<local>",
    "https://example.com", "example.com/path", "192.0.2.0/24:x", "192.0.2.0/24:0", "*:x", "010.1.2.3",
    "①.example.com", "?pi.example.com",
  ])
  func `tells what in NO_PROXY can except nothing`(entry: String) {
    #expect(ProxyExceptions(entry).notUnderstood == [entry])
  }

  @Test(arguments: [
    "example.com", "my_host", "localhost", "bücher.example", "a-b.c", "xn--bcher-kva", "1.example.com",
  ])
  func `does not complain of names that hosts can have`(entry: String) {
    #expect(ProxyExceptions(entry).notUnderstood.isEmpty)
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

  // MARK: On the wire

  /// What a DELETE at Heroku's ends with, through a proxy on loopback.
  func outcome(
    through proxy: Proxy,
    _ configuration: TransportConfiguration = .impatient
  ) async throws -> Result<HTTPAnswer, TransportFailure> {
    var configuration = configuration
    configuration.proxy = proxy
    return try await withTransport(configuration) {
      await $0.request(.delete, scheme: "https", host: "api.heroku.com", port: 443)
    }
  }

  /// What is wrong with the proxy; nothing was sent then.
  func reason(_ outcome: Result<HTTPAnswer, TransportFailure>) -> ProxyTrouble.Reason? {
    guard case .proxy(let trouble)? = outcome.failure?.kind else { return nil }
    #expect(outcome.failure?.mayHaveBeenSent == false)
    return trouble.reason
  }

  @Test func `asks the proxy for a tunnel, and shows it no token`() async throws {
    let refusal = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
    try await RawServer.run(.init(refusal, then: .stay)) { server in
      let login = Proxy(host: "127.0.0.1", port: server.port, user: "alice", password: Secret("hunter2"))
      #expect(try await reason(outcome(through: login)) == .refusesLogin)
      let head = try #require(server.requests.first)
      #expect(head.hasPrefix("CONNECT api.heroku.com:443 HTTP/1.1\r\n"))
      #expect(head.lowercased().contains("proxy-authorization: basic "))
      #expect(!head.contains(testToken))
      #expect(try await reason(outcome(through: Proxy(host: "127.0.0.1", port: server.port))) == .wantsLogin)
    }
  }

  @Test(arguments: [
    ("403 Sorry", "it answered 403 Forbidden"), ("502 Bad Gateway", "it answered 502 Bad Gateway"),
    ("503 \u{1b}[31m", "it answered 503 Service Unavailable"), ("599 hunter2", "it answered 599"),
    ("302 Found", "it answered 302 Found"),
  ])
  func `says with which status a proxy does not make the tunnel`(status: String, words: String) async throws {
    let page = "<html>blocked</html>"
    let head = "HTTP/1.1 \(status)\r\nContent-Type: text/html\r\nContent-Length: \(page.utf8.count)\r\n\r\n"
    try await RawServer.run(.init(head + page, then: .stay)) { server in
      let login = Proxy(host: "127.0.0.1", port: server.port, user: "alice", password: Secret("hunter2"))
      let outcome = try await outcome(through: login)
      #expect(reason(outcome) == .declined(words))
      var configuration = TransportConfiguration.impatient
      configuration.proxy = login
      #expect(await configuration.proxyTrouble(reaching: .heroku)?.reason == .declined(words))
      // Each was asked the same, and none for anything but a tunnel.
      #expect(server.requests.count == 3)
      for request in server.requests {
        #expect(request.hasPrefix("CONNECT api.heroku.com:443 HTTP/1.1\r\n"))
        #expect(request.lowercased().contains("proxy-authorization: basic ") && !request.contains(testToken))
      }
    }
  }

  /// For what ends by itself, however busy the machine is.
  private static var patient: TransportConfiguration {
    var configuration = TransportConfiguration()
    configuration.connectTimeout = .seconds(100)
    return configuration
  }

  @Test(
    arguments: [
      ("", .declined("it hung up")), ("HTTP/1.1 200 Connection est", .declined("it hung up")),
      ("HTTP/1.1 200 OK\r\nX: y\r\n", .declined("it hung up")),
      ("SSH-2.0-OpenSSH_9\r\n", .noProxy), ("\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}(", .noProxy),
      ("220 mail ESMTP\r\n", .noProxy),
      ("HTTP/1.1 200 OK\r\nX: \(String(repeating: "a", count: 300_000))\r\n\r\n", .noProxy),
    ] as [(String, ProxyTrouble.Reason)]
  )
  func `names a proxy that does not answer what it is asked`(answer: String, expected: ProxyTrouble.Reason)
    async throws
  {
    try await RawServer.run(.init(answer, then: .close)) { server in
      let proxy = Proxy(host: "127.0.0.1", port: server.port)
      let outcome = try await outcome(through: proxy, Self.patient)
      #expect(reason(outcome) == expected)
      var configuration = Self.patient
      configuration.proxy = proxy
      #expect(await configuration.proxyTrouble(reaching: .heroku)?.reason == expected)
      #expect(server.requests.allSatisfy { $0.hasPrefix("CONNECT ") && !$0.contains(testToken) })
    }
  }

  @Test func `names a proxy that resets, and one that is silent`() async throws {
    // Only a silent one is to be given up on: anything else ends by itself, however busy the machine is.
    var configuration = TransportConfiguration()
    try await RawServer.run(.init(then: .reset)) { server in
      configuration.proxy = Proxy(host: "127.0.0.1", port: server.port)
      #expect(await configuration.proxyTrouble(reaching: .heroku)?.reason == .declined("it hung up"))
    }
    configuration.connectTimeout = TransportConfiguration.impatient.connectTimeout
    for kind in [Proxy.Kind.http, .socks5] {
      try await RawServer.run(.init(then: .stay)) { server in
        configuration.proxy = Proxy(kind: kind, host: "127.0.0.1", port: server.port)
        let expected: ProxyTrouble.Reason =
          kind == .http ? .declined("it did not answer in time") : .connectTimeout
        #expect(await configuration.proxyTrouble(reaching: .heroku)?.reason == expected)
      }
    }
  }

  @Test(
    arguments: [
      ("NTLM", "NTLM"), ("Negotiate, NTLM", "NTLM, Negotiate"), ("Digest realm=\"a\", nonce=\"b\"", "Digest"),
      ("Negotiate\r\nProxy-Authenticate: NTLM", "NTLM, Negotiate"),
      ("NTLM\r\nProxy-Authenticate: Basic realm=\"x\"", nil), ("Basic realm=\"NTLM\"", nil), ("Bearer", nil),
      ("", nil),
    ] as [(String, String?)]
  )
  func `tells a way of logging in that is not supported from a wrong password`(ways: String, named: String?)
    async throws
  {
    let refusal = "HTTP/1.1 407 x\r\nProxy-Authenticate: \(ways)\r\nContent-Length: 0\r\n\r\n"
    try await RawServer.run(.init(refusal, then: .close)) { server in
      let login = Proxy(host: "127.0.0.1", port: server.port, user: "alice", password: Secret("hunter2"))
      let expected = named.map { ProxyTrouble.Reason.otherLogin($0) } ?? .refusesLogin
      let outcome = try await outcome(through: login, Self.patient)
      #expect(reason(outcome) == expected)
      // A password that is not accepted is shown once: some accounts are locked after a few.
      #expect(server.requests.count { $0.lowercased().contains("proxy-authorization") } == 1)
      var configuration = Self.patient
      configuration.proxy = login
      #expect(await configuration.proxyTrouble(reaching: .heroku)?.reason == expected)
    }
  }

  @Test(arguments: ["", "<html>", "Sign in first.\r\n\r\n", "HTTP/1.1 302 Found\r\n\r\n"])
  func `says that what is at the end of a tunnel does not speak TLS`(answer: String) async throws {
    for head in [
      "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: \(answer.utf8.count)\r\n\r\n",
    ] {
      try await RawServer.run(.init(head + answer, then: .close)) { server in
        let proxy = Proxy(host: "127.0.0.1", port: server.port)
        let outcome = try await outcome(through: proxy, Self.patient)
        #expect(reason(outcome) == .noTLS, "\(outcome)")
        var configuration = Self.patient
        configuration.proxy = proxy
        let trouble = await configuration.proxyTrouble(reaching: .heroku)
        #expect(trouble?.reason == .noTLS)
        #expect(server.requests.allSatisfy { !$0.contains(testToken) })
      }
    }
  }

  @Test func `a tunnel through which nothing comes is no way to a server`() async throws {
    try await RawServer.run(.init("HTTP/1.1 200 OK\r\n\r\n", then: .stay)) { server in
      var configuration = TransportConfiguration.impatient
      configuration.proxy = Proxy(host: "127.0.0.1", port: server.port)
      let trouble = await configuration.proxyTrouble(reaching: .heroku)
      #expect(trouble?.reason == .declined("nothing came through it in time"))
    }
  }

  @Test func `a tunnel that leads nowhere is not called declined`() async throws {
    try await RawServer.run(.init("HTTP/1.1 200 OK\r\n\r\n", then: .stay)) { server in
      let outcome = try await outcome(through: Proxy(host: "127.0.0.1", port: server.port))
      #expect(reason(outcome) == .connectTimeout)
    }
  }

  @Test(arguments: [Proxy.Kind.http, .socks5])
  func `names a proxy that is down, or whose name is nobody's`(kind: Proxy.Kind) async throws {
    let nobody = try SilentPort()
    let port = nobody.port
    for host in ["127.0.0.1", "localhost"] {
      let outcome = try await outcome(through: Proxy(kind: kind, host: host, port: port))
      #expect(reason(outcome) == .refused)
      guard case .proxy(let trouble)? = outcome.failure?.kind else { continue }
      #expect(trouble.proxy == "\(host):\(port)")
    }
    // RFC 6761: .invalid never resolves.
    let patient = TransportConfiguration()
    let unknown = try await outcome(through: Proxy(kind: kind, host: "nobody.invalid", port: 80), patient)
    #expect(reason(unknown) == .unknownHost)
  }

  @Test(
    arguments: [
      ([5, 0xff], ProxyTrouble.Reason.wantsLogin), ([5, 2], .wantsLogin),
      (Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8), .noProxy), ([4, 90], .noProxy),
      ([5, 0, 5, 5, 0, 1, 0, 0, 0, 0, 0, 0], .declined("nothing listens there")),
      ([5, 0, 5, 4, 0, 1, 0, 0, 0, 0, 0, 0], .declined("it cannot find or reach the host")),
    ] as [([UInt8], ProxyTrouble.Reason)]
  )
  func `says what a SOCKS proxy answers`(answer: [UInt8], expected: ProxyTrouble.Reason) async throws {
    var behavior = RawServer.Behavior(answer, then: .stay)
    behavior.waitsForHead = false
    try await RawServer.run(behavior) { server in
      let proxy = Proxy(kind: .socks5, host: "127.0.0.1", port: server.port)
      let outcome = try await outcome(through: proxy)
      #expect(reason(outcome) == expected)
    }
  }

  @Test func `says that a SOCKS proxy hangs up`() async throws {
    var behavior = RawServer.Behavior(then: .close)
    behavior.waitsForHead = false
    try await RawServer.run(behavior) { server in
      let proxy = Proxy(kind: .socks5, host: "127.0.0.1", port: server.port)
      let outcome = try await outcome(through: proxy)
      #expect(reason(outcome) == .declined("it hung up"))
    }
  }

  @Test func `tries a proxy without sending anything to the server`() async throws {
    var configuration = TransportConfiguration.impatient
    #expect(await configuration.proxyTrouble(reaching: .heroku) == nil)
    let nobody = try SilentPort()
    configuration.proxy = Proxy(host: "127.0.0.1", port: nobody.port)
    #expect(
      await configuration.proxyTrouble(reaching: .heroku)
        == ProxyTrouble(.refused, with: "127.0.0.1:\(nobody.port)")
    )
    // A tunnel to a server in the clear, which is then there.
    try await RawServer.run(.init("HTTP/1.1 200 OK\r\n\r\n", then: .stay)) { server in
      configuration.proxy = Proxy(host: "127.0.0.1", port: server.port)
      let endpoint = try Endpoint(parsing: "http://box", allowedHosts: ["box"])
      #expect(await configuration.proxyTrouble(reaching: endpoint) == nil)
      #expect(server.requests.map { $0.prefix(15) } == ["CONNECT box:80 "])
    }
  }
}
