import HerokuAPI
import TerminalText

/// What has to be typed before the old client of a migration is deleted: its name, and with apps that nobody could look into
/// how many these are.
struct MigrationEndConfirmation: Confirmation, Hashable, Sendable {
  static let option = "confirm"
  static let doing = "deleting the old client"
  static let nothingDone = "Nothing was deleted."

  let client: OAuthClient
  let unseenCount: Int

  private var ending: String {
    unseenCount == 0 ? "" : ", \(unseenCount) app\(unseenCount == 1 ? "" : "s") unseen"
  }

  var wanted: String { DeleteConfirmation(clients: [client]).wanted + ending }

  var question: [String] {
    [
      "About to delete, for good:", "  \(client.name)  \(client.id)  \(client.redirectURI)",
      "Whoever uses it elsewhere than in the apps that were looked into stops signing in. Type \(wanted) to go on:",
    ]
  }

  func accepts(_ text: String) -> Bool {
    text == wanted || text == client.id.text + ending
      || (!client.name.isEmpty && text == client.name + ending)
  }
}

/// What has to be typed before the second client gets the name of one that is gone.
struct NameConfirmation: Confirmation, Hashable, Sendable {
  static let option = "confirm"
  static let doing = "restoring the name"
  static let nothingDone = "Nothing was changed."

  let client: OAuthClient
  let name: String

  var wanted: String {
    var named = client
    named.name = name
    return DeleteConfirmation(clients: [named]).wanted
  }

  var question: [String] {
    ["“\(name)” is gone. “\(client.name)” (\(client.id)) would get its name. Type \(wanted) to go on:"]
  }

  func accepts(_ text: String) -> Bool { text == wanted || text == name || text == client.id.text }
}

extension Session {
  /// Deletes the old client of a migration where it is found nowhere, and gives the second one its name.
  func finish(
    _ migration: Migration,
    pairs: [VariablePair],
    pipelines: [String],
    confirm: String?,
    isReadingMeant: Bool,
    isTried: Bool
  ) async throws(CommandFailure) {
    let old = migration.old.client
    guard let second = migration.second?.client else {
      throw CommandFailure(
        .notFound,
        "There is no second client that “\(old.name)” has been migrated to. Nothing was deleted; “clientele delete” deletes one."
      )
    }
    let look = try await look(
      at: migration,
      pairs: pairs,
      pipelines: pipelines,
      isReadingMeant: isReadingMeant || confirm != nil
    )
    let plan = MigrationPlan(moving: old, to: second, look.found)
    let lines = endPreview(plan, look, pipelines)
    if isTried { return try StandardOutput.print(lines.map { CleanText($0).text + "\n" }.joined()) }
    guard plan.places.isEmpty else {
      throw CommandFailure(.refused, lines: lines + ["Nothing was deleted."])
    }
    guard look.list.isWhole else {
      throw CommandFailure(.notWhole, lines: lines + ["Nothing was deleted."])
    }
    await warn(of: [.delete(expecting: old)])
    StandardError.print(lines: lines)
    let confirmation = MigrationEndConfirmation(client: old, unseenCount: plan.unseen.count)
    try confirmation.obtain(option: confirm)
    // Hours may lie behind the question: without the second client nobody could sign in.
    let now = try await owned(second).client
    guard now.redirectURI.utf8.elementsEqual(old.redirectURI.utf8) else {
      throw CommandFailure(
        .refused,
        "“\(now.name)” has got another redirect URI meanwhile. Nothing was deleted; look at it first."
      )
    }
    let wayToName = self.wayToName(now, old.name)
    try await delete(old, wayOn: wayToName)
    try await rename(now, to: old.name, wayOn: wayToName)
  }

  /// What is said before the old client is deleted, or instead.
  private func endPreview(
    _ plan: MigrationPlan,
    _ look: Migration.Look,
    _ pipelines: [String]
  ) -> [String] {
    let old = plan.client
    let second = plan.target.map { "\($0.name)  \($0.id)" } ?? ""
    let heading = ["\(old.name)  \(old.id)", "  to \(second)"]
    guard plan.places.isEmpty else {
      return heading
        + MigrationPreview.lines(
          "It is still found, and is not deleted before it is found nowhere:",
          plan.places
        )
        + MigrationPreview.unseen(plan.unseen, look.list.shortfall, host)
    }
    return heading
      + MigrationPreview.lines("Have the second one:", plan.moved)
      + MigrationPreview.unseen(plan.unseen, look.list.shortfall, host)
      + [WhereReport.remark(onPipelines: pipelines)]
      + [
        "“\(old.name)” was found in none of the \(look.found.appsRead) apps that were looked into.",
        "It would be deleted, and “\(plan.target?.name ?? "")” would get its name.",
      ]
  }

  /// Deletes once, and never again: where nobody knows what came of it, the client is looked for, which tells.
  private func delete(_ old: OAuthClient, wayOn: [String]) async throws(CommandFailure) {
    do throws(CommandFailure) {
      let outcome = try await perform(.delete(expecting: old), meanwhile: wayOn)
      StandardError.print(outcome.report)
    } catch {
      guard error.status == .outcomeUnknown else { throw error }
      switch await isThere(old) {
      case false: StandardError.print("Deleted “\(old.name)” (\(old.id)).")
      case true:
        throw CommandFailure(.network, lines: error.lines + ["It is still there: nothing was deleted."])
      case nil: throw CommandFailure(error.status, lines: error.lines + wayOn)
      }
    }
  }

  /// Whether a client is there; nil where no answer tells.
  private func isThere(_ client: OAuthClient) async -> Bool? {
    do throws(APIError) {
      _ = try await self.client.readClient(client.id)
      return true
    } catch {
      if case .notFound = error { return false }
      return nil
    }
  }

  /// Gives the second client the name that the old one had.
  private func rename(_ second: OAuthClient, to name: String, wayOn: [String]) async throws(CommandFailure) {
    do throws(CommandFailure) {
      let update = Change.update(ClientChanges([.name: name]), expecting: second)
      StandardError.print(try await perform(update, meanwhile: wayOn).report)
    } catch {
      throw CommandFailure(
        .appNotReached,
        lines: error.lines + ["“\(name)” is deleted all the same."] + wayOn
      )
    }
  }

  /// Finishes what was cut off between the deletion and the name.
  func restoreName(
    of second: OAuthClient,
    to name: String,
    confirm: String?,
    isTried: Bool
  ) async throws(CommandFailure) {
    if isTried {
      let line = "“\(name)” is gone; “\(second.name)” (\(second.id)) would get its name."
      return try StandardOutput.print(CleanText(line).text + "\n")
    }
    try NameConfirmation(client: second, name: name).obtain(option: confirm)
    let update = Change.update(ClientChanges([.name: name]), expecting: second)
    StandardError.print(try await perform(update).report)
  }

  private func wayToName(_ second: OAuthClient, _ name: String) -> [String] {
    let command = CommandLineText("update", [second.id.text], options: [("name", name)] + given.server)
    return ["To give “\(second.name)” the name, once the old one is gone:", "  \(command)"]
  }
}
