public import FoundationEssentials
public import HerokuAPI

/// A token that no description may ever show.
public let testToken = "HRKU-token-in-tests"

extension Date {
  /// The time in tests of what is shown.
  public static let testNow = Date(timeIntervalSince1970: 1_795_000_000)
}

extension OAuthClient {
  /// A client made 400 days before ``Foundation/Date/testNow``.
  ///
  /// - Parameters:
  ///   - id: The first eight characters of its id, or all of it.
  ///   - redirectURI: By default one that is made of the name.
  ///   - updated: Seconds from now to its last change.
  public static func sample(
    _ name: String,
    id: String,
    redirectURI: String? = nil,
    updated: TimeInterval = -7200
  ) -> OAuthClient {
    OAuthClient(
      id: ClientID(id.utf8.count == 8 ? "\(id)-89ab-4cde-8f01-23456789abcd" : id),
      name: name,
      redirectURI: redirectURI
        ?? "https://\(name.lowercased().split(separator: " ").joined(separator: "-")).example.com/callback",
      ignoresDelinquent: false,
      createdAt: .testNow.addingTimeInterval(-86_400 * 400),
      updatedAt: .testNow.addingTimeInterval(updated)
    )
  }

  /// The client with another name or redirect URI, changed so many seconds from now.
  public func with(
    name: String? = nil,
    redirectURI: String? = nil,
    updated: TimeInterval = 0
  ) -> OAuthClient {
    var copy = self
    if let name { copy.name = name }
    if let redirectURI { copy.redirectURI = redirectURI }
    copy.updatedAt = .testNow.addingTimeInterval(updated)
    return copy
  }
}

extension ClientCredentials {
  /// A client with its secret.
  public static func sample(
    _ client: OAuthClient,
    secret: String? = "5ec3e7aa-0000-4000-8000-00000000cafe"
  ) -> ClientCredentials {
    ClientCredentials(client: client, secret: secret.map { Secret($0) })
  }
}
