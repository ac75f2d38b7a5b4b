import FoundationEssentials

/// The config vars of an app, for as long as they are searched: what is decoded is what was found, and no value.
struct ConfigVarsSearchPayload: DecodableWithConfiguration {
  /// What is looked for, and where.
  struct Search {
    let sought: SoughtClients
    let app: HerokuApp
  }

  let sightings: [Sighting]

  init(from decoder: any Decoder, configuration search: Search) throws {
    let container = try decoder.container(keyedBy: VariableName.self)
    var vars: [String: String] = [:]
    for key in container.allKeys {
      // One that is no text holds no client.
      vars[key.stringValue] = try? container.decode(String.self, forKey: key)
    }
    sightings = search.sought.sightings(in: vars, of: search.app)
  }
}
