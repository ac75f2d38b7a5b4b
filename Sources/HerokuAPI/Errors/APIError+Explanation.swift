extension APIError {
  /// The error in words for people: the one place where they are found.
  ///
  /// - Parameters:
  ///   - attempt: what the call was for.
  ///   - host: the server's ``Endpoint/displayName``.
  ///   - audience: who reads it, and can do what is advised.
  public func explanation(
    of attempt: Attempt,
    host: String,
    for audience: Audience = .browser
  ) -> Explanation {
    let server = ServerName(host)
    let words: (cause: String, advice: String)
    switch self {
    case .refused(let refusal):
      words = refusal.words(for: attempt, server: server, audience: audience)
    case .notFound:
      words = attempt.missing(on: server, for: audience)
    case .conflict(_, let fields):
      let were = fields.count > 1 ? "were" : "was"
      words = (
        "somebody else changed the \(fields.listed), which \(were) to be changed here",
        "Nothing was sent. \(audience.lookingAgain("Look at what is there now, and decide."))"
      )
    case .changedSinceShown:
      words = (
        "somebody else changed it after it was shown",
        "Nothing was sent. \(audience.lookingAgain("Look at it as it is now, and decide again."))"
      )
    case .configVarsChanged(let names, let pairs):
      words = (
        "somebody else has changed \((names + pairs.idNames).joined(separator: " and ")) meanwhile",
        Self.joined(
          "Nothing was sent.",
          pairs.keptSecrets,
          "Look once more where the client is used, and decide again."
        )
      )
    case .unreachable(let failure):
      words = (failure.cause(server), Self.joined(attempt.unchanged, failure.advice(server)))
    case .outcomeUnknown(let failure):
      words = (failure.cause(server), attempt.whatToLookAt(for: audience))
    case .unreadable(let answer):
      words = answer.words(for: attempt, server: server, audience: audience)
    case .cancelled:
      words = ("it was cancelled", attempt.unchanged)
    case .readOnly:
      words = ("this is read-only mode", "Nothing was sent. Start without --read-only to make changes.")
    }
    return Explanation(
      attempt: attempt.ending(mayHaveBeenDone: mayHaveBeenDone),
      cause: words.cause,
      advice: words.advice,
      requestID: requestID
    )
  }

  /// The `Request-Id` of the answer, if there was one.
  public var requestID: String? {
    switch self {
    case .refused(let refusal): refusal.requestID
    case .notFound(let requestID): requestID
    case .unreadable(let answer): answer.requestID
    case .conflict, .changedSinceShown, .configVarsChanged, .unreachable, .outcomeUnknown, .cancelled,
      .readOnly:
      nil
    }
  }

  /// Sentences in a row, those that are empty left out.
  static func joined(_ sentences: String...) -> String {
    sentences.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension [VariablePair] {
  /// The names of the ids, each once.
  var idNames: [String] { Set(map(\.idName)).sorted() }

  /// What is to be done about secrets that were not set because the ids beside them are others now; empty where there are none.
  var keptSecrets: String {
    guard !isEmpty else { return "" }
    let names = map(\.secretName).joined(separator: " and ")
    let have = count == 1 ? "has" : "have"
    return "\(names) still \(have) the old secret: set it by hand if the app is to have the client."
  }
}

extension Audience {
  /// What to do about a client that has changed meanwhile: the browser shows it already.
  fileprivate func lookingAgain(_ inBrowser: String) -> String {
    switch self {
    case .browser: inBrowser
    case .command: "Look at it with “clientele info”, and decide again."
    }
  }
}

extension Attempt {
  /// What 404 means, and what to do about it.
  fileprivate func missing(on server: ServerName, for audience: Audience) -> (cause: String, advice: String) {
    switch (self, audience) {
    case (.readConfigVars, _):
      ("\(server) has no such app or pipeline that the account may use, or no longer", "")
    case (.deleteAuthorization, _):
      ("\(server) has no such authorization, or no longer", "")
    case (.findApp, _), (.setConfigVars, _), (.readDomains, _):
      ("\(server) has no app of this name that the account may use", "Check its name.")
    case (_, .browser):
      ("\(server) has no such client, or no longer", "Reload to see what is there.")
    case (_, .command):
      ("\(server) has no such client, or no longer", "“clientele list” shows what is there.")
    }
  }
}
