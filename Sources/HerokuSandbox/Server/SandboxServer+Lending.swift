extension SandboxServer {
  /// Serves on a loopback port that the system chooses for as long as `body` takes, and gives it the port.
  ///
  /// - Throws: what `body` throws, or why nothing can be served.
  public func run<Value>(_ body: (Int) async throws -> Value) async throws -> Value {
    let (ports, ready) = AsyncStream.makeStream(of: Int.self)
    let serving = Task {
      defer { ready.finish() }
      try await run(port: 0) { ready.yield($0) }
    }
    var iterator = ports.makeAsyncIterator()
    guard let port = await iterator.next() else {
      try await serving.value
      throw CancellationError()
    }
    let result: Result<Value, any Error>
    do {
      result = .success(try await body(port))
    } catch {
      result = .failure(error)
    }
    serving.cancel()
    try? await serving.value
    return try result.get()
  }
}
