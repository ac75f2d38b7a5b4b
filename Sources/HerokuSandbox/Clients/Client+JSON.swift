extension Client {
  /// Appends the client as the API tells of it.
  func write(to json: inout JSONBytes) {
    json.object { json in
      json.member("created_at", createdAt)
      json.member("id", id)
      json.member("ignores_delinquent", ignoresDelinquent)
      json.member("name", name)
      json.member("redirect_uri", redirectURI)
      json.member("secret", secret)
      json.member("updated_at", updatedAt)
    }
  }
}
