import FoundationEssentials
import HerokuAPI
import Logging
import TestSupport

/// A client secret that no description may ever show.
let testSecret = "5e60d0ee-secret-in-tests"

extension ClientID {
  static let production = ClientID("01234567-89ab-cdef-0123-456789abcdef")
}

extension OAuthClient {
  static let production = OAuthClient(
    id: .production,
    name: "production",
    redirectURI: "https://example.com/callback",
    ignoresDelinquent: false,
    createdAt: Date(timeIntervalSince1970: 1_325_419_200),
    updatedAt: Date(timeIntervalSince1970: 1_325_419_200)
  )

  func with(_ change: (inout OAuthClient) -> Void) -> OAuthClient {
    var client = self
    change(&client)
    return client
  }

  /// The client as the API writes it, with a secret as in every answer to its owner.
  var json: String {
    let updated = updatedAt.map { #", "updated_at": "\#($0.ISO8601Format())""# } ?? ""
    return #"""
      {"created_at": "2012-01-01T12:00:00Z", "id": "\#(id)", "ignores_delinquent": false, "name": "\#(name)",
       "redirect_uri": "\#(redirectURI)", "secret": "\#(testSecret)"\#(updated)}
      """#
  }
}

extension HerokuClient {
  static func scripted(
    _ transport: ScriptedTransport,
    isReadOnly: Bool = false,
    reauthorization: Reauthorization = Reauthorization(),
    pacing: Pacing = .manual(ManualClock(), policy: .never),
    logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  ) -> HerokuClient {
    HerokuClient(
      transport: transport,
      endpoint: .heroku,
      token: AccessToken(Secret(testToken)),
      userAgent: "tests/1",
      isReadOnly: isReadOnly,
      reauthorization: reauthorization,
      pacing: pacing,
      logger: logger
    )
  }
}

/// The error that a call ends with; nil where it succeeds.
func failure<Value>(of call: () async throws(APIError) -> Value) async -> APIError? {
  do {
    _ = try await call()
    return nil
  } catch {
    return error
  }
}
