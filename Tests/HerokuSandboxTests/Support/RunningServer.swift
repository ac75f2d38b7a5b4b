@testable import HerokuSandbox

/// Runs a server for as long as a test body takes, and waits for its end.
func withServer<Value: Sendable>(
  _ server: SandboxServer,
  port: Int = 0,
  _ body: (_ port: Int) async throws -> Value
) async throws -> Value {
  let (ports, ready) = AsyncStream.makeStream(of: Int.self)
  let running = Task {
    defer { ready.finish() }
    try await server.run(port: port) { ready.yield($0) }
  }
  let outcome: Result<Value, any Error>
  do {
    guard let port = await ports.first(where: { _ in true }) else {
      // It ended before it was ready: its error says why.
      try await running.value
      throw EndedTooSoon()
    }
    outcome = .success(try await body(port))
  } catch {
    outcome = .failure(error)
  }
  running.cancel()
  try await running.value
  return try outcome.get()
}

struct EndedTooSoon: Error {}
