/// The token and the second factor of all copies of a client, kept up to date.
///
/// Requests that are refused together share one look-up, and one question to the person.
actor Authorizer {
  private let reauthorization: Reauthorization
  private let pacing: Pacing
  private var token: AccessToken
  /// The tokens that the server has refused: none of them is tried again.
  private var refusedTokens: Set<Secret> = []
  private var finding: Task<Renewal, Never>?
  private var code: GivenCode?
  private var asking: Task<Secret?, Never>?
  /// The account that the token was seen to belong to.
  private var account: Account?
  /// Whose the token is, while that is asked, and once it was.
  private var naming: Task<Account?, Never>?

  private struct GivenCode {
    var secret: Secret
    /// How long ago it was given.
    var age: @Sendable () -> Duration
    var wasAccepted = false
  }

  init(token: AccessToken, reauthorization: Reauthorization, pacing: Pacing) {
    self.token = token
    self.reauthorization = reauthorization
    self.pacing = pacing
    code = reauthorization.givenCode.map { GivenCode(secret: $0, age: pacing.stopwatch()) }
  }

  /// What a request goes with at first.
  var authorization: Authorization { Authorization(token: token) }

  /// Notes whose token it is, so that no other account's takes its place.
  func note(_ account: Account) {
    self.account = account
  }

  /// Begins to ask whose token it is, unless that is known or was asked before.
  func prepareAccount(_ whose: @escaping @Sendable (AccessToken) async -> Account?) {
    guard account == nil, naming == nil else { return }
    naming = Task { await name(whose) }
  }

  /// Whose token it is, which is asked once; nil where the server does not say.
  func account(_ whose: @escaping @Sendable (AccessToken) async -> Account?) async -> Account? {
    prepareAccount(whose)
    if let account { return account }
    return await naming?.value
  }

  private func name(_ whose: @Sendable (AccessToken) async -> Account?) async -> Account? {
    guard let named = await whose(token) else { return nil }
    if account == nil { account = named }
    return named
  }

  // MARK: Token

  /// What became of a token that the server refused.
  enum Renewal: Hashable, Sendable {
    /// Send the request again with this one.
    case renewed(AccessToken)
    /// There is no other.
    case none
    /// There is another, but it is not of the account whose clients are shown.
    case otherAccount(AccessToken, Account)
  }

  /// Looks for a token in the place of one that was refused.
  ///
  /// - Parameter whose: asks the server whose a token is; nil where it does not say.
  func renewal(
    of refused: AccessToken,
    whose: @escaping @Sendable (AccessToken) async -> Account?
  ) async -> Renewal {
    // Another request has been here before.
    if token.secret != refused.secret { return .renewed(token) }
    if let finding { return await finding.value }
    refusedTokens.insert(refused.secret)
    let task = Task { await find(whose) }
    finding = task
    let renewal = await task.value
    finding = nil
    return renewal
  }

  private func find(_ whose: @Sendable (AccessToken) async -> Account?) async -> Renewal {
    guard let found = await reauthorization.findToken(), !refusedTokens.contains(found.secret) else {
      return .none
    }
    if let account {
      guard let theirs = await whose(found) else { return .none }
      guard theirs.id == account.id else { return .otherAccount(found, theirs) }
    }
    token = found
    return .renewed(found)
  }

  // MARK: Second factor

  /// A code to send a request with after it was refused without one, or with a wrong one; nil where nobody has one.
  func twoFactorCode(insteadOf refused: Secret?) async -> Secret? {
    if let asking { return await asking.value }
    let known = code
    if let known, known.secret != refused, known.age() < Self.codeLifetime { return known.secret }
    // One that was right before has only become too old, which is nobody's mistake.
    let isMistaken = refused != nil && !(known?.secret == refused && known?.wasAccepted == true)
    let question = isMistaken ? TwoFactorQuestion.again : .first
    let task = Task { await reauthorization.askForCode(question) }
    asking = task
    let answer = await task.value
    asking = nil
    code = answer.map { GivenCode(secret: $0, age: pacing.stopwatch()) }
    return answer
  }

  /// Notes that the server has taken a code.
  func accepted(_ secret: Secret) {
    if code?.secret == secret { code?.wasAccepted = true }
  }

  /// How long a code is worth trying again.
  ///
  /// One of an authenticator is good for half a minute, and a little more.
  private static let codeLifetime = Duration.seconds(60)
}
