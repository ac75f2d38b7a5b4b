public import FoundationEssentials
import HTTPTypes

/// An API server in a value: it answers as the Heroku Platform API does for OAuth clients, and reads no
/// clock, socket or random number of its own.
///
/// Two sandboxes with the same configuration, seed and clock give the same answers to the same requests.
public struct Sandbox: Sendable {
  /// The largest body that is read, in bytes.
  public static let largestBody = 1 << 20

  var clients: ClientRegistry
  var generator: SeededGenerator
  var bucket: RequestBucket
  private let token: String
  private let clock: @Sendable () -> Date

  /// Makes a sandbox with its sample data.
  /// - Parameters:
  ///   - configuration: What the sandbox holds and whom it answers.
  ///   - seed: What new ids and secrets are made from.
  ///   - clock: What time it is.
  public init(
    configuration: SandboxConfiguration,
    seed: UInt64 = .random(in: .min ... .max),
    clock: @escaping @Sendable () -> Date = { Date() }
  ) {
    let now = Timestamp(clock())
    clients = ClientRegistry(SampleClients.make(configuration.clients, at: now))
    generator = SeededGenerator(seed: seed)
    bucket = RequestBucket(at: now)
    token = configuration.token
    self.clock = clock
  }

  /// Answers a request.
  public mutating func handle(_ request: SandboxRequest) -> SandboxResponse {
    let now = Timestamp(clock())
    bucket.refill(at: now)
    var response: SandboxResponse
    do {
      response = try answer(request, at: now)
    } catch {
      response = SandboxResponse(error)
    }
    response.headerFields[.requestID] = requestID(for: request)
    response.headerFields[.rateLimitRemaining] = String(bucket.remaining)
    return response
  }

  private mutating func answer(_ request: SandboxRequest, at now: Timestamp) throws(Problem)
    -> SandboxResponse
  {
    guard AcceptedMedia.isAccepted(by: request.headerFields) else { throw .notAcceptable }
    guard Credentials.token(in: request.headerFields) == token else { throw .unauthorized }
    let route = Route(path: request.path)
    // Asking what is left is free, also when nothing is.
    guard route == .rateLimits || bucket.take() else { throw .rateLimited }
    guard request.body.count <= Self.largestBody else { throw .oversizedBody }

    switch (request.method, route) {
    case (.get, .clients): return try listClients(request)
    case (.post, .clients): return try createClient(request, at: now)
    case (.get, .client(let id)): return try showClient(id, request)
    case (.patch, .client(let id)): return try updateClient(id, request, at: now)
    case (.delete, .client(let id)): return try deleteClient(id, request)
    case (.post, .credentialRotation(let id)): return try rotateCredentials(id, request, at: now)
    case (.get, .account): return account().revalidated(for: request)
    case (.get, .rateLimits): return rateLimits()
    default: throw .unknownRoute
    }
  }

  /// A new id, before which the id that the request brought is repeated, so that a chain of services can be
  /// followed: the field is a comma list.
  private mutating func requestID(for request: SandboxRequest) -> String {
    let own = Identifier(using: &generator).description
    guard let theirs = request.headerFields[.requestID], Identifier(theirs) != nil else {
      return own
    }
    return "\(theirs),\(own)"
  }

  private func rateLimits() -> SandboxResponse {
    SandboxResponse { $0.object { $0.member("remaining", bucket.remaining) } }
  }
}

extension Timestamp {
  init(_ date: Date) {
    seconds = Int64(date.timeIntervalSince1970.rounded(.down))
  }
}
