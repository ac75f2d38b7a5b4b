import HTTPTypes
import HerokuSandbox
import Testing

/// Faults that only who looks at the wire can see.
@Suite(.timeLimit(.minutes(10))) struct ConnectionFaultTests {
  @Test func `refused: resets connections as soon as they are accepted`() async throws {
    try await withFaults("refused:times=2") { port in
      for _ in 0..<2 {
        let refused = try await RawConnection(port: port)
        await #expect(throws: RawConnection.Failure.reset) { try await refused.receive() }
      }
      let ask = Asker(wire: try await RawConnection(port: port))
      let answer = try await ask(.get, "/account")
      #expect(answer.status == 200)
    }
  }

  @Test func `reset-before: resets before an answer, with nothing done`() async throws {
    try await withFaults("reset-before:times=1,method=DELETE") { port in
      let id = try await connected(to: port).firstClient().id
      await #expect(throws: RawConnection.Failure.reset) {
        try await connected(to: port)(.delete, "/oauth/clients/\(id)")
      }
      let ask = try await connected(to: port)
      #expect(try await ask(.get, "/oauth/clients/\(id)").status == 200)
      #expect(try await ask(.delete, "/oauth/clients/\(id)").status == 200)
    }
  }

  @Test func `reset-midway: resets in the middle of an answer`() async throws {
    try await withFaults("reset-midway:times=1") { port in
      let connection = try await RawConnection(port: port)
      try await connection.send(Asker.request(.get, "/oauth/clients"))
      var received: [UInt8] = []
      await #expect(throws: RawConnection.Failure.reset) {
        while true { received += try await connection.receive() }
      }
      let text = String(decoding: received, as: UTF8.self)
      #expect(text.hasPrefix("HTTP/1.1 200 OK"))
      #expect(text.contains("[{"))
      #expect(!text.contains("}]"))
      #expect(try await connected(to: port).allClients().count == 42)
    }
  }

  @Test func `reset-after: makes a change and resets instead of an answer`() async throws {
    try await withFaults("reset-after:times=2") { port in
      let id = try await connected(to: port).firstClient().id
      await #expect(throws: RawConnection.Failure.reset) {
        try await connected(to: port)(.delete, "/oauth/clients/\(id)")
      }
      await #expect(throws: RawConnection.Failure.reset) {
        try await connected(to: port).create("Unknown outcome")
      }
      let clients = try await connected(to: port).allClients()
      #expect(!clients.contains { $0.id == id })
      #expect(clients.count { $0.name == "Unknown outcome" } == 1)
    }
  }

  @Test func `reset-after: answers when nothing was changed`() async throws {
    try await askWithFaults("reset-after") { ask in
      let refused = try await ask(.post, "/oauth/clients", body: "{}")
      #expect(refused.status == 422)
      #expect(try await ask(.get, "/oauth/clients").status == 200)
    }
  }

  @Test func `truncated: closes in the middle of the body`() async throws {
    try await withFaults("truncated:times=1") { port in
      let connection = try await RawConnection(port: port)
      let answer = try await connection.ask(Asker.request(.get, "/account"))
      #expect(answer.status == 200)
      let length = try #require(answer["Content-Length"].flatMap(Int.init))
      #expect(answer.body.count == length / 2)
      #expect(try await connection.receive().isEmpty)
      #expect(try await connected(to: port)(.get, "/account").body.count == length)
    }
  }

  @Test func `wrong-length: sends twice what it announces, and closes`() async throws {
    try await withFaults("wrong-length:times=1") { port in
      let connection = try await RawConnection(port: port)
      let answer = try await connection.ask(Asker.request(.get, "/account"))
      let announced = try #require(answer["Content-Length"].flatMap(Int.init))
      var received = answer.body
      while case let more = try await connection.receive(), !more.isEmpty { received += more }
      #expect(received.count / 2 == announced)
      #expect(try await connected(to: port)(.get, "/account").body == received)
    }
  }

  @Test func `latency: holds the answer back`() async throws {
    try await askWithFaults("latency:ms=120,times=1") { ask in
      let start = ContinuousClock.now
      let answer = try await ask(.get, "/account")
      #expect(ContinuousClock.now - start >= .milliseconds(120))
      #expect(answer.status == 200)
    }
  }

  @Test func `trickle: sends the body a few bytes at a time`() async throws {
    try await withFaults("trickle:bytes=20,ms=5,times=1") { port in
      let connection = try await RawConnection(port: port)
      let start = ContinuousClock.now
      let answer = try await connection.ask(Asker.request(.get, "/account"))
      let pieces = (answer.body.count + 19) / 20
      #expect(ContinuousClock.now - start >= .milliseconds(5) * (pieces - 1))
      #expect(try await connection.ask(Asker.request(.get, "/account")).body == answer.body)
    }
  }

  @Test func `trickle: ends with the server`() async throws {
    let connection = try await withFaults("trickle:bytes=1,ms=60000") { port in
      let connection = try await RawConnection(port: port)
      try await connection.send(Asker.request(.get, "/account"))
      #expect(try await connection.receive().starts(with: "HTTP/1.1 200".utf8))
      return connection
    }
    while case let more = try await connection.receive(), !more.isEmpty {}
  }

  private func connected(to port: Int) async throws -> Asker {
    Asker(wire: try await RawConnection(port: port))
  }
}
