import FoundationEssentials
import HerokuAPI

extension ClientCredentials {
  /// A client with its secret.
  static func sample(
    id: String = "f6e8d969-129f-42d2-854b-c2eca9d5a42e",
    name: String = "awesome",
    redirectURI: String = "https://myapp.com",
    secret: String? = "clientsecret",
    updated: Double = 1_709_284_320
  ) -> ClientCredentials {
    ClientCredentials(
      client: OAuthClient(
        id: ClientID(id),
        name: name,
        redirectURI: redirectURI,
        ignoresDelinquent: false,
        createdAt: Date(timeIntervalSince1970: 1_709_284_320),
        updatedAt: Date(timeIntervalSince1970: updated)
      ),
      secret: secret.map { Secret($0) }
    )
  }
}
