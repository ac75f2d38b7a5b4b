import HerokuAPI

extension DoctorReport {
  /// Adds what a search for a token came to: the token's source, what was tried before, and the warnings.
  public mutating func add(_ search: CredentialsSearch) {
    if let found = search.found {
      add("token", found.source.description)
    } else {
      add("token", "none for \(search.endpoint.displayName)", .failure)
    }
    for attempt in search.attempts {
      switch attempt.outcome {
      case .found: continue
      case .absent: add("looked in", attempt.description)
      // The warnings of what was found say it as a sentence.
      case .failed where search.found != nil: continue
      case .failed: add("looked in", attempt.description, .warning)
      }
    }
    for warning in search.found?.warnings ?? [] {
      add("token", warning, .warning)
    }
  }
}
