import HerokuAPI

extension CommandFailure {
  /// The secret is needed, and the API withholds it.
  ///
  /// - Parameter done: what was done before that came out, as a sentence; nil if it is nothing.
  static func secretWithheld(_ client: OAuthClient, done: String? = nil) -> CommandFailure {
    CommandFailure(
      done == nil ? .refused : .outputFailed,
      """
      \(done.map { $0 + " But the" } ?? "The") API withholds the secret of “\(client.name)”, as it does from \
      everybody but the client's owner: use a token of the account that owns it.
      """
    )
  }
}
