import HerokuAPI
import HerokuSandbox
import MainLoop

/// A sandbox that runs in this process until it ends.
///
/// It is never stopped: NIO traps where a server is while it accepts a connection, and there is nothing in it to save.
struct EmbeddedSandbox: Sendable {
  let endpoint: Endpoint
  let token: Secret

  /// Starts one on a loopback port that the system chooses, and returns when it accepts connections.
  @concurrent
  static func start() async throws(APIError) -> EmbeddedSandbox {
    let token = SandboxToken.make()
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    // Not on the system's pool, which never sleeps for long, and whose threads have no stack for their faults.
    Task(executorPreference: WorkPool.shared) {
      // The stream ends without a port where the sandbox cannot listen; that is what the caller is told.
      try? await SandboxServer(configuration: SandboxConfiguration(token: token)).run(port: 0) {
        port.yield($0)
      }
      port.finish()
    }
    for await number in ports {
      guard let endpoint = try? Endpoint(parsing: "http://127.0.0.1:\(number)") else { break }
      return EmbeddedSandbox(endpoint: endpoint, token: Secret(token))
    }
    throw .unreachable(
      TransportFailure(.refused, mayHaveBeenSent: false, detail: "the sandbox could not listen on 127.0.0.1")
    )
  }
}

/// Tokens for sandboxes.
enum SandboxToken {
  /// A new random token, of letters and digits.
  static func make() -> String {
    "sandbox-" + String((0..<24).compactMap { _ in "abcdefghijkmnpqrstuvwxyz23456789".randomElement() })
  }
}
