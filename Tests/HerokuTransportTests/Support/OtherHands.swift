import FoundationEssentials
import HTTPTypes
import HerokuAPI
import HerokuSandbox
import Synchronization
import TestSupport

/// What is really there, past all faults.
struct Truth: Sendable {
  let client: HerokuClient
  private let transport: SparedTransport
  private let authority: String

  init(_ run: SandboxRun) throws {
    client = try run.client(pacing: .immediate, sparedFaults: true)
    transport = SparedTransport(transport: run.transport)
    authority = "127.0.0.1:\(run.port)"
  }

  /// The config vars of an app; nil where nobody may see them.
  func vars(of app: HerokuApp) async throws -> [String: String]? {
    let answer = try await send(.get, app, body: [])
    guard answer.head.status.code == 200 else { return nil }
    return try JSONDecoder().decode([String: String].self, from: Data(answer.body))
  }

  /// Sets config vars of an app as somebody else does.
  func set(_ vars: [String: String?], of app: HerokuApp) async throws {
    _ = try await send(.patch, app, body: [UInt8](try JSONEncoder().encode(vars)))
  }

  private func send(_ method: HTTPRequest.Method, _ app: HerokuApp, body: [UInt8]) async throws -> HTTPAnswer
  {
    var request = HTTPRequest(
      method: method,
      scheme: "http",
      authority: authority,
      path: "/apps/\(app.id)/config-vars"
    )
    request.headerFields[.accept] = "application/vnd.heroku+json; version=3"
    request.headerFields[.authorization] = "Bearer \(testToken)"
    if method == .patch { request.headerFields[.contentType] = "application/json" }
    return try await transport.send(request, body: body)
  }
}

/// The wire of a program that ends after so many requests; on the way somebody else changes something.
final class EndingTransport: HTTPTransport {
  private let transport: any HTTPTransport
  private let lifetime: Int
  private let between: @Sendable (Int, HTTPRequest) async -> Void
  private let rotated: @Sendable () async -> Void
  private let count = Mutex(0)

  init(
    _ transport: any HTTPTransport,
    lifetime: Int,
    between: @escaping @Sendable (Int, HTTPRequest) async -> Void,
    rotated: @escaping @Sendable () async -> Void = {}
  ) {
    self.transport = transport
    self.lifetime = lifetime
    self.between = between
    self.rotated = rotated
  }

  func send(_ request: HTTPRequest, body: [UInt8]) async throws(TransportFailure) -> HTTPAnswer {
    let number = count.withLock { count in
      count += 1
      return count
    }
    guard number <= lifetime else { throw TransportFailure(.refused, mayHaveBeenSent: false) }
    await between(number, request)
    let result: Result<HTTPAnswer, TransportFailure>
    do throws(TransportFailure) {
      result = .success(try await transport.send(request, body: body))
    } catch {
      result = .failure(error)
    }
    if request.path?.hasSuffix("/rotate-credentials") == true { await rotated() }
    let answer = try result.get()
    // The last one is done, and nobody is there any more to hear of it.
    guard number < lifetime else { throw TransportFailure(.connectionLost, mayHaveBeenSent: true) }
    return answer
  }
}

/// What somebody else has changed meanwhile.
final class TheirChanges: Sendable {
  struct Place: Hashable {
    let app: HerokuApp
    let name: String
  }

  private let values = Mutex<[Place: String]>([:])
  /// Whether the program has looked, and writes now.
  let isWriting = Atomic(false)
  /// The secrets that were seen after what may have been a rotation.
  let secrets = Mutex<Set<String>>([])

  func note(_ value: String, at place: Place) { values.withLock { $0[place] = value } }
  subscript(place: Place) -> String? { values.withLock { $0[place] } }
}
