import FoundationEssentials
import HerokuAPI

@testable import ClientBrowser

extension OAuthClient {
  static let staging = sample("Staging dashboard", id: "11111111")
  static let production = sample("Production dashboard", id: "22222222")
  static let billing = sample("Billing portal", id: "33333333")

  /// A client whose id begins with eight given characters.
  static func sample(
    _ name: String,
    id: String,
    redirectURI: String? = nil,
    updated: TimeInterval = -7200
  ) -> OAuthClient {
    OAuthClient(
      id: ClientID("\(id)-89ab-4cde-8f01-23456789abcd"),
      name: name,
      redirectURI: redirectURI
        ?? "https://\(name.lowercased().split(separator: " ").joined(separator: "-")).example.com/callback",
      ignoresDelinquent: false,
      createdAt: Browser.testNow.addingTimeInterval(-86_400 * 400),
      updatedAt: Browser.testNow.addingTimeInterval(updated)
    )
  }

  func with(name: String? = nil, redirectURI: String? = nil, updated: TimeInterval = 0) -> OAuthClient {
    var copy = self
    if let name { copy.name = name }
    if let redirectURI { copy.redirectURI = redirectURI }
    copy.updatedAt = Browser.testNow.addingTimeInterval(updated)
    return copy
  }
}

extension ClientCredentials {
  static func sample(_ client: OAuthClient, secret: String? = "5ec3e7aa-0000-4000-8000-00000000cafe")
    -> ClientCredentials
  {
    ClientCredentials(client: client, secret: secret.map { Secret($0) })
  }
}
