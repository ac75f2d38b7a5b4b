import FoundationEssentials
import HTTPTypes
import TestSupport
import Testing

@testable import HerokuSandbox

/// How a test reaches the sandbox: each rule is tried both ways, with one body.
enum Way: CaseIterable {
  case inProcess
  case overSocket

  func run(
    clients: Int = 42,
    requestsLeft: Int? = nil,
    clock: ManualClock = ManualClock(),
    _ body: (Asker) async throws -> Void
  ) async throws {
    let sandbox: @Sendable () -> Sandbox = {
      var sandbox = Sandbox(
        configuration: SandboxConfiguration(clients: clients, token: Asker.token),
        seed: 7,
        clock: { clock.date }
      )
      if let requestsLeft {
        sandbox.bucket = RequestBucket(at: Timestamp(clock.date), remaining: requestsLeft)
      }
      return sandbox
    }
    switch self {
    case .inProcess:
      try await body(Asker(wire: LocalWire(sandbox())))
    case .overSocket:
      try await withServer(SandboxServer(sandbox: sandbox)) { port in
        try await body(Asker(wire: try await RawConnection(port: port)))
      }
    }
  }
}

/// What carries a request to the sandbox.
protocol Wire: Sendable {
  func ask(_ request: SandboxRequest) async throws -> Answer
}

extension RawConnection: Wire {}

/// The sandbox itself, without a wire.
actor LocalWire: Wire {
  private var sandbox: Sandbox

  init(_ sandbox: Sandbox) {
    self.sandbox = sandbox
  }

  func ask(_ request: SandboxRequest) -> Answer {
    let response = sandbox.handle(request)
    return Answer(status: response.status.code, fields: response.headerFields, body: response.body)
  }
}
