import HerokuSandbox

/// Runs a server with faults.
func withFaults<Value: Sendable>(
  _ faults: String...,
  clients: Int = 42,
  _ body: (_ port: Int) async throws -> Value
) async throws -> Value {
  let configuration = SandboxConfiguration(
    clients: clients,
    token: Asker.token,
    faults: try faults.map { text in try Fault(text) }
  )
  return try await withServer(SandboxServer(configuration: configuration), body)
}

/// Runs a server with faults, and asks it on one connection.
func askWithFaults<Value: Sendable>(
  _ faults: String...,
  clients: Int = 42,
  _ body: (Asker) async throws -> Value
) async throws -> Value {
  let configuration = SandboxConfiguration(
    clients: clients,
    token: Asker.token,
    faults: try faults.map { text in try Fault(text) }
  )
  return try await withServer(SandboxServer(configuration: configuration)) { port in
    try await body(Asker(wire: try await RawConnection(port: port)))
  }
}
