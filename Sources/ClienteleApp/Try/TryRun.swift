import HerokuAPI
import HerokuTransport

/// Walks through the sign-in of a client as its app would, and says after each step what came of it.
///
/// Codes, tokens and the secret go from answer to request, and nowhere else. Whoever is led through it, before a terminal or
/// before the browser's screen, is a ``TryGuide``.
final class TryRun {
  /// How it is walked.
  struct Options: Sendable {
    /// Whether the address that the browser arrives at is asked for, though it could be waited for.
    var pastes = false
    /// Whether the authorization is left.
    var keeps = false
    /// Whom errors are worded for.
    var audience = Audience.command
  }

  /// How it has ended.
  struct Ending: Sendable {
    /// Why signing in does not work, or could not be tried to its end; nil where it works.
    var failure: CommandFailure?
    /// What went wrong in the step that it failed in.
    var reason: [String] = []
    /// What has become of the authorization, as a sentence; nil where nothing can be left.
    var left: String?
  }

  private let api: HerokuClient
  private let server: SignInServer
  private let serverName: String
  private let trial: SignInTrial
  private let secret: Secret
  private let own: Account
  /// What the account had let in before; nil where nothing is taken back.
  private let before: AuthorizationList?
  private let options: Options
  private let guide: any TryGuide
  private let identity: Endpoint
  private var stepCount = 0
  /// What was wrong in the last step.
  private var reason: [String] = []
  /// Whether the address was given, since nobody of ours waits there.
  private var isGiven = false
  /// Whether the person was sent to the authorization page.
  private var isBegun = false
  /// Whose the new authorization is, where that is not this program's account.
  private var otherAccount: Account?
  private var tokens: [Secret] = []
  /// Why a step could not be shown, once the rest must not end for it.
  private var unshown: CommandFailure?

  /// Reads what has to be known before.
  ///
  /// - Parameters:
  ///   - api: the API.
  ///   - server: where codes are exchanged.
  ///   - serverName: how people know the API's server.
  init(
    _ api: HerokuClient,
    _ server: SignInServer,
    serverName: String,
    of credentials: ClientCredentials,
    scopes: [OAuthScope],
    _ options: Options,
    led guide: any TryGuide
  ) async throws(CommandFailure) {
    guard let secret = credentials.secret else { throw .secretWithheld(credentials.client) }
    (self.api, self.server, self.serverName) = (api, server, serverName)
    (self.secret, self.options, self.guide) = (secret, options, guide)
    trial = SignInTrial(of: credentials.client, scopes: scopes)
    identity = api.endpoint.identity
    func call<Value>(
      _ attempt: Attempt,
      _ body: () async throws(APIError) -> Value
    ) async throws(CommandFailure) -> Value {
      do throws(APIError) {
        return try await body()
      } catch {
        throw CommandFailure(error, of: attempt, host: serverName, for: options.audience)
      }
    }
    own = try await call(.readAccount) { () throws(APIError) in try await api.account() }
    before =
      options.keeps
      ? nil : try await call(.loadAuthorizations) { () throws(APIError) in try await api.authorizations() }
  }

  private var name: String { "“\(trial.client.name)”" }
  private var host: String { identity.displayName }

  /// Walks, and takes back what came of it.
  func run() async -> Ending {
    var ending = Ending()
    do throws(CommandFailure) {
      try await walk(from: try await receive())
    } catch {
      ending.failure = error
      ending.reason = reason
    }
    guard isBegun else { return ending }
    let (left, problem) = await cleanUp()
    ending.left = left
    if let failure = ending.failure {
      ending.failure = failure.and(problem)
    } else {
      ending.failure = problem ?? unshown
    }
    return ending
  }

  private func call<Value>(
    _ attempt: Attempt,
    _ body: (HerokuClient) async throws(APIError) -> Value
  ) async throws(CommandFailure) -> Value {
    do throws(APIError) {
      return try await body(api)
    } catch {
      throw CommandFailure(error, of: attempt, host: serverName, for: options.audience)
    }
  }

  // MARK: The browser

  /// The address that the browser arrives at.
  private func receive() async throws(CommandFailure) -> CallbackAddress {
    guard !options.pastes, let door = CallbackDoor(trial) else { return try await arrival(at: nil) }
    let result: Result<CallbackAddress, CommandFailure>
    do throws(CallbackListenerError) {
      result = try await CallbackListener.listening(for: door) { listener in
        do throws(CommandFailure) {
          return .success(try await arrival(at: (listener, door)))
        } catch {
          return .failure(error)
        }
      }
    } catch {
      let cause = error.words
      guard guide.asksWhereNobodyListens else {
        let advice = "Nothing was done. With --paste nobody waits there, and the address is asked for."
        throw CommandFailure(.cannotListen, "\(cause) \(advice)")
      }
      return try await arrival(at: nil, obstacle: cause)
    }
    return try result.get()
  }

  /// Sends the person to the authorization page, and waits for what comes back.
  private func arrival(
    at place: (listener: CallbackListener, door: CallbackDoor)?,
    obstacle: String? = nil
  ) async throws(CommandFailure) -> CallbackAddress {
    stepCount += 1
    try await guide.invite(
      TryInvitation(
        step: .address(of: trial, at: identity),
        client: trial.client,
        address: trial.address(at: identity),
        place: place.map { $0.door.address.origin + $0.door.address.path },
        obstacle: obstacle
      )
    )
    isBegun = true
    let arrival = try await guide.arrival(at: place?.listener)
    isGiven = arrival.isGiven
    return arrival.address
  }

  // MARK: The steps

  private func walk(from callback: CallbackAddress) async throws(CommandFailure) {
    let judgement = trial.judge(callback)
    await say(.answer(callback, judgement))
    guard let code = judgement.code else { throw stopped(.refused) }
    let exchanged = await Self.result { () throws(SignInError) in
      try await server.exchange(code: code, secret: secret)
    }
    await say(.exchange(exchanged, with: server, host: host, hasArrived: isGiven))
    let first = try take(exchanged)
    let used = await use(first.access)
    await say(TryStep(title: "The token in use", lines: TryStep.use(used, own: own)))
    let account = try checked(used)
    if account.id != own.id { otherAccount = account }
    guard let refresh = first.refresh else {
      await say(TryStep(title: "The refresh", lines: ["Warning: no refresh token has come to try it with."]))
      return
    }
    let renewed = await Self.result { () throws(SignInError) in
      try await server.renew(with: refresh, secret: secret)
    }
    guard case .success(let second) = renewed else {
      await say(.refresh(renewed, with: server, host: host, use: []))
      _ = try take(renewed)
      return
    }
    tokens.append(second.access)
    let usedAgain = await use(second.access)
    await say(.refresh(renewed, with: server, host: host, use: TryStep.use(usedAgain, own: account)))
    _ = try checked(usedAgain)
  }

  private func use(_ token: Secret) async -> Result<Account, CommandFailure> {
    do throws(CommandFailure) {
      return .success(
        try await call(.useNewToken) { api throws(APIError) in try await api.account(of: token) }
      )
    } catch {
      return .failure(error)
    }
  }

  private func take(_ result: Result<SignInServer.Tokens, SignInError>) throws(CommandFailure)
    -> SignInServer.Tokens
  {
    switch result {
    case .success(let made):
      tokens.append(made.access)
      return made
    case .failure(.refused), .failure(.readOnly): throw stopped(.refused)
    case .failure(.noAnswer), .failure(.unreadable): throw stopped(.network)
    }
  }

  private func checked(_ result: Result<Account, CommandFailure>) throws(CommandFailure) -> Account {
    switch result {
    case .success(let account): return account
    case .failure(let failure): throw stopped(failure.status)
    }
  }

  private func stopped(_ status: ExitStatus) -> CommandFailure {
    CommandFailure(status, "Signing in with \(name) does not work: step \(stepCount) says why.")
  }

  private static func result<Value>(
    _ body: () async throws(SignInError) -> Value
  ) async -> Result<Value, SignInError> {
    do throws(SignInError) {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }

  // MARK: What is left

  /// Takes the authorization back, if it is a new one, and says what is left.
  ///
  /// - Returns: what is left, as a sentence, and why it could not be found out or taken back; nil where nothing can be left.
  private func cleanUp() async -> (left: String?, problem: CommandFailure?) {
    do throws(CommandFailure) {
      let left = try await takeBack()
      await say(TryStep(title: "What is left", lines: [left ?? "Nothing."]))
      return (left, nil)
    } catch {
      let words = error.lines.joined(separator: " ")
      await say(TryStep(title: "What is left", lines: ["Error: \(words)"]))
      return (words, error)
    }
  }

  private func takeBack() async throws(CommandFailure) -> String? {
    guard let before else {
      return tokens.isEmpty
        ? "Nothing is looked for, as --keep says: \(Self.wayToAuthorizations)"
        : "The authorization stays, as --keep says: \(Self.wayToAuthorizations)"
    }
    let tokens = tokens
    let after = try await call(.loadAuthorizations) { api throws(APIError) in
      try await api.authorizations(marking: tokens)
    }
    switch LeftAuthorization(of: trial.client.id, before: before, after: after) {
    case .new(let id):
      do throws(CommandFailure) {
        try await call(.deleteAuthorization(client: trial.client.name)) { api throws(APIError) in
          try await api.deleteAuthorization(id)
        }
      } catch {
        guard error.status == .outcomeUnknown, await isGone(id) else { throw error }
      }
      return "The authorization was not there before: it is deleted, and the tokens with it."
    case .old:
      return
        "The account had let \(name) in before: that authorization stays, for whoever uses the app with it."
    case .nothing:
      if let otherAccount {
        let email = otherAccount.email
        return "The authorization is one of \(email), and stays: it is taken back by that account alone."
      }
      return tokens.isEmpty ? nil : "The account has no authorization of \(name)."
    case .unclear:
      return
        "It is not certain which authorization came of this, so that none was deleted: \(Self.wayToAuthorizations)"
    }
  }

  /// Whether an authorization is gone, where the answer to its deletion was lost; false where nobody can tell.
  private func isGone(_ id: String) async -> Bool {
    let now = try? await call(.loadAuthorizations) { api throws(APIError) in
      try await api.authorizations(marking: [])
    }
    guard let now, now.isWhole else { return false }
    return !now.authorizations.contains { $0.id == id }
  }

  /// How a person takes back what was let in.
  static let wayToAuthorizations =
    "“heroku authorizations” lists what was let in, “heroku authorizations:revoke ID” takes it back."

  // MARK: Words

  /// Shows a step.
  ///
  /// One that cannot be shown must not keep the authorization from being taken back: it is told at the end.
  private func say(_ step: TryStep) async {
    stepCount += 1
    reason = step.lines.filter { $0.hasPrefix("Error: ") }
    do throws(CommandFailure) {
      try await guide.show(step, number: stepCount)
    } catch {
      unshown = unshown ?? error
    }
  }
}

extension CallbackListenerError {
  /// Why this machine cannot wait for the browser.
  fileprivate var words: String {
    switch self {
    case .portInUse(let port, let host):
      "Another program listens on port \(port) of \(host), where the redirect URI leads: end it for the time."
    case .portNotAllowed(let port):
      "The system does not let this user listen on port \(port), where the redirect URI leads."
    case .noAddress(let host): "This machine has no address \(host), where the redirect URI leads."
    case .other(let words): "This machine cannot wait where the redirect URI leads (\(words))."
    }
  }
}
