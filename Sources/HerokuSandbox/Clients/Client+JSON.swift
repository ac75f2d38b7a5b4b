extension Client {
  /// Appends the client as the API tells of it, unless it is to be an odd one.
  func write(to json: inout JSONBytes, withholdingSecret: Bool = false, as odd: Fault.OddClient? = nil) {
    switch odd {
    case .null: return json.null()
    case .text: return json.text(name)
    case .empty: return json.object { _ in }
    default: break
    }
    json.object { json in
      json.member("created_at", createdAt)
      switch odd {
      case .noID: break
      case .numberID: json.member("id", 17)
      default: json.member("id", id)
      }
      json.member("ignores_delinquent", ignoresDelinquent)
      switch odd {
      case .noName: break
      case .nullName: json.member("name", nil)
      default: json.member("name", name)
      }
      if odd != .noRedirectURI { json.member("redirect_uri", redirectURI) }
      if !withholdingSecret { json.member("secret", secret) }
      if odd == .badDate {
        json.member("updated_at", "2026-02-31T09:12:00Z")
      } else {
        json.member("updated_at", updatedAt)
      }
    }
  }
}
