import HerokuAPI

extension Session {
  /// Carries a change out, and words its failure.
  ///
  /// If a signal ends the command meanwhile, it is told that the change may have been done; if one comes afterwards, and
  /// a secret was made, it is told where that is.
  ///
  /// - Parameters:
  ///   - change: what is to be done.
  ///   - meanwhile: what a signal is told besides, while the change is under way.
  ///   - afterwards: what it is told once there is a secret: how to go on with it; where it is, unless something else is
  ///     given.
  func perform(
    _ change: Change,
    meanwhile: [String] = [],
    afterwards: ((ClientCredentials) -> [String])? = nil
  ) async throws(CommandFailure) -> ChangeOutcome {
    let unknown = APIError.outcomeUnknown(TransportFailure(.cancelled, mayHaveBeenSent: true))
    let words = unknown.explanation(of: change.attempt, host: host, for: .command).text
    Interruption.current.setRemark { [words] + meanwhile }
    do throws(CommandFailure) {
      defer { reportJournal() }
      let outcome = try await call(change.attempt) { api throws(APIError) in try await api.perform(change) }
      let lines =
        outcome.credentials.map { made in
          [outcome.report] + (afterwards?(made) ?? [made.client.wayToSecret(given)])
        } ?? []
      Interruption.current.setRemark { lines }
      return outcome
    } catch {
      Interruption.current.setRemark(nil)
      throw error
    }
  }

  /// Warns where a change is about the client that the token in use came from.
  func warn(of changes: [Change]) async {
    let client = await self.client.clientBehindToken()
    for warning in changes.compactMap({ $0.warning(forTokenOf: client) }) {
      StandardError.print("Warning: \(warning)")
    }
  }

  /// Says once what keeps the history from being written.
  func reportJournal() {
    if let complaint = journal.takeComplaint() { StandardError.print("Warning: \(complaint)") }
  }
}

// MARK: Config vars

extension Session {
  /// Makes sure that the app is there.
  func findApp(of destination: ConfigVarsDestination) async throws(CommandFailure) {
    try await call(.findApp(name: destination.app)) { api throws(APIError) in
      try await api.findApp(of: destination)
    }
  }

  /// Writes a client's id and secret into config vars of an app, and says so.
  func setConfigVars(
    of credentials: ClientCredentials,
    in destination: ConfigVarsDestination,
    like: String? = nil
  ) async throws(CommandFailure) {
    guard let secret = credentials.secret else { throw .secretWithheld(credentials.client) }
    let change = Change.setConfigVars(destination, id: credentials.client.id, secret: secret)
    let outcome = try await perform(
      change,
      meanwhile: repeating([destination], of: credentials.client.id, like: like)
    )
    StandardError.print(outcome.report)
  }

  /// Makes a secret and writes it into config vars of an app.
  ///
  /// An app that is not there is noticed before. Where it cannot be reached afterwards, the failure says that the secret
  /// is new all the same, and how to bring it there.
  func perform(_ change: Change, into destination: ConfigVarsDestination) async throws(CommandFailure) {
    let outcome = try await perform(change, afterwards: { repeating([destination], of: $0.client.id) })
    StandardError.print(outcome.report)
    guard let made = outcome.credentials else { return }
    do throws(CommandFailure) {
      try await setConfigVars(of: made, in: destination)
    } catch {
      throw CommandFailure(
        .appNotReached,
        lines: error.lines + ["The secret of “\(made.client.name)” is new all the same."]
          + repeating([destination], of: made.client.id)
      )
    }
  }

  /// The command that writes the secret into apps, with the words before it.
  ///
  /// - Parameter like: the app that the names of the vars were taken from, where they were.
  func repeating(
    _ destinations: [ConfigVarsDestination],
    of client: ClientID,
    like: String? = nil
  ) -> [String] {
    let command = CommandLineText(
      "set-config",
      ["\(client)"] + destinations.map { like == nil ? "\($0)" : $0.app },
      options: (like.map { [(name: "like", value: $0)] } ?? []) + given.server
    )
    return ["To write it into the app\(destinations.count == 1 ? "" : "s"):", "  \(command)"]
  }
}

// MARK: Words

extension OAuthClient {
  /// How to get at the secret once more, as a sentence.
  ///
  /// - Parameter given: what was given on the command line: the same server is to be asked.
  func wayToSecret(_ given: GivenOptions) -> String {
    let command = CommandLineText("info", [id.text], options: [("shell", nil)] + given.server)
    return "“\(command)” prints its id and secret."
  }
}
