/// What a request goes with to say who asks.
struct Authorization: Hashable, Sendable {
  var token: AccessToken
  /// The second factor, once the server has demanded one for this very request.
  var twoFactorCode: Secret?
}
