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
      isReadingMeant: yes || yesCount != nil || confirm != nil,
      isTried: dryRun
    )
    guard !dryRun else { return try StandardOutput.print(preview.document) }
    await session.warn(of: [.rotate(expecting: shown.client)])
    StandardError.print(lines: preview.lines)
    guard plan.appCount > 0 || plan.placesToSetByHand.isEmpty else {
      let alone = CommandLineText("rotate", [shown.client.id.text], options: session.given.server)
      throw CommandFailure(
        .refused,
        lines: [
          "It could be set nowhere, and what holds the old one would break. Nothing was rotated. Once that is provided for, this "
            + "rotates alone:", "  \(alone)",
        ]
      )
    }
    try RenewalConfirmation(plan: plan).obtain(yes: yesCount, text: confirm)
    // Hours may lie behind the question, and others use the account too.
    let left = try? await session.client.remainingRequests()
    if let reason = RenewalPreview.reasonAgainst(plan, remaining: left) { throw reason }
    let wayOn = session.wayToFinish(plan, pairs: pairs, pipelines: pipelineOptions.ids)
    let made = try await rotate(shown, in: session, wayOn: wayOn)
    let secret = try await self.secret(of: made, after: shown, in: session, plan, wayOn)
    try await session.setEverywhere(
      secret,
      by: plan,
      pairs: pairs,
      pipelines: pipelineOptions.ids,
      remainingRequests: nil,
      reserve: 0
    )
    let apps = Set(plan.leftOut.map(\.app.name)).sorted().joined(separator: ", ")
    if !apps.isEmpty { StandardError.print(lines: ["Left out, with the old secret: \(apps)."] + wayOn) }
  }

  /// The new secret; where the answer to the rotation has withheld it, the client is read once more.
  private func secret(
    of made: ClientCredentials,
    after shown: ClientCredentials,
    in session: Session,
    _ plan: RenewalPlan,
    _ wayOn: [String]
  ) async throws(CommandFailure) -> Secret {
    if let secret = made.secret { return secret }
    if let read = try? await session.client.readClient(made.client.id).secret, read != shown.secret {
      return read
    }
    let rows = plan.rows.filter { $0.isTicked || $0.content == .currentSecret }
    let apps = Dictionary(grouping: rows, by: \.app)
    let broken =
      apps.map { app, rows in (app.name, rows.map(\.name)) }
      + plan.placesToSetByHand.map { ($0.app.name, $0.names) }
    throw CommandFailure(
      .appNotReached,
      lines: CommandFailure.secretWithheld(made.client).lines
        + ["Left without the secret that “\(made.client.name)” has now:"]
        + broken.map { "  \($0.0): \($0.1.joined(separator: ", "))" }.sorted() + wayOn
    )
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
