extension Exchange {
  /// What comes of a refusal that a newer token or a second factor may overcome.
  enum Reauthorized {
    /// Send the very same request with this.
    case with(Authorization)
    /// The refusal stands.
    case refused(APIError)
  }

  /// Finds what a request was refused for want of.
  ///
  /// A refusal of this kind means that nothing was done, so that it makes no difference what the request asks for.
  func reauthorize(_ used: Authorization, after error: APIError) async -> Reauthorized {
    guard case .refused(var refusal) = error else { return .refused(error) }
    switch (refusal.status, refusal.id) {
    case (403, "two_factor"), (_, "invalid_two_factor_code"):
      guard let code = await authorizer.twoFactorCode(insteadOf: used.twoFactorCode) else { break }
      return .with(Authorization(token: used.token, twoFactorCode: code))
    case (401, _):
      refusal.token = RefusedToken(source: used.token.source)
      switch await authorizer.renewal(of: used.token, whose: { await account(of: $0) }) {
      case .renewed(let token): return .with(Authorization(token: token, twoFactorCode: used.twoFactorCode))
      case .otherAccount(let token, let account):
        refusal.token = RefusedToken(source: token.source, otherAccount: account.email)
      case .none: break
      }
    default: break
    }
    return .refused(.refused(refusal))
  }

  /// Whose a token is, asked once; nil where the server does not say.
  func account(of token: AccessToken) async -> Account? {
    guard let answer = await answerOnce(to: .account, token) else { return nil }
    return try? AnswerReader(.account).account(in: answer)
  }

  /// The answer to a read that may fail: it is asked once, and nobody is asked for anything.
  func answerOnce(to request: ClientRequest, _ token: AccessToken) async -> HTTPAnswer? {
    let head = builder.head(of: request, Authorization(token: token))
    guard case .success(let answer) = await send(head, body: [], for: request, attempt: 1),
      (200...299).contains(answer.status)
    else { return nil }
    return answer
  }
}
