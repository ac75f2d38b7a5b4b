/// An app, as far as it matters for where a client is used.
///
/// Source: Heroku's schema, `app`.
public struct HerokuApp: Hashable, Sendable, Identifiable {
  /// The app's id.
  public let id: String
  /// Its name, which is unique on Heroku.
  public var name: String
  /// The name of the team that owns it; nil where a person does.
  public var team: String?

  /// Makes an app of its attributes.
  public init(id: String, name: String, team: String? = nil) {
    self.id = id
    self.name = name
    self.team = team
  }
}

/// An app as JSON; nil where it cannot be read.
struct AppRowPayload: Decodable {
  let app: HerokuApp?

  private struct Payload: Decodable {
    struct Team: Decodable { let name: String }
    let id: String
    let name: String
    let team: Team?
  }

  init(from decoder: any Decoder) throws {
    let payload = try? Payload(from: decoder)
    app = payload.flatMap { $0.id.isEmpty ? nil : HerokuApp(id: $0.id, name: $0.name, team: $0.team?.name) }
  }
}
