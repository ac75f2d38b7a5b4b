import Credentials
import HerokuAPI

extension FoundCredentials {
  /// The token with the words for where it was found.
  var accessToken: AccessToken { AccessToken(token, from: source.place) }
}
