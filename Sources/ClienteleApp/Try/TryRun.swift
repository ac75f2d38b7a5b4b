import HerokuAPI
import HerokuTransport

/// Walks through the sign-in of a client as its app would, and says after each step what came of it.
///
/// Codes, tokens and the secret go from answer to request, and nowhere else.
final class TryRun {
  /// How it is walked.
  struct Options: Sendable {
    /// Whether the address that the browser arrives at is asked for, though it could be waited for.
    var pastes = false
    /// Whether the browser is opened without being asked.
    var opens = false
    /// Whether the authorization is left.
    var keeps = false
    /// How long the browser is waited for.
    var patience = Duration.seconds(300)
    /// What opens a browser; nil where there is none.
    var browser: WebBrowser?
  }

  private let session: Session
  private let trial: SignInTrial
  private let secret: Secret
  private let own: Account
  /// What the account had let in before; nil where nothing is taken back.
  private let before: AuthorizationList?
  private let options: Options
  private let identity: Endpoint
  private var stepCount = 0
  /// Whether the address was asked for, since nobody of ours waits there.
  private var isPasted = false
  /// Whether the person was sent to the authorization page.
  private var isBegun = false
  /// Whose the new authorization is, where that is not this program's account.
  private var otherAccount: Account?
  private var tokens: [Secret] = []
  /// Why standard output could not be written, once the rest must not end for it.
  private var unwritten: CommandFailure?

  /// Reads what has to be known before.
  init(
    _ session: Session,
    of credentials: ClientCredentials,
    scopes: [OAuthScope],
    _ options: Options
  ) async throws(CommandFailure) {
    guard let secret = credentials.secret else { throw .secretWithheld(credentials.client) }
    self.session = session
    self.secret = secret
    self.options = options
    trial = SignInTrial(of: credentials.client, scopes: scopes)
    identity = session.client.endpoint.identity
    own = try await session.call(.readAccount) { api throws(APIError) in try await api.account() }
    before =
      options.keeps
      ? nil
      : try await session.call(.loadAuthorizations) { api throws(APIError) in
        try await api.authorizations()
      }
  }

  private var name: String { "“\(trial.client.name)”" }
  private var host: String { identity.displayName }

  /// Walks, and takes back what came of it.
  func run() async throws(CommandFailure) {
    let failure: CommandFailure?
    do throws(CommandFailure) {
      try await walk(from: try await receive())
      failure = nil
    } catch {
      failure = error
    }
    let left = isBegun ? await cleanUp() : nil
    Interruption.current.setRemark(nil)
    if let failure { throw failure.and(left) }
    if let problem = left ?? unwritten { throw problem }
    try StandardOutput.print("Signing in with \(name) works.\n")
  }

  // MARK: The browser

  /// The address that the browser arrives at.
  private func receive() async throws(CommandFailure) -> CallbackAddress {
    guard !options.pastes, let door = CallbackDoor(trial) else {
      isPasted = true
      try await begin()
      return try pasted()
    }
    let result: Result<CallbackAddress, CommandFailure>
    do throws(CallbackListenerError) {
      result = try await CallbackListener.listening(for: door) { listener in await arrival(at: listener, door)
      }
    } catch {
      throw CommandFailure(.cannotListen, error.words(of: trial))
    }
    return try result.get()
  }

  private func arrival(at listener: CallbackListener, _ door: CallbackDoor) async -> Result<
    CallbackAddress, CommandFailure
  > {
    do throws(CommandFailure) {
      try await begin()
    } catch {
      return .failure(error)
    }
    StandardError.print(
      "Waiting for the browser at \(door.address.origin)\(door.address.path), for \(options.patience.inWords) at most."
    )
    guard let callback = await listener.arrival(within: options.patience) else {
      return .failure(
        CommandFailure(
          .network,
          """
          No browser has come back in \(options.patience.inWords). Where it runs on another machine, give --paste and the address \
          that it arrives at.
          """
        )
      )
    }
    return .success(callback)
  }

  /// Shows the address to sign in at, and opens it where that is wanted.
  private func begin() async throws(CommandFailure) {
    let line = "If \(name) was let in already, that stays: \(Self.wayToAuthorizations)"
    Interruption.current.setRemark { [line] }
    try StandardOutput.print(next(.address(of: trial, at: identity)), toleratingLostReader: false)
    isBegun = true
    guard let browser = options.browser else {
      if options.opens { StandardError.print("There is no \(WebBrowser.programName): open it yourself.") }
      return
    }
    if !options.opens {
      guard browser.hasDisplay, StandardError.canAsk else { return }
      StandardError.ask("Press Return to open it in a browser, or type no to do that yourself: ")
      guard readLine()?.isEmpty == true else { return }
    }
    browser.open(trial.address(at: identity))
  }

  /// The address that the person pastes.
  private func pasted() throws(CommandFailure) -> CallbackAddress {
    StandardError.print("Allow it there. What then stands in the browser’s address line is wanted, whole.")
    var problem = ""
    for _ in 0..<3 {
      do throws(FlowAddressError) {
        let address = try FlowAddress(parsing: FlowAddress.typed(asking: "Address: "))
        if case .callback(let callback) = address { return callback }
        problem =
          "That is the address to sign in at; wanted is the one that the browser arrives at afterwards."
      } catch {
        problem = error.description
        if error == .empty { break }
      }
      guard StandardError.canAsk else { break }
      StandardError.print(problem)
    }
    throw CommandFailure(.wrongUsage, problem)
  }

  // MARK: The steps

  private func walk(from callback: CallbackAddress) async throws(CommandFailure) {
    let judgement = trial.judge(callback)
    say(.answer(callback, judgement))
    guard let code = judgement.code else { throw stopped(.refused) }
    let server = session.signIn
    let exchanged = await Self.result { () throws(SignInError) in
      try await server.exchange(code: code, secret: secret)
    }
    say(.exchange(exchanged, with: server, host: host, hasArrived: isPasted))
    let first = try take(exchanged)
    let used = await use(first.access)
    say(TryStep(title: "The token in use", lines: TryStep.use(used, own: own)))
    let account = try checked(used)
    if account.id != own.id { otherAccount = account }
    guard let refresh = first.refresh else {
      say(TryStep(title: "The refresh", lines: ["Warning: no refresh token has come to try it with."]))
      return
    }
    let renewed = await Self.result { () throws(SignInError) in
      try await server.renew(with: refresh, secret: secret)
    }
    guard case .success(let second) = renewed else {
      say(.refresh(renewed, with: server, host: host, use: []))
      _ = try take(renewed)
      return
    }
    tokens.append(second.access)
    let usedAgain = await use(second.access)
    say(.refresh(renewed, with: server, host: host, use: TryStep.use(usedAgain, own: account)))
    _ = try checked(usedAgain)
  }

  private func use(_ token: Secret) async -> Result<Account, CommandFailure> {
    do throws(CommandFailure) {
      return .success(
        try await session.call(.useNewToken) { api throws(APIError) in try await api.account(of: token) }
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
  private func cleanUp() async -> CommandFailure? {
    func end(_ line: String, _ failure: CommandFailure? = nil) -> CommandFailure? {
      say(TryStep(title: "What is left", lines: [line]))
      return failure
    }
    guard let before else {
      return end(
        tokens.isEmpty
          ? "Nothing is looked for, as --keep says: \(Self.wayToAuthorizations)"
          : "The authorization stays, as --keep says: \(Self.wayToAuthorizations)"
      )
    }
    let tokens = tokens
    do throws(CommandFailure) {
      let after = try await session.call(.loadAuthorizations) { api throws(APIError) in
        try await api.authorizations(marking: tokens)
      }
      switch LeftAuthorization(of: trial.client.id, before: before, after: after) {
      case .new(let id):
        try await session.call(.deleteAuthorization(client: trial.client.name)) { api throws(APIError) in
          try await api.deleteAuthorization(id)
        }
        return end("The authorization was not there before: it is deleted, and the tokens with it.")
      case .old:
        return end(
          "The account had let \(name) in before: that authorization stays, for whoever uses the app with it."
        )
      case .nothing:
        if let otherAccount {
          return end(
            "The authorization is one of \(otherAccount.email), and stays: it is taken back by that account alone."
          )
        }
        return end(tokens.isEmpty ? "Nothing." : "The account has no authorization of \(name).")
      case .unclear:
        return end(
          "It is not certain which authorization came of this, so that none was deleted: \(Self.wayToAuthorizations)"
        )
      }
    } catch {
      return end("Error: \(error.lines.joined(separator: " "))", error)
    }
  }

  private static let wayToAuthorizations =
    "“heroku authorizations” lists what was let in, “heroku authorizations:revoke ID” takes it back."

  // MARK: Words

  private func next(_ step: TryStep) -> String {
    stepCount += 1
    return step.text(number: stepCount)
  }

  /// Prints a step.
  ///
  /// A lost output must not keep the authorization from being taken back: it is told at the end.
  private func say(_ step: TryStep) {
    do throws(CommandFailure) {
      try StandardOutput.print(next(step))
    } catch {
      unwritten = unwritten ?? error
    }
  }
}

extension CallbackListenerError {
  /// Why this machine cannot wait for the browser, and what to do.
  fileprivate func words(of trial: SignInTrial) -> String {
    let cause =
      switch self {
      case .portInUse(let port, let host):
        "Another program listens on port \(port) of \(host), where the redirect URI leads: end it for the time."
      case .portNotAllowed(let port):
        "The system does not let this user listen on port \(port), where the redirect URI leads."
      case .noAddress(let host): "This machine has no address \(host), where the redirect URI leads."
      case .other(let words):
        "This machine cannot wait where the redirect URI leads (\(words))."
      }
    return "\(cause) Nothing was done. With --paste nobody waits there, and the address is asked for."
  }
}

extension Duration {
  /// In whole minutes, or seconds where it is no whole minute.
  fileprivate var inWords: String {
    let seconds = components.seconds
    let (count, unit) = seconds % 60 == 0 ? (seconds / 60, "minute") : (seconds, "second")
    return "\(count) \(unit)\(count == 1 ? "" : "s")"
  }
}
