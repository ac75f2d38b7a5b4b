/// A client as it was read, with the mark of that state.
struct Reading: Hashable, Sendable {
  var credentials: ClientCredentials
  /// The entity tag, if it is one that `If-Match` can compare.
  var strongETag: String?

  var client: OAuthClient { credentials.client }
}
