extension Endpoint {
  /// The server that people sign in at, and codes are exchanged at: Heroku's is another than that of the API.
  ///
  /// An endpoint like any other, made only where a token may go. Of other servers than Heroku's own it is the same. Source:
  /// Heroku's article on OAuth.
  public var identity: Endpoint {
    self == .heroku ? Endpoint(scheme: .https, host: "id.heroku.com", port: nil, basePath: "") : self
  }

  /// The address of the authorization page, on an ``identity``.
  var authorizationPage: String { "\(description)\(Self.authorizationPath)" }

  static let authorizationPath = "/oauth/authorize"
  static let tokenPath = "/oauth/token"
}
