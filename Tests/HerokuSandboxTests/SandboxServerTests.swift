import HTTPTypes
import Testing

@testable import HerokuSandbox

@Suite(.timeLimit(.minutes(1))) struct SandboxServerTests {
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
    #expect(try await waiting.receive().isEmpty)
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
}
