import HTTPTypes
import HerokuAPI
import HerokuTransport
import Testing

struct LifecycleTests {
  let silent = RawServer.Behavior(then: .stay)

  @Test func `ends soon after its task is cancelled, and does not claim that nothing was sent`() async throws
  {
    try await RawServer.run(silent) { server in
      try await withTransport { transport in
        let port = server.port
        let call = Task { await transport.request(.delete, port: port) }
        while server.requests.isEmpty { await Task.yield() }
        call.cancel()
        #expect(await call.value.verdict == Verdict(kind: .cancelled, mayHaveBeenSent: true))
      }
    }
  }

  @Test func `sends nothing for a task that is cancelled already`() async throws {
    try await RawServer.run(silent) { server in
      try await withTransport { transport in
        let port = server.port
        let call = Task {
          withUnsafeCurrentTask { $0?.cancel() }
          return await transport.request(.delete, port: port)
        }
        #expect(await call.value.verdict == Verdict(kind: .cancelled, mayHaveBeenSent: false))
      }
      #expect(server.requests.isEmpty)
    }
  }

  @Test func `ends what is under way when it is shut down`() async throws {
    try await RawServer.run(silent) { server in
      let transport = AsyncHTTPTransport()
      let port = server.port
      let call = Task { await transport.request(port: port) }
      while server.requests.isEmpty { await Task.yield() }
      await transport.shutdown()
      #expect(await call.value.failure != nil)
    }
  }

  @Test func `sends nothing after it was shut down, which can be done twice`() async {
    let transport = AsyncHTTPTransport()
    await transport.shutdown()
    await transport.shutdown()
    #expect(await transport.request(port: 1).verdict == Verdict(kind: .cancelled, mayHaveBeenSent: false))
  }

  @Test func `survives being forgotten while it is open`() async throws {
    let port = try await RawServer.run(.init(then: .close)) { server in
      _ = await AsyncHTTPTransport().request(port: server.port)
      return server.port
    }
    #expect(port > 0)
  }

  @Test func `uses one connection for requests in a row`() async throws {
    let text = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
    try await RawServer.run(.init(text, then: .stay)) { server in
      try await withTransport { transport in
        for _ in 0..<5 { _ = try await transport.request(port: server.port).get() }
      }
      #expect(server.requests.count == 5)
      #expect(server.connections == 1)
    }
  }
}
