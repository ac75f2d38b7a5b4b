public import HerokuAPI

/// What a lookup came to: a token or none, and every place that was looked in.
public struct TokenSearch: Hashable, Sendable {
  /// The server that a token was looked for.
  public let endpoint: Endpoint
  /// The token with its source; nil if there is none.
  public private(set) var found: FoundToken?
  /// Every place that was looked in, in order.
  public private(set) var attempts: [TokenAttempt] = []

  /// A search that has not begun.
  init(endpoint: Endpoint) {
    self.endpoint = endpoint
  }

  /// For people, where there is no token, line by line: that there is none, or why the one that was given cannot be
  /// used; where it was looked; and what else to do.
  public var explanation: [String] {
    // Whoever has set one must not be told to set one.
    for attempt in attempts {
      if case .unusable(let reason) = attempt.outcome {
        return ["The token in \(attempt.source) cannot be sent: \(reason)."]
      }
    }
    return [
      "No Heroku token: set HEROKU_API_KEY, or try “clientele --sandbox”.",
      "Looked for one for \(endpoint.displayName) in:",
    ] + attempts.map { "  \($0)" } + ["“heroku login” leaves one there, too."]
  }

  // MARK: Steps

  /// Notes that a place had nothing, or nothing of use.
  mutating func note(_ source: TokenSource, _ outcome: TokenAttempt.Outcome) {
    attempts.append(TokenAttempt(source: source, outcome: outcome))
  }

  /// Notes a text that should be a token: the end of the search, unless it cannot be one.
  mutating func note(_ source: TokenSource, text: String, warnings: [String] = []) {
    switch TokenText.read(text) {
    case .failure(let problem):
      note(source, .unusable(problem.description))
    case .success(let token):
      // Another account's token may be what comes after a place that failed, so that its owner should know.
      let failures = attempts.compactMap { attempt in
        switch attempt.outcome {
        case .failed(let reason), .unusable(let reason): "Skipped \(attempt.source.place): \(reason)."
        case .found, .absent: nil as String?
        }
      }
      note(source, .found)
      found = FoundToken(
        token: token,
        source: source,
        warnings: failures + warnings,
        attempts: attempts
      )
    }
  }
}

/// A token, and where it came from.
public struct FoundToken: Hashable, Sendable {
  /// The token.
  public let token: Secret
  /// Where it was found.
  public let source: TokenSource
  /// What its owner should know, as whole sentences: a file that others can read, a secret store that failed.
  public let warnings: [String]
  /// Every place that was looked in, this one last.
  public let attempts: [TokenAttempt]

  /// A token, where it came from, and what led there.
  public init(token: Secret, source: TokenSource, warnings: [String], attempts: [TokenAttempt]) {
    self.token = token
    self.source = source
    self.warnings = warnings
    self.attempts = attempts
  }
}

/// One place that was looked in, and what came of it.
///
/// It never holds a secret.
public struct TokenAttempt: Hashable, Sendable {
  /// What came of it.
  public enum Outcome: Hashable, Sendable {
    /// The token was there.
    case found
    /// Nothing was there, as it may well be; the text says what: “not set”.
    case absent(String)
    /// Asking failed, or what was there could not be understood; the text says why.
    case failed(String)
    /// A token was there, and is none that can be sent; the text says why.
    case unusable(String)
  }

  /// Where it was looked.
  public let source: TokenSource
  /// What came of it.
  public let outcome: Outcome

  /// An attempt and what came of it.
  public init(source: TokenSource, outcome: Outcome) {
    self.source = source
    self.outcome = outcome
  }
}

extension TokenAttempt: CustomStringConvertible {
  /// The attempt as a line for people, without a full stop.
  public var description: String {
    switch outcome {
    case .found: "\(source): found"
    case .absent(let reason), .failed(let reason), .unusable(let reason): "\(source.place): \(reason)"
    }
  }
}

/// A place where a token may be.
public enum TokenSource: Hashable, Sendable {
  /// The variable `HEROKU_API_KEY`.
  case environment
  /// The system's secret store, asked through a program; the account is nil while nobody knows it.
  case secretStore(program: String, account: String?)
  /// A netrc file, by its path as people write it, and the entry that is wanted.
  case netrc(path: String, machine: NetrcEntry.Machine)

  /// Where it is, without what in it is meant: “~/.netrc”.
  public var place: String {
    switch self {
    case .environment: "HEROKU_API_KEY"
    case .secretStore(let program, _): "the secret store (\(program))"
    case .netrc(let path, _): path
    }
  }
}

extension TokenSource: CustomStringConvertible {
  /// Where it is and what in it is meant: “~/.netrc, machine api.heroku.com”.
  public var description: String {
    switch self {
    case .environment, .secretStore(_, account: nil): place
    case .secretStore(_, let account?): "\(place), account \(account)"
    case .netrc(_, .named(let machine)): "\(place), machine \(machine)"
    case .netrc(_, .anyOther): "\(place), default"
    }
  }
}
