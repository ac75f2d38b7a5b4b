/// What a server is called in messages: Heroku where it is Heroku's, else its host.
struct ServerName: Hashable, Sendable, CustomStringConvertible {
  /// The host as people know it, with the port unless it is the default.
  let host: String
  /// Whether it is Heroku itself.
  let isHeroku: Bool

  init(_ host: String) {
    self.host = host
    isHeroku = host == "heroku.com" || host.hasSuffix(".heroku.com")
  }

  var description: String { isHeroku ? "Heroku" : host }
}
