import HerokuAPI

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
    done: String? = nil
  ) async throws(CommandFailure) {
    guard let secret = credentials.secret else { throw .secretWithheld(credentials.client, done: done) }
    try await change(.setConfigVars(app: destination.app)) { api throws(APIError) in
      try await api.setConfigVars(of: destination, id: credentials.client.id, secret: secret)
    }
    StandardError.printForeign(
      "Set \(destination.idName) and \(destination.secretName) of \(destination.app), which restarts."
    )
  }

  /// The same with a secret that was just made: where the app cannot be reached, the failure says that the secret is
  /// new all the same, and how to bring it there.
  func handOver(
    _ made: ClientCredentials,
    to destination: ConfigVarsDestination,
    done: String,
    server: ServerOptions
  ) async throws(CommandFailure) {
    let repeating =
      "clientele set-config \(made.client.id) \(destination)"
      + (server.host.map { " --host \(ShellAssignments.quoted($0))" } ?? "")
    do throws(CommandFailure) {
      try await setConfigVars(of: made, in: destination, done: done)
    } catch {
      guard error.status != .outputFailed else { throw error }
      throw CommandFailure(
        .appNotReached,
        """
        \(error.message)
        The secret of “\(made.client.name)” is new all the same. To write it into the app:
          \(repeating)
        """
      )
    }
  }
}
