import HerokuAPI

extension RotateCommand {
  /// Gives the only client a new secret, and sets it in every app that holds the old one.
  func rotateEverywhere(in session: Session) async throws(CommandFailure) {
    let shown = try await session.credentials(of: clients[0])
    guard shown.secret != nil else { throw .secretWithheld(shown.client) }
    let (plan, preview) = try await session.plan(
      shown,
      pairs: pairs,
      pipelines: pipelineOptions.ids,
      except: except,
      for: .rotation,
      isReadingMeant: yes != nil || confirm != nil,
      isTried: dryRun
    )
    guard !dryRun else { return try StandardOutput.print(preview.document) }
    await session.warn(of: [.rotate(expecting: shown.client)])
    StandardError.print(lines: preview.lines)
    try RenewalConfirmation(plan: plan).obtain(yes: yes, text: confirm)
    let wayOn = session.wayToFinish(plan, pairs: pairs, pipelines: pipelineOptions.ids)
    let made = try await rotate(shown, in: session, wayOn: wayOn)
    guard let secret = made.secret else {
      let withheld = CommandFailure.secretWithheld(made.client)
      throw CommandFailure(.appNotReached, lines: withheld.lines + wayOn)
    }
    try await session.setEverywhere(
      secret,
      by: plan,
      pairs: pairs,
      pipelines: pipelineOptions.ids,
      remainingRequests: preview.remainingRequests
    )
    let apps = Set(plan.leftOut.map(\.app.name)).sorted().joined(separator: ", ")
    if !apps.isEmpty { StandardError.print(lines: ["Left out, with the old secret: \(apps)."] + wayOn) }
  }

  /// Rotates once, and never again: where nobody knows what came of it, the client is read, which tells.
  private func rotate(
    _ shown: ClientCredentials,
    in session: Session,
    wayOn: [String]
  ) async throws(CommandFailure) -> ClientCredentials {
    do throws(CommandFailure) {
      let outcome = try await session.perform(
        .rotate(expecting: shown.client),
        meanwhile: wayOn,
        afterwards: { _ in wayOn }
      )
      StandardError.print(outcome.report)
      if let made = outcome.credentials { return made }
      return shown
    } catch {
      guard error.status == .outcomeUnknown else { throw error }
      guard let now = try? await session.client.readClient(shown.client.id), let secret = now.secret else {
        throw CommandFailure(error.status, lines: error.lines + wayOn)
      }
      guard secret != shown.secret else { throw error }
      StandardError.print(lines: error.lines + ["The client has a new secret, which goes to the apps."])
      return now
    }
  }
}
