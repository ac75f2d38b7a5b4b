extension UnreadableAnswer {
  /// What was wrong with the answer, and what to do about it.
  func words(
    for attempt: Attempt,
    server: ServerName,
    audience: Audience
  ) -> (cause: String, advice: String) {
    let status = HTTPStatus.words(status).map { "\(self.status), \($0)" } ?? "\(self.status)"
    return (
      "the answer of \(server.host) cannot be read: \(problem) (status \(status))",
      APIError.joined(
        mayHaveBeenDone ? attempt.whatToLookAt(for: audience) : attempt.unchanged,
        isHTML ? "Probably a proxy in between answered: look at HTTPS_PROXY and the host." : ""
      )
    )
  }
}
