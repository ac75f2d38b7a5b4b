/// An app.
struct App: Named {
  /// Who may look into it.
  enum Access: Sendable {
    case open
    /// Its team has locked it: its config vars are 403.
    case locked
    /// It is one of a team's that the account has not joined: it stands in the team's list alone, and its config vars are 403.
    case notJoined
  }

  let id: Identifier
  let name: String
  var team: Team?
  var access = Access.open
  var updatedAt: Timestamp
  var configVars: [String: String]
  /// What was released, in the order of the versions; the last is the one that runs.
  private(set) var releases: [Release] = []

  /// A team that owns apps.
  struct Team: Hashable, Sendable {
    let id: Identifier
    let name: String
  }
}

extension App {
  /// Releases something, which restarts the app.
  mutating func release(_ contents: Release.Contents, id: Identifier, at now: Timestamp) {
    updatedAt = now
    releases.append(Release(id: id, version: releases.count + 1, contents: contents, createdAt: now))
  }

  /// The release with an id or a version, nil if there is none.
  func release(_ idOrVersion: String) -> Release? {
    let id = Identifier(idOrVersion)
    return releases.first { $0.id == id || String($0.version) == idOrVersion }
  }
}

extension App {
  /// A host that leads to it.
  struct Domain: Hashable, Sendable {
    let hostname: String
    let isCustom: Bool
  }

  /// Its own host, and those of its owners: none for most, one for those in production, three for a shop, a wildcard among
  /// them.
  var domains: [Domain] {
    var custom: [String] = []
    if name.hasSuffix("-production") {
      custom = ["\(name.dropLast("-production".count)).example.org"]
      if name.hasPrefix("shop-") { custom += ["www.shop.example.org", "*.shop.example.org"] }
    }
    return [Domain(hostname: "\(name).example.com", isCustom: false)]
      + custom.map { Domain(hostname: $0, isCustom: true) }
  }

  /// Tells of the app what its config vars do not.
  func write(to json: inout JSONBytes, ofTeam isOfTeam: Bool = false) {
    json.object { json in
      json.nullMember("archived_at")
      json.member("id", id)
      if isOfTeam {
        json.member("joined", access != .notJoined)
        json.member("locked", access == .locked)
      }
      json.member("name", name)
      json.member("owner") {
        $0.member("email", team.map { "\($0.name)@teams.example.com" } ?? "alice@example.com")
      }
      if let team {
        json.member("team") { json in
          json.member("id", team.id)
          json.member("name", team.name)
        }
      } else {
        json.nullMember("team")
      }
      json.member("updated_at", updatedAt)
      json.member("web_url", "https://\(name).example.com/")
    }
  }
}
