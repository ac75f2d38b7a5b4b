import TestSupport
import Testing

@testable import HerokuAPI

/// Who is let in where this machine waits for a browser.
@Suite struct CallbackDoorTests {
  private static let state = "f3zk9q4pdw7xmr2vbn5mf3zk9q4pdw7x"
  private static let target = "/cb?code=PLANTED-5ecret&state=\(state)"

  private static func door(_ uri: String = "http://localhost:5000/cb") throws -> CallbackDoor {
    let client = OAuthClient(id: .production, name: "Local", redirectURI: uri)
    return try #require(CallbackDoor(SignInTrial(of: client, scopes: [.identity], state: state)))
  }

  private static func request(
    _ target: String = target,
    method: String = "GET",
    _ fields: [(name: String, value: String)] = [("Host", "localhost:5000")]
  ) -> CallbackDoor.Request {
    CallbackDoor.Request(method: method, target: target, fields: fields)
  }

  @Test func `takes the browser in that comes back, and says what to do next`() throws {
    var door = try Self.door()
    let page = door.answer(Self.request())
    #expect(page.isArrival && page.status == 200)
    #expect(page.text.contains("Go back to the terminal"))
    #expect(door.arrival?.code == Secret("PLANTED-5ecret"))
  }

  @Test func `takes it in whatever parameters the redirect URI has of its own`() throws {
    var door = try Self.door("http://localhost:5000/cb?client_id=mine&response_type=x")
    let page = door.answer(
      Self.request("/cb?client_id=mine&response_type=x&code=PLANTED-5ecret&state=\(Self.state)")
    )
    #expect(page.isArrival && page.status == 200)
  }

  @Test func `takes one alone`() throws {
    var door = try Self.door()
    _ = door.answer(Self.request())
    let second = door.answer(Self.request("/cb?code=other&state=\(Self.state)"))
    #expect(!second.isArrival && second.status == 410)
    #expect(door.arrival?.code == Secret("PLANTED-5ecret"))
  }

  @Test(
    arguments: [
      ("/favicon.ico", 404), ("/", 404), ("/cb/?code=1", 404), ("/CB?code=1", 404), ("//cb?code=1", 404),
      ("/x/../cb?code=1", 404), ("/%63b?code=1", 404), ("http://localhost:5000/cb?code=1", 404), ("*", 404),
      ("", 404),
      ("cb?code=1", 404), ("/cb#code=1", 404), ("/cb?code=1#x", 404), ("/cb", 400), ("/cb?", 400),
      ("/cb?x=1", 400),
      ("/cb?code=" + String(repeating: "a", count: FlowAddress.longest), 404),
    ]
  )
  func `is not disturbed by other addresses`(target: String, status: Int) throws {
    var door = try Self.door()
    let page = door.answer(Self.request(target))
    #expect(page.status == status && !page.isArrival)
    #expect(door.arrival == nil)
    #expect(door.answer(Self.request()).isArrival)
  }

  @Test(
    arguments: [
      [], ["evil.example"], ["evil.example:5000"], ["localhost"], ["localhost:5001"], ["127.0.0.1:5000"],
      ["[::1]:5000"],
      ["localhost:5000", "evil.example"], ["localhost:5000", "localhost:5000"], ["localhost.:5000"], [""],
      ["evil.example@localhost:5000"], ["localhost:5000, evil.example"], ["localhost.evil.example:5000"],
    ] as [[String]]
  )
  func `answers to its own name alone, whatever name somebody has led here`(hosts: [String]) throws {
    var door = try Self.door()
    let page = door.answer(Self.request(fields(hosts)))
    #expect(page.status == 400 && !page.isArrival && door.arrival == nil)
  }

  private func fields(_ hosts: [String]) -> [(name: String, value: String)] { hosts.map { ("Host", $0) } }

  private static func request(_ fields: [(name: String, value: String)]) -> CallbackDoor.Request {
    request(target, fields)
  }

  @Test(arguments: [
    ("http://localhost", "localhost"), ("http://localhost", "localhost:80"), ("http://[::1]:80/", "[::1]"),
  ])
  func `knows its name without the port that is meant anyhow`(uri: String, host: String) throws {
    var door = try Self.door(uri)
    #expect(door.answer(Self.request("/?code=1&state=\(Self.state)", [("host", host)])).isArrival)
  }

  @Test(
    arguments: [
      [("Origin", "https://evil.example")], [("origin", "null")], [("Origin", "http://localhost:5000")],
      [("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "image")], [("Sec-Fetch-Mode", "cors")],
      [("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")],
      [("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Mode", "cors")],
    ] as [[(String, String)]]
  )
  func `a page of another origin is not let in, and reads nothing`(fields: [(String, String)]) throws {
    var door = try Self.door()
    let all = [("Host", "localhost:5000")] + fields
    let page = door.answer(Self.request(all.map { (name: $0.0, value: $0.1) }))
    #expect(page.status == 403 && !page.isArrival && door.arrival == nil)
    #expect(!page.fields.contains { $0.name.lowercased().hasPrefix("access-control") })
  }

  @Test func `a browser that goes there itself is let in`() throws {
    var door = try Self.door()
    let fields = [
      ("Host", "localhost:5000"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"),
      ("Sec-Fetch-Site", "cross-site"), ("Origin", "null"),
    ]
    #expect(door.answer(Self.request(fields.map { (name: $0.0, value: $0.1) })).isArrival)
  }

  @Test(arguments: ["POST", "HEAD", "OPTIONS", "PUT", "get", "TRACE"]) func `only GET counts`(method: String)
    throws
  {
    var door = try Self.door()
    let page = door.answer(Self.request(method: method))
    #expect(page.status == 405 && door.arrival == nil)
    #expect(page.fields.contains { $0.name == "Allow" && $0.value == "GET" })
  }

  @Test(
    arguments: [
      ("code=PLANTED-5ecret&state=other-other-other", 400, "This is another answer"),
      ("code=PLANTED-5ecret", 200, "That did not work"), ("state=\(state)", 200, "That did not work"),
      ("error=access_denied&state=\(state)", 200, "That did not work"),
    ]
  )
  func `says what has come that is not as it should be`(query: String, status: Int, title: String) throws {
    var door = try Self.door()
    let page = door.answer(Self.request("/cb?\(query)"))
    #expect(page.isArrival && page.status == status && page.title == title)
    #expect(door.arrival != nil)
  }

  @Test func `its pages hold nothing of what came, load nothing and are kept by nobody`() throws {
    var door = try Self.door()
    for request in [Self.request(), Self.request(), Self.request("/<script>"), Self.request(method: "POST")] {
      let page = door.answer(request)
      #expect(
        !page.html.contains("5ecret") && !page.html.contains(Self.state) && !page.html.contains("<script")
      )
      let fields = Dictionary(uniqueKeysWithValues: page.fields.map { ($0.name, $0.value) })
      #expect(fields["Cache-Control"] == "no-store" && fields["Referrer-Policy"] == "no-referrer")
      #expect(fields["Content-Security-Policy"]?.contains("default-src 'none'") == true)
      #expect(fields["Content-Security-Policy"]?.contains("frame-ancestors 'none'") == true)
      #expect(fields["Connection"] == "close")
      #expect(fields["Content-Length"] == "\(page.html.utf8.count)")
    }
  }

  /// Whatever comes: only a browser that goes to the redirect URI by its own name is let in, once.
  @Test func `holds for requests of all kinds`() throws {
    var random = SeededGenerator(seed: 29)
    let targets = [
      "/cb", "/cb?", "code=PLANTED-5ecret", "&", "state=", Self.state, "error=x", "/", "#", "%", "\u{0}", "é",
      "?",
    ]
    let names = ["Host", "host", "Origin", "Sec-Fetch-Mode", "sec-fetch-dest", "X-Other", ""]
    let values = [
      "localhost:5000", "localhost", "evil.example", "navigate", "document", "cors", "null", "", "\u{0}",
    ]
    var arrivals = 0
    for _ in 0..<4000 {
      var door = try Self.door()
      let method = ["GET", "GET", "GET", "POST", "HEAD", ""].randomElement(using: &random) ?? ""
      let target = (0..<Int.random(in: 0...5, using: &random)).map { _ in
        targets.randomElement(using: &random) ?? ""
      }
      let beginning = Bool.random(using: &random) ? "/cb?state=\(Self.state)&code=PLANTED-5ecret" : ""
      var fields = (0..<Int.random(in: 0...3, using: &random)).map { _ in
        (name: names.randomElement(using: &random) ?? "", value: values.randomElement(using: &random) ?? "")
      }
      if Bool.random(using: &random) { fields.insert(("Host", "localhost:5000"), at: 0) }
      let request = Self.request(beginning + target.joined(), method: method, fields)
      let page = door.answer(request)
      #expect(!page.html.contains("5ecret"))
      #expect(page.isArrival == (door.arrival != nil))
      guard page.isArrival else { continue }
      arrivals += 1
      #expect(method == "GET" && request.target.hasPrefix("/cb?"))
      #expect(request.values("host") == ["localhost:5000"])
      let modes = request.values("sec-fetch-mode")
      #expect(modes == ["navigate"] || (modes.isEmpty && request.values("origin").isEmpty))
      #expect(!door.answer(request).isArrival)
    }
    #expect(arrivals > 100)
  }

  @Test func `there is none where the redirect URI leads elsewhere`() {
    let client = OAuthClient(id: .production, name: "Away", redirectURI: "https://app.example.com/cb")
    #expect(CallbackDoor(SignInTrial(of: client, scopes: [.identity])) == nil)
  }
}
