import FoundationEssentials
import HerokuAPI
import Testing

struct ExplanationTests {
  static let heroku = "api.heroku.com"
  static let changeURI = Attempt.update(name: "production", fields: [.redirectURI])
  static let delete = Attempt.delete(name: "production")
  static let create = Attempt.create(name: "production")
  static let rotate = Attempt.rotate(name: "production")

  static func refusal(
    _ status: Int,
    _ id: String,
    _ message: String,
    field: ClientField? = nil,
    mayHaveBeenDone: Bool = false
  ) -> APIError {
    .refused(
      Refusal(
        status: status,
        id: id,
        message: message,
        field: field,
        mayHaveBeenDone: mayHaveBeenDone,
        requestID: "8f1c"
      )
    )
  }

  static func lost(_ kind: TransportFailure.Kind, _ detail: String = "") -> TransportFailure {
    TransportFailure(kind, mayHaveBeenSent: true, detail: detail)
  }

  @Test func `tells what was tried, what came back, what state things are in, and the request`() {
    let error = Self.refusal(422, "invalid_params", "redirect_uri is not a valid URI", field: .redirectURI)
    #expect(
      error.explanation(of: Self.changeURI, host: Self.heroku).text == """
        Could not change the redirect URI of “production”: Heroku says it “is not a valid URI” (invalid_params). \
        Nothing was changed. Request 8f1c.
        """
    )
  }

  @Test func `names the field where the attempt does not`() {
    let error = Self.refusal(422, "invalid_params", "Redirect URI can't be blank.", field: .redirectURI)
    #expect(
      error.explanation(of: Self.create, host: Self.heroku).text == """
        Could not create “production”: Heroku says the redirect URI “can't be blank” (invalid_params). \
        Nothing was created. Request 8f1c.
        """
    )
  }

  @Test func `calls a server that is not Heroku's by its host`() {
    let error = Self.refusal(422, "invalid_params", "No.")
    #expect(
      error.explanation(of: Self.delete, host: "localhost:5000").text
        == "Could not delete “production”: localhost:5000 says “No” (invalid_params). Nothing was deleted. Request 8f1c."
    )
    for host in ["heroku.com.evil.com", "evilheroku.com", "127.0.0.1:80"] {
      #expect(!error.explanation(of: Self.delete, host: host).cause.contains("Heroku"))
    }
  }

  @Test(arguments: [
    (
      refusal(401, "unauthorized", "Invalid credentials provided."),
      "Heroku does not accept the token (unauthorized)",
      "Get a new one with “heroku authorizations:create”, and set HEROKU_API_KEY to it."
    ),
    (
      refusal(402, "delinquent", "Please pay."), "Heroku says “Please pay” (delinquent)",
      "The account has to be paid for first."
    ),
    (
      refusal(403, "forbidden", "Not yours."), "Heroku says “Not yours” (forbidden)",
      "Use a token of the account that owns the client, without a restricted scope."
    ),
    (
      refusal(403, "two_factor", "x"), "Heroku wants a second factor (two_factor)",
      "Try again with the code of your authenticator, or use a token that needs none, from "
        + "“heroku authorizations:create”."
    ),
    (
      refusal(401, "invalid_two_factor_code", "x"),
      "Heroku does not accept the second factor (invalid_two_factor_code)",
      "Wait for the next code, and try again."
    ),
    (
      refusal(429, "rate_limit", "x"), "the account has used up its requests for now (rate_limit)",
      "Wait a minute, and try again."
    ),
    (
      refusal(503, "maintenance", "Back soon."), "Heroku says “Back soon” (maintenance)",
      "Try again later; status.heroku.com may say more."
    ),
    (
      refusal(502, "", ""), "Heroku answered with 502 (bad gateway) and no reason",
      "Try again later; status.heroku.com may say more."
    ),
    (
      .unreachable(lost(.refused)), "nothing listens at api.heroku.com", "Check the network, and try again."
    ),
    (
      .unreachable(lost(.unknownHost)), "there is no host api.heroku.com",
      "Check the host's name and the network."
    ),
    (
      .unreachable(lost(.untrusted(.unknownAuthority(issuer: "Example Root")))),
      "the certificate of api.heroku.com was issued by “Example Root”, which is not trusted here",
      "Certificates are always verified: if a proxy in between has its own, set SSL_CERT_FILE to the file that vouches for it."
    ),
    (
      .unreachable(lost(.untrusted(.expired(Date(timeIntervalSince1970: 1_612_325_106))))),
      "the certificate of api.heroku.com expired on 2021-02-03",
      "Its owner has to renew it, unless the clock of this machine is wrong."
    ),
    (
      .unreachable(lost(.untrusted(.notYetValid(Date(timeIntervalSince1970: 4_423_352_767))))),
      "the certificate of api.heroku.com is not valid before 2110-03-04",
      "Is the clock of this machine right?"
    ),
    (
      .unreachable(lost(.untrusted(.wrongName(["a.example", "b.example", "c.example", "d.example"])))),
      "the certificate that api.heroku.com shows is for a.example, b.example, c.example and 1 more, and not for it",
      "Is this the right host? A proxy in between may have answered in its place."
    ),
    (
      .unreachable(lost(.untrusted(.noRoots("SSL_CERT_FILE cannot be used: /x is empty")))),
      "SSL_CERT_FILE cannot be used: /x is empty",
      "SSL_CERT_FILE names a file of certificates in PEM format, SSL_CERT_DIR directories that “openssl rehash” has seen to."
    ),
    (
      .unreachable(lost(.proxy(ProxyTrouble(.refused, with: "proxy:3128")))),
      "nothing listens at the proxy proxy:3128",
      "Is the proxy running? HTTPS_PROXY names it; NO_PROXY names servers that are asked without it."
    ),
    (
      .unreachable(lost(.proxy(ProxyTrouble(.refusesLogin, with: "proxy:3128")))),
      "the proxy proxy:3128 does not accept the user and the password that it was given",
      "Look at HTTPS_PROXY: characters that mean something in a URL have to be percent-encoded there."
    ),
    (
      .unreachable(lost(.proxy(ProxyTrouble(.declined("it is not allowed"), with: "proxy:3128")))),
      "the proxy proxy:3128 did not connect to api.heroku.com (it is not allowed)",
      "Look at HTTPS_PROXY and NO_PROXY."
    ),
    (
      .unreachable(lost(.connectionLost)),
      "the connection to api.heroku.com was lost before the answer was complete", "Try again."
    ),
    (
      .unreadable(
        UnreadableAnswer(status: 200, problem: "it is HTML, not JSON", isHTML: true, mayHaveBeenDone: false)
      ),
      "the answer of api.heroku.com cannot be read: it is HTML, not JSON (status 200)",
      "Probably a proxy in between answered: look at HTTPS_PROXY and the host."
    ),
    (.notFound(requestID: nil), "Heroku has no such client, or no longer", "Reload to see what is there."),
    (.cancelled, "it was cancelled", ""),
  ])
  func `says what to do about a read that failed`(error: APIError, cause: String, advice: String) {
    let explanation = error.explanation(of: .loadClients, host: Self.heroku)
    #expect(explanation.attempt == "Could not load the clients")
    #expect(explanation.cause == cause)
    #expect(explanation.advice == advice)
  }

  @Test(arguments: [
    (
      create, "It is not known whether “production” was created",
      "It may have been done: reload the list and look for the new client before you create it again, or there may be two of them."
    ),
    (
      changeURI, "It is not known whether the redirect URI of “production” was changed",
      "It may have been done: reload, and look at the client as it is now before you change it again."
    ),
    (
      .update(name: "a", fields: [.name, .redirectURI]),
      "It is not known whether the name and redirect URI of “a” were changed",
      "It may have been done: reload, and look at the client as it is now before you change it again."
    ),
    (
      delete, "It is not known whether “production” was deleted",
      "It may have been done: reload, and see whether the client is still there before you try again."
    ),
    (
      rotate, "It is not known whether the credentials of “production” were rotated",
      "It may have been done, and then the old secret no longer works: read the client, and see whether its secret is a new one, before you rotate it again."
    ),
  ])
  func `never says that a change failed which may have been done`(
    attempt: Attempt,
    clause: String,
    advice: String
  ) {
    let errors: [APIError] = [
      .outcomeUnknown(Self.lost(.silent)),
      .outcomeUnknown(Self.lost(.cancelled)),
      .unreadable(
        UnreadableAnswer(status: 201, problem: "it is cut off, or not JSON", mayHaveBeenDone: true)
      ),
      Self.refusal(500, "internal", "Boom.", mayHaveBeenDone: true),
    ]
    for error in errors {
      let explanation = error.explanation(of: attempt, host: Self.heroku)
      #expect(explanation.attempt == clause)
      #expect(explanation.advice == advice)
    }
  }

  @Test(arguments: [
    (create, "Nothing was created."), (changeURI, "Nothing was changed."), (delete, "Nothing was deleted."),
    (rotate, "The secret is still the old one."),
  ])
  func `says that nothing was done where that is certain`(attempt: Attempt, state: String) {
    let errors: [APIError] = [
      .unreachable(TransportFailure(.refused, mayHaveBeenSent: false)), .cancelled,
      Self.refusal(429, "rate_limit", "x"),
      Self.refusal(503, "", ""),
    ]
    for error in errors {
      #expect(error.explanation(of: attempt, host: Self.heroku).advice.hasPrefix(state))
    }
  }

  @Test func `tells what somebody else did`() {
    #expect(
      APIError.conflict(current: .production, fields: [.redirectURI])
        .explanation(of: Self.changeURI, host: Self.heroku).text == """
          Could not change the redirect URI of “production”: somebody else changed the redirect URI, which was to be \
          changed here. Nothing was sent. Look at what is there now, and decide.
          """
    )
    #expect(
      APIError.changedSinceShown(current: .production).explanation(of: Self.delete, host: Self.heroku).text
        == """
        Could not delete “production”: somebody else changed it after it was shown. Nothing was sent. Look at it as \
        it is now, and decide again.
        """
    )
  }

  @Test func `has words of its own for read-only mode`() {
    #expect(
      APIError.readOnly.explanation(of: Self.rotate, host: Self.heroku).text == """
        Could not rotate the credentials of “production”: this is read-only mode. Nothing was sent. Start without \
        --read-only to make changes.
        """
    )
  }

  @Test func `ends cleanly where there is nothing to advise`() {
    #expect(
      APIError.cancelled.explanation(of: .loadClients, host: Self.heroku).text
        == "Could not load the clients: it was cancelled."
    )
  }
}
