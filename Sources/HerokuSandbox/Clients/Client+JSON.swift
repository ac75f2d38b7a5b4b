extension Client {
  /// Appends the client as the API tells of it.
  func write(to json: inout JSONBytes, withholdingSecret: Bool = false) {
    json.object { json in
      json.member("created_at", createdAt)
      json.member("id", id)
      json.member("ignores_delinquent", ignoresDelinquent)
      json.member("name", name)
      json.member("redirect_uri", redirectURI)
      if !withholdingSecret { json.member("secret", secret) }
      json.member("updated_at", updatedAt)
    }
  }
}
