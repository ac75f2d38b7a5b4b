/// What a sample client is made from, with its ages in seconds before the sandbox began.
struct Sample {
  let name: String
  let redirectURI: String
  let ignoresDelinquent: Bool?
  let created: Int64
  let updated: Int64

  init(
    _ name: String,
    _ redirectURI: String,
    ignoresDelinquent: Bool? = false,
    created: Int64,
    updated: Int64? = nil
  ) {
    self.name = name
    self.redirectURI = redirectURI
    self.ignoresDelinquent = ignoresDelinquent
    self.created = created
    // A client that was never changed tells the time of its creation.
    self.updated = updated ?? created
  }

  static let minute: Int64 = 60
  static let hour: Int64 = 60 * minute
  static let day: Int64 = 24 * hour
  static let week: Int64 = 7 * day
  static let month: Int64 = 30 * day
  static let year: Int64 = 365 * day
}
