/// A sign-in that is tried out: what is sent to the authorization page, and what has to come back from there.
public struct SignInTrial: Hashable, Sendable {
  /// The client that asks.
  public let client: OAuthClient
  /// What it asks for.
  public let scopes: [OAuthScope]
  /// What the answer has to come back with.
  let state: String

  /// Begins a trial.
  ///
  /// - Parameter state: a text that nobody can guess; by default a new random one.
  public init(of client: OAuthClient, scopes: [OAuthScope], state: String = Self.makeState()) {
    self.client = client
    self.scopes = scopes
    self.state = state
  }

  /// A new random text, of 160 bits.
  public static func makeState() -> String {
    String((0..<32).map { _ in letters[Int.random(in: letters.indices)] })
  }

  private static let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")

  /// Where this machine waits for the answer; nil where it comes to another, or over TLS.
  public var loopback: LoopbackAddress? { LoopbackAddress(redirectURI: client.redirectURI) }

  /// The address to send the person to.
  ///
  /// - Parameter identity: where the authorization page is.
  public func address(at identity: Endpoint) -> String {
    AuthorizationAddress.text(
      at: identity,
      clientID: client.id,
      scopes: scopes.map(\.rawValue),
      state: state
    )
  }

  /// What there is to say about that address, the worst first.
  public func findings(at identity: Endpoint) -> [FlowFinding] {
    guard let address = try? FlowAddress(parsing: address(at: identity)) else { return [] }
    return address.findings(at: identity, among: [client])
  }

  /// What has come back: what there is to say about it, the worst first, and the code where it may be exchanged.
  public struct Judgement: Hashable, Sendable {
    /// What there is to say.
    public let findings: [FlowFinding]
    /// The code; nil where the flow has to end here.
    public let code: Secret?
    /// What came as `error`, where nothing of a secret is in it; nil where none did.
    public let error: String?
    /// Whether the state is the one that was sent.
    public let isOurState: Bool
  }

  /// Judges the address that the person has come back to.
  ///
  /// A code with another state is not exchanged: it may be somebody else's.
  public func judge(_ callback: CallbackAddress) -> Judgement {
    let isOurState = callback.state == state
    var findings = FlowAddress.callback(callback).findings(at: .heroku, among: [client])
    findings.removeAll { $0.severity == .note }
    if callback.state != nil, !isOurState {
      let finding = FlowFinding(
        .wrongState,
        "The state is not the one that was sent",
        advice: """
          The answer belongs to another sign-in, or somebody else has sent the browser here. An app must not go on with such \
          a code.
          """
      )
      findings.insert(finding, at: 0)
    }
    let ends = findings.contains { Self.ending.contains($0.code) }
    return Judgement(
      findings: findings,
      code: ends || !isOurState ? nil : callback.code,
      error: callback.error.map { FlowSecrets.areIn($0) || $0.count > 80 ? "…" : $0 },
      isOurState: isOurState
    )
  }

  /// What ends the flow.
  private static let ending: Set<FlowFinding.Code> = [
    .doubledParameter, .errorAnswer, .noCode, .codeAndError, .implicitFlow, .answerInFragment, .noState,
    .wrongState,
  ]
}
