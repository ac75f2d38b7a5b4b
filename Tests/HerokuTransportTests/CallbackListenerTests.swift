import HerokuAPI
import HerokuTransport
import NIOCore
import Platform
import TestSupport
import Testing

/// Waiting on this machine for the browser that comes back, and for whoever else can reach a port of it.
@Suite struct CallbackListenerTests {
  /// A redirect URI that no other test listens at.
  private struct Place {
    let host: String
    let port: Int
    let state = SignInTrial.makeState()

    init(host: String? = nil) {
      // The whole of 127.0.0.0/8 is this machine on Linux, elsewhere one address of it.
      let random = "127.\(Int.random(in: 1...250)).\(Int.random(in: 1...250)).\(Int.random(in: 1...250))"
      self.host = host ?? (OperatingSystem.current == .linux ? random : "127.0.0.1")
      port = Int.random(in: 20_000..<30_000)
    }

    var door: CallbackDoor {
      get throws {
        let client = OAuthClient(id: ClientID("1"), name: "Local", redirectURI: "http://\(host):\(port)/cb")
        return try #require(CallbackDoor(SignInTrial(of: client, scopes: [.identity], state: state)))
      }
    }

    var callback: String { "GET /cb?code=PLANTED&state=\(state) HTTP/1.1\r\nHost: \(host):\(port)\r\n\r\n" }

    func ask(_ text: String, at address: String? = nil) async throws -> String {
      try await RawClient.ask(text, host: address ?? host, port: port)
    }
  }

  private func listening<Value: Sendable>(
    at place: Place,
    patience: Duration = .seconds(60),
    _ body: (CallbackListener) async throws -> Value
  ) async throws -> Value {
    let door = try place.door
    return try await CallbackListener.listening(for: door, patience: patience) { listener in
      do {
        return Result<Value, any Error>.success(try await body(listener))
      } catch {
        return .failure(error)
      }
    }.get()
  }

  /// Waits for what the browser comes back with, while a body plays the browser.
  private func arrival(
    at place: Place,
    patience: Duration = .seconds(60),
    _ body: () async throws -> Void
  ) async throws -> CallbackAddress? {
    try await listening(at: place, patience: patience) { listener in
      try await body()
      return await listener.arrival(within: .seconds(60))
    }
  }

  @Test func `takes one browser in, gives it a page, and listens no more`() async throws {
    let place = Place()
    let callback = try await arrival(at: place) {
      let page = try await place.ask(place.callback)
      #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(page.contains("Go back to the terminal"))
      #expect(!page.contains("PLANTED") && !page.lowercased().contains("access-control"))
      let second = try await place.ask(place.callback)
      #expect(second.hasPrefix("HTTP/1.1 410 Gone\r\n"))
    }
    #expect(callback?.code == Secret("PLANTED"))
    await #expect(throws: (any Error).self) { try await place.ask(place.callback) }
    // And the port can be had again at once.
    #expect(try await arrival(at: place) { _ = try await place.ask(place.callback) } != nil)
  }

  @Test func `goes on waiting after whatever is not the browser`() async throws {
    let place = Place()
    let host = "Host: \(place.host):\(place.port)\r\n"
    let others = [
      ("GET /favicon.ico HTTP/1.1\r\n\(host)\r\n", "404"), ("GET /cb HTTP/1.1\r\n\(host)\r\n", "400"),
      ("GET /cb?code=1 HTTP/1.1\r\nHost: evil.example\r\n\r\n", "400"),
      ("GET /cb?code=1 HTTP/1.0\r\n\r\n", "400"),
      ("GET /cb?code=1 HTTP/1.1\r\n\(host)Origin: https://evil.example\r\n\r\n", "403"),
      ("GET /cb?code=1 HTTP/1.1\r\n\(host)Sec-Fetch-Mode: no-cors\r\n\r\n", "403"),
      (
        "OPTIONS /cb HTTP/1.1\r\n\(host)Origin: https://evil.example\r\nAccess-Control-Request-Method: GET\r\n\r\n",
        "403"
      ),
      ("POST /cb?code=1 HTTP/1.1\r\n\(host)Content-Length: 9\r\n\r\ncode=12345", "405"),
      ("HEAD /cb?code=1 HTTP/1.1\r\n\(host)\r\n", "405"), ("\u{16}\u{3}\u{1} TLS, perhaps\r\n\r\n", "400"),
      ("GET /\(String(repeating: "a", count: 200_000)) HTTP/1.1\r\n\(host)\r\n", ""), ("\r\n\r\n\r\n", ""),
    ]
    let callback = try await arrival(at: place) {
      for (request, status) in others {
        let client = try await RawClient.connect(host: place.host, port: place.port)
        await client.send(request)
        if status.isEmpty {
          await client.close()
          continue
        }
        let page = try await client.end()
        #expect(page.hasPrefix("HTTP/1.1 \(status) "), "\(request): \(page)")
        #expect(!page.lowercased().contains("access-control"))
      }
      _ = try await place.ask(place.callback)
    }
    #expect(callback?.code == Secret("PLANTED"))
  }

  @Test func `says of another state, and of a refusal, what they are`() async throws {
    for (query, words, status) in [
      ("code=PLANTED&state=another-state-of-somebody", "Its state is not the one", 400),
      ("error=access_denied&state=", "Go back to the terminal: it says why", 200),
    ] {
      let place = Place()
      let callback = try await arrival(at: place) {
        let state = query.hasSuffix("=") ? place.state : ""
        let page = try await place.ask(
          "GET /cb?\(query)\(state) HTTP/1.1\r\nHost: \(place.host):\(place.port)\r\n\r\n"
        )
        #expect(page.hasPrefix("HTTP/1.1 \(status) ") && page.contains(words))
      }
      #expect(callback != nil)
    }
  }

  @Test func `a slow one keeps nobody waiting, and does not keep it open`() async throws {
    let place = Place()
    let slow = try await listening(at: place) { listener in
      let slow = try await RawClient.connect(host: place.host, port: place.port)
      await slow.send("GET /cb?code=1&state=")
      _ = try await place.ask(place.callback)
      #expect(await listener.arrival(within: .seconds(60))?.code == Secret("PLANTED"))
      return slow
    }
    #expect(try await slow.end() == "")
  }

  @Test func `whoever says nothing is sent away`() async throws {
    let place = Place()
    let callback = try await arrival(at: place, patience: .milliseconds(50)) {
      let silent = try await RawClient.connect(host: place.host, port: place.port)
      #expect(try await silent.end() == "")
      let dripping = try await RawClient.connect(host: place.host, port: place.port)
      await dripping.send("GET /cb?code=1")
      #expect(try await dripping.end() == "")
      // On a busy machine the browser may be as slow.
      while try await place.ask(place.callback).isEmpty { await Task.yield() }
    }
    #expect(callback != nil)
  }

  @Test func `a crowd is sent away, and the browser let in once it is gone`() async throws {
    let place = Place()
    let callback = try await arrival(at: place) {
      var crowd: [RawClient] = []
      for _ in 0..<40 { crowd.append(try await RawClient.connect(host: place.host, port: place.port)) }
      #expect(try await crowd[39].end() == "")
      for client in crowd { await client.close() }
      // When the other side has noticed nobody tells.
      while try await place.ask(place.callback).isEmpty { await Task.yield() }
    }
    #expect(callback?.code == Secret("PLANTED"))
  }

  @Test func `one request a connection`() async throws {
    let place = Place()
    let callback = try await arrival(at: place) {
      let host = "Host: \(place.host):\(place.port)\r\n\r\n"
      let answers = try await place.ask("GET / HTTP/1.1\r\n\(host)" + place.callback)
      #expect(answers.hasPrefix("HTTP/1.1 404") && !answers.contains("HTTP/1.1 200"))
      _ = try await place.ask(place.callback)
    }
    #expect(callback != nil)
  }

  @Test func `a port in use is said`() async throws {
    let place = Place()
    try await listening(at: place) { _ in
      let error = await #expect(throws: CallbackListenerError.self) {
        try await CallbackListener.listening(for: try place.door) { _ in }
      }
      #expect(error == .portInUse(UInt16(place.port), host: place.host))
    }
  }

  @Test func `nobody is waited for for ever`() async throws {
    let place = Place()
    let callback = try await listening(at: place) { await $0.arrival(within: .milliseconds(1)) }
    #expect(callback == nil)
    let cancelled = try await listening(at: place) { listener in
      let waiting = Task { await listener.arrival(within: .seconds(600)) }
      waiting.cancel()
      return await waiting.value
    }
    #expect(cancelled == nil)
  }

  @Test func `localhost is both addresses, and another loopback address is that one`() async throws {
    let place = Place(host: "localhost")
    let hasIPv6 = await Self.hasIPv6()
    for address in hasIPv6 ? ["127.0.0.1", "::1"] : ["127.0.0.1"] {
      let callback = try await arrival(at: place) { _ = try await place.ask(place.callback, at: address) }
      #expect(callback != nil)
    }
    guard hasIPv6 else { return }
    let six = Place(host: "[::1]")
    let callback = try await arrival(at: six) {
      _ = try await six.ask(six.callback, at: "::1")
      await #expect(throws: (any Error).self) { try await six.ask(six.callback, at: "127.0.0.1") }
    }
    #expect(callback?.redirectURI == "http://[::1]:\(six.port)/cb")
  }

  /// Whether this machine has the address `::1`.
  private static func hasIPv6() async -> Bool {
    let place = Place(host: "[::1]")
    guard let door = try? place.door else { return false }
    return (try? await CallbackListener.listening(for: door) { _ in }) != nil
  }
}
