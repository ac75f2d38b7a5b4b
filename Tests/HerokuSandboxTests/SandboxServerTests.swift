import FoundationEssentials
import HTTPTypes
import Platform
import Testing

@testable import HerokuSandbox

@Suite(.timeLimit(.minutes(10))) struct SandboxServerTests {
  private let server = SandboxServer(configuration: SandboxConfiguration(token: Asker.token))

  @Test func `serves one connection after another and several at once`() async throws {
    try await withServer(server) { port in
      for _ in 0..<3 {
        let ask = Asker(wire: try await RawConnection(port: port))
        #expect(try await ask(.get, "/account").status == 200)
        #expect(try await ask(.get, "/account").status == 200)
      }
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<8 {
          group.addTask {
            try await Asker(wire: try await RawConnection(port: port))(.get, "/oauth/clients").clients.count
          }
        }
        for try await count in group { #expect(count == 42) }
      }
    }
  }

  @Test func `listens on the loopback only`() async throws {
    try await withServer(server) { port in
      #expect(Self.listeners(at: port) == ["127.0.0.1"])
    }
  }

  /// The addresses at which this process takes connections to a port.
  private static func listeners(at port: Int) -> [String] {
    (0..<getdtablesize()).compactMap { descriptor in
      var (isListening, size): (CInt, socklen_t) = (0, socklen_t(MemoryLayout<CInt>.size))
      guard getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &size) == 0, isListening == 1
      else {
        return nil
      }
      var address = sockaddr_storage()
      size = socklen_t(MemoryLayout<sockaddr_storage>.size)
      var (host, service) = (Array(repeating: CChar(0), count: 64), Array(repeating: CChar(0), count: 8))
      let isTold = withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          getsockname(descriptor, $0, &size) == 0
            && getnameinfo(
              $0,
              size,
              &host,
              socklen_t(host.count),
              &service,
              socklen_t(service.count),
              NI_NUMERICHOST | NI_NUMERICSERV
            ) == 0
        }
      }
      guard isTold, service.prefix(while: { $0 != 0 }).elementsEqual("\(port)".utf8CString.dropLast()) else {
        return nil
      }
      return String(decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }

  @Test func `stops while clients keep their connections open`() async throws {
    let (idle, asking) = try await withServer(server) { port in
      let idle = try await RawConnection(port: port)
      let asking = try await RawConnection(port: port)
      #expect(try await Asker(wire: asking)(.get, "/account").status == 200)
      return (idle, asking)
    }
    // Reached only once the server has returned.
    #expect(try await idle.receive().isEmpty)
    #expect(try await asking.receive().isEmpty)
  }

  @Test func `stops while an answer is held back`() async throws {
    let slow = SandboxServer(configuration: SandboxConfiguration(latency: .seconds(3600), token: Asker.token))
    let waiting = try await withServer(slow) { port in
      let waiting = try await RawConnection(port: port)
      try await waiting.send(Asker.request(.get, "/account"))
      return waiting
    }
    // A server that is stopped before it has read the request resets the connection.
    do {
      #expect(try await waiting.receive().isEmpty)
    } catch RawConnection.Failure.reset {
    }
  }

  @Test func `stops while a client does not read what it asked for`() async throws {
    let large = SandboxServer(configuration: SandboxConfiguration(clients: 1000, token: Asker.token))
    let deaf = try await withServer(large) { port in
      let deaf = try await RawConnection(port: port)
      // Far more than the system buffers.
      for _ in 0..<100 {
        try await deaf.send(Asker.request(.get, "/oauth/clients", ["Range": "id ..; max=1000"]))
      }
      // Something has come, so that the server is at it; nothing more is read.
      #expect(try await !deaf.receive().isEmpty)
      return deaf
    }
    withExtendedLifetime(deaf) {}
  }

  @Test func `says that a port is in use`() async throws {
    try await withServer(server) { port in
      await #expect(throws: SandboxServerError.portInUse(port)) {
        try await server.run(port: port) { _ in Issue.record("listens on a port in use") }
      }
      #expect(SandboxServerError.portInUse(port).description.contains("Port \(port) of 127.0.0.1 is in use"))
    }
  }

  @Test(arguments: [-1, 65536])
  func `says that there is no such port`(port: Int) async throws {
    await #expect(throws: SandboxServerError.noSuchPort(port)) {
      try await server.run(port: port) { _ in Issue.record("listens on no port") }
    }
  }

  @Test func `can listen on the same port again at once`() async throws {
    let port = try await withServer(server) { port in
      let ask = Asker(wire: try await RawConnection(port: port))
      #expect(try await ask(.get, "/account").status == 200)
      return port
    }
    try await withServer(server, port: port) { again in
      #expect(again == port)
    }
  }

  @Test func `holds answers back`() async throws {
    let latency = Duration.milliseconds(150)
    let slow = SandboxServer(configuration: SandboxConfiguration(latency: latency, token: Asker.token))
    try await withServer(slow) { port in
      let ask = Asker(wire: try await RawConnection(port: port))
      let start = ContinuousClock.now
      #expect(try await ask(.get, "/account").status == 200)
      #expect(ContinuousClock.now - start >= latency)
    }
  }

  @Test func `refuses what is not HTTP and serves on`() async throws {
    try await withServer(server) { port in
      let rude = try await RawConnection(port: port)
      try await rude.send(Array("\u{16}\u{3}\u{1} hello\r\n\r\n".utf8))
      #expect(try await rude.receiveAnswer().status == 400)
      #expect(try await Asker(wire: try await RawConnection(port: port))(.get, "/account").status == 200)
    }
  }

  @Test func `stops while clients come and go`() async throws {
    for _ in 0..<4 {
      let clients = try await withServer(server) { port in
        let clients = Task {
          try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
              group.addTask {
                // Until the port is closed; what a connection in between meets is up to chance.
                while let connection = try? await RawConnection(port: port) {
                  try? await connection.send(Asker.request(.get, "/account"))
                }
              }
            }
            try await group.waitForAll()
          }
        }
        try await Task.sleep(for: .milliseconds(20))
        return clients
      }
      try await clients.value
    }
  }

  @Test func `stops before it has begun`() async throws {
    let running = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await server.run(port: 0) { _ in }
    }
    try await running.value
  }

  @Test func `answers requests that come at once in their order`() async throws {
    try await withServer(server) { port in
      let connection = try await RawConnection(port: port)
      let paths = ["/account", "/nowhere", "/oauth/clients", "/account/rate-limits"]
      let all = paths.map { Asker.request(.get, $0) }.map(RawConnection.bytes)
      try await connection.send(all.flatMap(\.self))
      let statuses = try await connection.receiveAnswers(paths.count).map(\.status)
      #expect(statuses == [200, 404, 200, 200])
    }
  }

  @Test(arguments: [
    ("GET /account HTTP/1.1\r\nConnection: close\r\n", true),
    ("GET /account HTTP/1.1\r\n", false),
    ("GET /account HTTP/1.0\r\n", true),
  ])
  func `closes the connection when it is asked to`(head: String, closes: Bool) async throws {
    try await withServer(server) { port in
      let connection = try await RawConnection(port: port)
      try await connection.send(Array("\(head)Host: sandbox\r\n\r\n".utf8))
      let answer = try await connection.receiveAnswer()
      #expect(answer.status == 406)
      #expect(answer["Connection"] == (closes ? "close" : nil))
      if closes {
        #expect(try await connection.receive().isEmpty)
      } else {
        #expect(try await Asker(wire: connection)(.get, "/account").status == 200)
      }
    }
  }

  @Test func `says that a body may come to who waits for that`() async throws {
    try await withServer(server) { port in
      let connection = try await RawConnection(port: port)
      var request = Asker.request(.post, "/oauth/clients", ["Expect": "100-continue"])
      request.body = Array(#"{"name": "A", "redirect_uri": "https://a.example/"}"#.utf8)
      let bytes = RawConnection.bytes(of: request)
      try await connection.send(bytes.dropLast(request.body.count))
      #expect(try await connection.receive() == Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
      try await connection.send(request.body)
      #expect(try await connection.receiveAnswer().status == 201)
    }
  }

  @Test func `answers who has said all and listens on`() async throws {
    let slow = SandboxServer(
      configuration: SandboxConfiguration(latency: .milliseconds(100), token: Asker.token)
    )
    try await withServer(slow) { port in
      let connection = try await RawConnection(port: port)
      try await connection.send(Asker.request(.get, "/account"))
      try await connection.closeOutput()
      #expect(try await connection.receiveAnswer().status == 200)
      #expect(try await connection.receive().isEmpty)
    }
  }

  @Test func `refuses a body that is too large, and serves on`() async throws {
    try await withServer(server) { port in
      let ask = Asker(wire: try await RawConnection(port: port))
      let body = String(repeating: "x", count: 3 * Sandbox.largestBody)
      #expect(try await ask(.post, "/oauth/clients", body: body).status == 413)
      #expect(try await ask(.get, "/account").status == 200)
    }
  }

  @Test(arguments: [(fields: 1, length: 100_000), (fields: 300, length: 10), (fields: 100, length: 50_000)])
  func `refuses a head that is too large`(fields: Int, length: Int) async throws {
    try await withServer(server) { port in
      let connection = try await RawConnection(port: port)
      let field = "X: \(String(repeating: "x", count: length))\r\n"
      let head = "GET /account HTTP/1.1\r\n" + String(repeating: field, count: fields) + "\r\n"
      // It is refused while it is still being sent.
      try? await connection.send(Array(head.utf8))
      do throws {
        #expect(try await connection.receiveAnswer().status == 400)
      } catch RawConnection.Failure.reset {
        // What was sent after the answer has overtaken it.
      }
      #expect(try await Asker(wire: try await RawConnection(port: port))(.get, "/account").status == 200)
    }
  }
}
