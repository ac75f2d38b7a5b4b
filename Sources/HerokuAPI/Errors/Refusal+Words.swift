extension Refusal {
  /// What the API said, and what to do about it.
  func words(
    for attempt: Attempt,
    server: ServerName,
    audience: Audience
  ) -> (cause: String, advice: String) {
    (
      cause(for: attempt, server: server),
      APIError.joined(
        mayHaveBeenDone ? attempt.whatToLookAt(for: audience) : attempt.unchanged,
        advice(for: attempt, server, audience),
        url.map { "“\($0)” says more." } ?? ""
      )
    )
  }

  private func cause(for attempt: Attempt, server: ServerName) -> String {
    switch (status, id) {
    case (403, "two_factor"):
      return "\(server) wants a second factor\(label)"
    case (_, "invalid_two_factor_code"):
      return "\(server) does not accept the second factor\(label)"
    case (401, _):
      // What everybody hears who has no valid token says no more than that.
      let more = said.isEmpty || said == "Invalid credentials provided" ? "" : ", and says “\(said)”"
      return "\(server) does not accept the token\(label)\(more)"
    case (429, ""):
      return "\(server) takes no more requests for now (429, too many requests)"
    case (429, _):
      return "the account has used up its requests for now\(label)"
    default:
      break
    }
    guard !said.isEmpty else {
      return
        "\(server) answered with \(status)\(HTTPStatus.words(status).map { " (\($0))" } ?? "") and no reason\(label)"
    }
    if let field, let rest = predicate(of: field) {
      let subject = attempt.onlyField == field ? "it" : "the \(field.label)"
      return "\(server) says \(subject) “\(rest)”\(label)"
    }
    return "\(server) says “\(said)”\(label)"
  }

  /// The API's word for the error, in brackets.
  private var label: String { id.isEmpty ? "" : " (\(id))" }

  /// The message without the full stop, which would stand before the closing quotation mark.
  private var said: String {
    var text = message
    while let last = text.last, last == "." || last.isWhitespace { text.removeLast() }
    return text
  }

  /// What the message says about a field with whose name it begins: `is not a valid URI`.
  private func predicate(of field: ClientField) -> String? {
    for subject in [field.rawValue, field.label] {
      let beginning = said.prefix(subject.count)
      guard beginning.lowercased() == subject.lowercased() else { continue }
      let rest = said.dropFirst(subject.count)
      guard rest.first == " " else { continue }
      return String(rest.dropFirst())
    }
    return nil
  }

  private func advice(for attempt: Attempt, _ server: ServerName, _ audience: Audience) -> String {
    switch (status, id) {
    case (_, "invalid_two_factor_code"):
      return "Wait for the next code, and try again."
    case (401, _) where attempt == .useNewToken:
      return "It was made a moment ago, so that it is the server’s affair: try again later."
    case (401, _):
      return (token ?? RefusedToken(source: nil)).advice(server)
    case (402, _):
      return "The account has to be paid for first."
    case (403, "two_factor"):
      let answer =
        audience == .browser
        ? "Try again with the code of your authenticator"
        : "Give the code of your authenticator with --two-factor-code"
      return "\(answer), or use a token that needs none, from “heroku authorizations:create”."
    case (403, "suspended"):
      return server.isHeroku ? "The account is suspended: ask Heroku’s support." : ""
    case (403, _) where attempt == .useNewToken:
      return "Its scope may not be enough to ask whose account it is for: ask for identity besides."
    case (403, _) where attempt.isAboutApp:
      var may = "change the app"
      if case .readConfigVars(let apps) = attempt {
        may = apps.count == 1 ? "see the app’s config vars" : "see the apps’ config vars"
      }
      if case .readDomains = attempt { may = "see the app" }
      return "Use a token of an account that may \(may), without a restricted scope."
    case (403, _):
      return "Use a token of the account that owns the client, without a restricted scope."
    case (412, _), (409, _):
      return audience == .browser ? "Reload, and try again." : "Try again."
    case (429, _) where wait != nil, (503, _) where wait != nil && !mayHaveBeenDone:
      return wait.map { "Try again in \($0.waitInWords)." } ?? ""
    case (429, _):
      return "Wait a minute, and try again."
    case (500..., _) where !mayHaveBeenDone:
      return server.isHeroku ? "Try again later; status.heroku.com may say more." : "Try again later."
    default:
      return ""
    }
  }
}
