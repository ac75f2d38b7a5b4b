import HTTPTypes

/// What a token may do.
enum Scope: String, CaseIterable, Sendable {
  case global
  case identity
  case read
  case write
  case readProtected = "read-protected"
  case writeProtected = "write-protected"

  /// The scopes of which one is enough for a request.
  ///
  /// That clients and authorizations want `global` is an assumption; config vars are documented.
  static func needed(for method: HTTPRequest.Method, _ route: Route?) -> [Scope] {
    switch route {
    case nil, .account, .rateLimits, .authorizationPage, .tokenExchange: allCases
    case .clients, .client, .credentialRotation, .authorizations, .authorization: [.global]
    case .app where method == .delete: [.global]
    case .apps, .app, .domains, .teamApps, .releases, .release:
      [.global, .read, .write, .readProtected, .writeProtected]
    case .configVars, .stageConfigVars:
      method == .get ? [.global, .readProtected] : [.global, .writeProtected]
    }
  }
}
