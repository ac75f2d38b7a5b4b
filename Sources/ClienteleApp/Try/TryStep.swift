import HerokuAPI
import TerminalText

/// A step of a sign-in that is tried out, in words: what was sent, what came, and what is wrong with it.
struct TryStep: Hashable, Sendable {
  let title: String
  /// Each may have text of other people in it, and no code, token or secret.
  var lines: [String]

  /// The step with its number, and a line feed at its end.
  func text(number: Int) -> String {
    (["\(number). \(title)"] + lines.map { "   \(CleanText($0).text)" }).map { $0 + "\n" }.joined()
  }
}

extension TryStep {
  /// The address that the person is sent to.
  static func address(of trial: SignInTrial, at identity: Endpoint) -> TryStep {
    let client = trial.client
    let uri = RedirectURI.findings(in: client.redirectURI).filter { $0.severity != .note }.map { finding in
      "\(finding.severity.heading): the redirect URI: \(finding.text)."
    }
    let scopes = trial.scopes.map(\.rawValue).joined(separator: " ")
    return TryStep(
      title: "The address to sign in at",
      lines: [
        "Client: \(client.name)  \(client.id)", "Scope: \(scopes)",
        "Then to: \(RedirectURI.masked(client.redirectURI) ?? client.redirectURI)",
        trial.address(at: identity),
      ] + uri + FlowReport.lines(trial.findings(at: identity))
    )
  }

  /// What the person has come back with.
  static func answer(_ callback: CallbackAddress, _ judgement: SignInTrial.Judgement) -> TryStep {
    let code = callback.code.map { "a code of \($0.reveal().count) characters" }
    let error = judgement.error.map { "the error \($0)" }
    let came = [code, error].compactMap(\.self).joined(separator: " and ")
    let state =
      callback.state == nil ? "none" : judgement.isOurState ? "the one that was sent" : "another one"
    return TryStep(
      title: "The answer",
      lines: ["Came: \(came.isEmpty ? "no code" : came)", "State: \(state)"]
        + FlowReport.lines(judgement.findings)
    )
  }

  /// What came of the code.
  ///
  /// - Parameter hasArrived: whether the browser has been where the app itself takes the code.
  static func exchange(
    _ result: Result<SignInServer.Tokens, SignInError>,
    with server: SignInServer,
    host: String,
    hasArrived: Bool
  ) -> TryStep {
    var step = tokens(
      result,
      title: "The exchange of the code",
      sent: "POST \(server.address) with grant_type=authorization_code, the code and the client secret",
      host: host
    )
    if hasArrived, case .failure(.refused(_, "invalid_grant", _, _)) = result {
      step.lines.append(
        "Note: the browser was at the app before. An app that exchanges a code without comparing the state uses it up there."
      )
    }
    return step
  }

  /// What came of the refresh token.
  static func refresh(
    _ result: Result<SignInServer.Tokens, SignInError>,
    with server: SignInServer,
    host: String,
    use: [String]
  ) -> TryStep {
    let step = tokens(
      result,
      title: "The refresh",
      sent: "POST \(server.address) with grant_type=refresh_token, the refresh token and the client secret",
      host: host
    )
    return TryStep(title: step.title, lines: step.lines + use)
  }

  private static func tokens(
    _ result: Result<SignInServer.Tokens, SignInError>,
    title: String,
    sent: String,
    host: String
  ) -> TryStep {
    switch result {
    case .success(let tokens):
      let lifetime = tokens.lifetimeInWords.map { ", good for \($0)" } ?? ""
      var lines = [
        "Sent: \(sent)",
        "Came: an access token\(lifetime), and \(tokens.refresh == nil ? "no" : "a") refresh token",
      ]
      if let type = tokens.type, type.lowercased() != "bearer" {
        lines.append("Warning: its token_type is “\(type)”, and not Bearer.")
      }
      return TryStep(title: title, lines: lines)
    case .failure(let error):
      return TryStep(title: title, lines: ["Sent: \(sent)", "Error: \(error.words(host: host))"])
    }
  }

  /// Whose account the token is for.
  static func use(_ result: Result<Account, CommandFailure>, own: Account) -> [String] {
    var lines = ["Sent: GET /account with the access token"]
    switch result {
    case .success(let account) where account.id == own.id: lines.append("Came: \(account.email)")
    case .success(let account):
      lines.append("Came: \(account.email)")
      lines.append(
        "Note: the browser is signed in as \(account.email), and this program works for \(own.email)."
      )
    case .failure(let failure): lines += failure.lines.map { "Error: \($0)" }
    }
    return lines
  }
}

extension FindingSeverity {
  /// The word that a line begins with.
  var heading: String { word.prefix(1).uppercased() + word.dropFirst() }
}
