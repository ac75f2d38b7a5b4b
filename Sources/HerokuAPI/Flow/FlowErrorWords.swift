/// What an error of the flow means, and what to do: those of the authorization page, and those of the exchange.
///
/// Source: RFC 6749 4.1.2.1 and 5.2.
struct FlowErrorWords: Hashable, Sendable {
  /// What it means, as a sentence without its full stop.
  let meaning: String
  /// What to do, as sentences.
  let advice: String

  init(_ error: String) {
    (meaning, advice) =
      switch error {
      case "access_denied":
        (
          "The person has refused, or may not let the client in",
          "Sign in once more, and allow it. An app should say so, and offer to try again."
        )
      case "invalid_scope":
        (
          "A scope is one that Heroku does not know or give",
          "There are \(OAuthScope.list), separated by blanks."
        )
      case "invalid_request":
        (
          "A parameter is missing, stands there twice, or is none",
          "Take the authorization address apart with “clientele explain”."
        )
      case "unauthorized_client":
        (
          "The client may not ask in this way",
          "Use response_type=code, and see with “clientele info” whether this is the client."
        )
      case "unsupported_response_type":
        ("Heroku has no such response_type", "Write response_type=code.")
      case "server_error":
        ("The server has failed", "Try again later; status.heroku.com may say more.")
      case "temporarily_unavailable":
        ("The server has no time for it now", "Try again in a few minutes.")
      case "invalid_client", "unauthorized":
        (
          "The client secret is not the client’s, or the client is gone",
          """
          It may be the one from before a rotation: “clientele where” says which apps hold a stale one, “clientele \
          set-config” brings the current one there.
          """
        )
      case "invalid_grant":
        (
          "The code or refresh token is used up, has expired, or is another client’s",
          "Sign in anew, and exchange the code once, within 5 minutes."
        )
      case "unsupported_grant_type":
        ("Heroku has no such grant_type", "Write grant_type=authorization_code, or refresh_token to renew.")
      case "login_required", "interaction_required", "consent_required":
        ("The person is not signed in, and must not be asked", "Leave the parameter prompt out.")
      default:
        ("The server says that it went wrong", "")
      }
  }
}
