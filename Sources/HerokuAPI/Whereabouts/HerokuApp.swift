/// An app, as far as it matters for where a client is used; or a stage of a pipeline, which has config vars as an app has.
///
/// Source: Heroku's schema, `app`, `team-app` and `pipeline-stage` config vars.
public struct HerokuApp: Hashable, Sendable, Identifiable {
  /// The app's id.
  public let id: String
  /// Its name, which is unique on Heroku.
  public var name: String
  /// The name of the team that owns it; nil where a person does.
  public var team: String?
  /// Whether the account has joined it; nil where nothing says so.
  public internal(set) var isJoined: Bool?
  /// The stage that it stands for; nil where it is an app.
  public let stage: PipelineStage?

  /// Makes an app of its attributes.
  public init(id: String, name: String, team: String? = nil) {
    self.id = id
    self.name = name
    self.team = team
    stage = nil
  }

  /// Makes a place of a stage, which has a name for people and the vars of what begins there.
  public init(_ stage: PipelineStage) {
    id = "\(stage.pipeline)/\(stage.name)"
    name = "\(stage.name) of pipeline \(stage.pipeline)"
    self.stage = stage
  }
}

/// A stage of a pipeline whose config vars are no app's: what review apps, or apps for tests, begin with.
public struct PipelineStage: Hashable, Sendable {
  /// The pipeline's id.
  public let pipeline: String
  /// Which stage: `review` or `test`.
  public let name: String

  /// The stages of a pipeline, in the order of their names.
  public static func all(of pipeline: String) -> [PipelineStage] {
    ["review", "test"].map { PipelineStage(pipeline: pipeline, name: $0) }
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
    let joined: Bool?
  }

  init(from decoder: any Decoder) throws {
    let payload = try? Payload(from: decoder)
    app = payload.flatMap { payload in
      guard !payload.id.isEmpty else { return nil }
      var app = HerokuApp(id: payload.id, name: payload.name, team: payload.team?.name)
      app.isJoined = payload.joined
      return app
    }
  }
}
