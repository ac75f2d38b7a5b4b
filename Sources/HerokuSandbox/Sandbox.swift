public import FoundationEssentials
import HTTPTypes

/// What a sandbox holds, whom it answers and how fast.
public struct SandboxConfiguration: Sendable {
  /// How many sample clients there are.
  ///
  /// The first 42 are the same for every number.
  public var clients: Int
  /// How many apps there are.
  ///
  /// The first ones are the same for every number.
  public var apps: Int
  /// How long every answer is held back.
  public var latency: Duration
  /// The one token that is accepted.
  public var token: String
  /// What goes wrong on purpose.
  public var faults: [Fault]

  /// Makes a configuration.
  public init(
    clients: Int = 42,
    apps: Int = 12,
    latency: Duration = .zero,
    token: String,
    faults: [Fault] = []
  ) {
    self.clients = max(0, clients)
    self.apps = max(0, apps)
    self.latency = max(.zero, latency)
    self.token = token
    self.faults = faults
  }
}

/// An API server in a value: it answers as the Heroku Platform API does for OAuth clients, and reads no
/// clock, socket or random number of its own.
///
/// Two sandboxes with the same configuration, seed and clock give the same answers to the same requests.
public struct Sandbox: Sendable {
  /// The largest body that is read, in bytes.
  public static let largestBody = 1 << 20

  var clients: ClientRegistry
  var apps: AppRegistry
  /// The config vars of pipelines' stages, by pipeline and stage.
  var stages: [String: [String: [String: String]]]
  var grants: Grants
  var generator: SeededGenerator
  var bucket: RequestBucket
  var faults: FaultInjector
  let latency: Duration
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
    let samples = SampleClients.make(configuration.clients, at: now)
    clients = ClientRegistry(samples)
    apps = AppRegistry(SampleApps.make(configuration.apps, for: samples, at: now))
    stages = SampleApps.stages(for: samples)
    let tokenClient = samples.first { $0.name == SampleClients.tokenHolder }?.id
    grants = Grants(Self.authorizations(token: configuration.token, of: tokenClient, at: now))
    generator = SeededGenerator(seed: seed)
    bucket = RequestBucket(at: now)
    faults = FaultInjector(configuration.faults)
    latency = configuration.latency
    self.clock = clock
  }

  /// Answers a request.
  public mutating func handle(_ request: SandboxRequest) -> SandboxResponse {
    let now = Timestamp(clock())
    bucket.refill(at: now)
    let told = timeTold(to: request, at: now)
    var response = answerInstead(of: request, at: told) ?? answerFaithfully(request, at: now)
    if !faults.strikes(request, .missingDate) { response.headerFields[.date] = told.httpDate() }
    // HTTP gives the answer to a HEAD no body, whatever it says; the next answer would be taken for it.
    if request.method == .head { response.body = [] }
    dispatch(&response, to: request)
    return response
  }

  private mutating func answerFaithfully(_ request: SandboxRequest, at now: Timestamp) -> SandboxResponse {
    var response: SandboxResponse
    do {
      response = try answer(request, at: now)
    } catch {
      response = SandboxResponse(error)
    }
    distort(&response, to: request)
    return identified(response, for: request)
  }

  private mutating func answer(_ request: SandboxRequest, at now: Timestamp) throws(Problem)
    -> SandboxResponse
  {
    if let response = try answerSignIn(request, at: now) { return response }
    guard AcceptedMedia.isAccepted(by: request.headerFields) else { throw .notAcceptable }
    guard let token = Credentials.token(in: request.headerFields),
      let scopes = grants.scopes(of: token, at: now)
    else { throw .unauthorized }
    try requireSecondFactor(request)
    let route = Route(path: request.path)
    // Asking what is left is free, also when nothing is.
    guard route == .rateLimits || bucket.take() else { throw .rateLimited }
    guard Scope.needed(for: request.method, route).contains(where: scopes.contains) else { throw .outOfScope }
    guard request.body.count <= Self.largestBody else { throw .oversizedBody }

    switch (request.method, route) {
    case (.get, .clients): return try listClients(request, at: now)
    case (.post, .clients): return try createClient(request, at: now)
    case (.get, .client(let id)): return try showClient(id, request, at: now)
    case (.patch, .client(let id)): return try updateClient(id, request, at: now)
    case (.delete, .client(let id)): return try deleteClient(id, request)
    case (.post, .credentialRotation(let id)): return try rotateCredentials(id, request, at: now)
    case (.get, .account): return account().revalidated(for: request)
    case (.get, .rateLimits): return rateLimits()
    case (.get, .authorizations): return listAuthorizations(at: now).revalidated(for: request)
    case (.get, .authorization(let id)): return try showAuthorization(id, at: now).revalidated(for: request)
    case (.delete, .authorization(let id)): return try deleteAuthorization(id, at: now)
    case (.get, .apps): return try listApps(request)
    case (.get, .app(let app)): return try showApp(app).revalidated(for: request)
    case (.delete, .app(let app)): return try deleteApp(app)
    case (.get, .releases(let app)): return try listReleases(of: app, request)
    case (.get, .release(let release, let app)):
      return try showRelease(release, of: app).revalidated(for: request)
    case (.get, .domains(let app)): return try listDomains(of: app).revalidated(for: request)
    case (.get, .configVars(let app)): return try showConfigVars(of: app).revalidated(for: request)
    case (.patch, .configVars(let app)): return try updateConfigVars(of: app, request, at: now)
    case (.get, .teamApps(let team)): return try listApps(ofTeam: team).revalidated(for: request)
    case (.get, .stageConfigVars(let pipeline, let stage)):
      return try showConfigVars(ofStage: stage, of: pipeline).revalidated(for: request)
    case (.patch, .stageConfigVars(let pipeline, let stage)):
      return try updateConfigVars(ofStage: stage, of: pipeline, request)
    default: throw .unknownRoute
    }
  }

  /// The answer as the API signs each of its own: with a request id and what is left of the rate limit.
  ///
  /// The id is new; the id that the request brought is repeated before it, so that a chain of services can
  /// be followed: the field is a comma list.
  mutating func identified(_ response: SandboxResponse, for request: SandboxRequest) -> SandboxResponse {
    var response = response
    let own = Identifier(using: &generator).description
    let theirs = request.headerFields[.requestID].flatMap { Identifier($0) == nil ? nil : "\($0)," }
    response.headerFields[.requestID] = (theirs ?? "") + own
    response.headerFields[.rateLimitRemaining] = String(bucket.remaining)
    return response
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
