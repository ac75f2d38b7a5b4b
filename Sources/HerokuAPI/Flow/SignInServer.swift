import FoundationEssentials
import HTTPTypes
public import Logging

/// The server that codes are exchanged at for tokens.
///
/// Nothing is sent twice: a code is good once, and what a lost answer has done nobody knows. Of a request the log gets what
/// it gets of others: never a code, a token or a secret.
public struct SignInServer: Sendable {
  /// The tokens that came for a code or a refresh token.
  public struct Tokens: Hashable, Sendable {
    /// What requests are made with.
    public let access: Secret
    /// What a new one is made with; nil where none came.
    public let refresh: Secret?
    /// How long the access token is good, in seconds; nil where the answer does not say.
    public let lifetime: Int?
    /// What the answer calls the access token, which should be `Bearer`; nil where it does not say.
    public let type: String?

    /// How long the access token is good, as `8 hours`; nil where the answer does not say.
    public var lifetimeInWords: String? { lifetime.map { Duration.seconds($0).waitInWords } }
  }

  private let transport: any HTTPTransport
  private let identity: Endpoint
  private let userAgent: String
  private let isReadOnly: Bool
  private let pacing: Pacing
  private let logger: Logger

  /// Makes a server of an ``Endpoint/identity``.
  ///
  /// - Parameters:
  ///   - transport: the wire to it.
  ///   - identity: where it is.
  ///   - userAgent: who asks.
  ///   - isReadOnly: whether nothing is to be sent at all: what comes of an exchange is a new token.
  ///   - pacing: the clock.
  ///   - logger: where each request is noted, without codes, tokens and secrets.
  public init(
    transport: any HTTPTransport,
    identity: Endpoint,
    userAgent: String,
    isReadOnly: Bool = false,
    pacing: Pacing = Pacing(),
    logger: Logger = Logger(label: "heroku-api") { _ in SwiftLogNoOpLogHandler() }
  ) {
    self.transport = transport
    self.identity = identity
    self.userAgent = userAgent
    self.isReadOnly = isReadOnly
    self.pacing = pacing
    self.logger = logger
  }

  /// The address that codes are exchanged at.
  public var address: String { identity.description + Endpoint.tokenPath }

  /// Exchanges a code.
  @concurrent
  public func exchange(code: Secret, secret: Secret) async throws(SignInError) -> Tokens {
    try await tokens(for: [
      ("grant_type", "authorization_code"), ("code", code.reveal()), ("client_secret", secret.reveal()),
    ])
  }

  /// Renews an access token.
  @concurrent
  public func renew(with refresh: Secret, secret: Secret) async throws(SignInError) -> Tokens {
    try await tokens(for: [
      ("grant_type", "refresh_token"), ("refresh_token", refresh.reveal()),
      ("client_secret", secret.reveal()),
    ])
  }

  private func tokens(for form: [(name: String, value: String)]) async throws(SignInError) -> Tokens {
    guard !isReadOnly else { throw .readOnly }
    var head = HTTPRequest(
      method: .post,
      scheme: identity.scheme.rawValue,
      authority: identity.authority,
      path: identity.basePath + Endpoint.tokenPath
    )
    head.headerFields[.accept] = "application/json"
    head.headerFields[.contentType] = "application/x-www-form-urlencoded"
    head.headerFields[.userAgent] = userAgent
    let body = form.map { "\($0.name)=\($0.value.formEncoded)" }.joined(separator: "&")
    let elapsed = pacing.stopwatch()
    let answer: HTTPAnswer
    do throws(TransportFailure) {
      answer = try await transport.send(head, body: Array(body.utf8))
    } catch {
      logger.warning("no answer", metadata: metadata(elapsed(), ["failure": "\(error.kind)"]))
      throw .noAnswer(error)
    }
    var noted: Logger.Metadata = ["status": "\(answer.status)"]
    noted["request-id"] = answer.requestID.map { "\($0)" }
    logger.info("answered", metadata: metadata(elapsed(), noted))
    return try Self.tokens(in: answer)
  }

  private func metadata(_ elapsed: Duration, _ more: Logger.Metadata) -> Logger.Metadata {
    let common: Logger.Metadata = [
      "method": "POST", "path": "\(identity.basePath + Endpoint.tokenPath)", "attempt": "1",
      "milliseconds": "\(elapsed / .milliseconds(1))",
    ]
    return common.merging(more) { $1 }
  }

  private struct Payload: Decodable {
    let access: String
    let refresh: String?
    let lifetime: Int?
    let type: String?

    private enum CodingKeys: String, CodingKey {
      case access = "access_token"
      case refresh = "refresh_token"
      case lifetime = "expires_in"
      case type = "token_type"
    }
  }

  /// The tokens that an answer holds.
  static func tokens(in answer: HTTPAnswer) throws(SignInError) -> Tokens {
    guard (200...299).contains(answer.status) else {
      let payload = try? answer.decode(ErrorPayload.self)
      throw .refused(
        status: answer.status,
        error: payload?.id ?? "",
        message: payload?.message ?? "",
        requestID: answer.requestID
      )
    }
    guard let payload = try? answer.decode(Payload.self),
      !payload.access.isEmpty
    else { throw .unreadable(status: answer.status, requestID: answer.requestID) }
    return Tokens(
      access: Secret(payload.access),
      refresh: payload.refresh.map { Secret($0) },
      lifetime: payload.lifetime.map { min(max(0, $0), 1_000_000_000) },
      type: payload.type
    )
  }
}

/// Why no tokens came.
public enum SignInError: Error, Hashable, Sendable {
  /// The server has refused, with the words of RFC 6749 5.2 where it has any.
  case refused(status: Int, error: String, message: String, requestID: String?)
  /// No whole answer came; whether the code is used up nobody knows.
  case noAnswer(TransportFailure)
  /// The answer holds no tokens.
  case unreadable(status: Int, requestID: String?)
  /// Nothing was sent: only reading is allowed.
  case readOnly
}

extension SignInError {
  /// What is wrong and what to do, as sentences; nothing of what was sent is in them.
  ///
  /// - Parameter host: the server's ``Endpoint/displayName``.
  public func words(host: String) -> String {
    let server = ServerName(host)
    switch self {
    case .refused(let status, let error, let message, let requestID):
      let words = FlowErrorWords(error)
      let said = FlowSecrets.areIn(message) ? "" : message
      let cause =
        switch (error.isEmpty || FlowSecrets.areIn(error), said.isEmpty) {
        case (true, true): "\(server) answered with \(status) and no reason."
        case (true, false): "\(server) says “\(said)” (\(status))."
        case (false, true): "\(words.meaning) (\(error), \(status))."
        case (false, false): "\(words.meaning) (\(error), \(status)); \(server) says “\(said)”."
        }
      return APIError.joined(cause, words.advice, requestID.map { "Request \($0)." } ?? "")
    case .noAnswer(let failure):
      let cause = failure.cause(server)
      return APIError.joined(
        "\(cause.prefix(1).uppercased())\(cause.dropFirst()).",
        failure.mayHaveBeenSent ? "Whether it was done is not known: begin again." : failure.advice(server)
      )
    case .unreadable(let status, let requestID):
      return APIError.joined(
        "\(server) answered with \(status), and no access_token that can be read.",
        requestID.map { "Request \($0)." } ?? ""
      )
    case .readOnly:
      return "This is read-only mode. Nothing was sent."
    }
  }
}
