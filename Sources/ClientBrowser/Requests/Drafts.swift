import HerokuAPI

/// What was typed in forms that are not on the screen any more, and must not be lost.
struct Drafts: Hashable, Sendable {
  /// Which form a draft belongs to.
  enum Key: Hashable {
    case new
    case client(ClientID)

    /// The form that asks for a change.
    init?(_ change: Change) {
      switch change {
      case .create: self = .new
      case .update(_, let client): self = .client(client.id)
      default: return nil
      }
    }
  }

  /// Forms whose save failed after they were left; opening the form again brings the text back.
  private var kept: [Key: FormScreen] = [:]
  /// Forms left while their save was under way.
  private var left: [RequestID: FormScreen] = [:]

  /// What the forms are for whose text would be lost.
  var titles: [String] { kept.values.map(\.title).sorted() }

  /// The form for a new client, or for this one, as it was left.
  func form(for client: OAuthClient?) -> FormScreen {
    kept[client.map { .client($0.id) } ?? .new] ?? FormScreen(editing: client)
  }

  /// The form for a new client as it was left, or filled in from another client.
  func form(like client: OAuthClient) -> FormScreen {
    kept[.new] ?? FormScreen(like: client)
  }

  /// Keeps a form that is left while it waits for an answer.
  mutating func leave(_ form: FormScreen) {
    guard let request = form.request else { return }
    left[request] = form
  }

  /// Whether a form was left that waits for this answer.
  func wasLeft(_ request: RequestID) -> Bool { left[request] != nil }

  /// Forgets what was typed.
  mutating func discard(_ key: Key) {
    kept[key] = nil
  }

  /// Forgets what was typed for a change that was done.
  mutating func discard(after change: Change, _ request: RequestID) {
    left[request] = nil
    if let key = Key(change) { kept[key] = nil }
    if case .delete(let client) = change { kept[.client(client.id)] = nil }
  }

  /// Keeps a form that was left, and whose save has failed, for the next time it is opened.
  ///
  /// Returns where it is kept; nil where no form had been left.
  mutating func keep(after error: APIError, _ explanation: Explanation, _ request: RequestID) -> Key? {
    guard var form = left.removeValue(forKey: request) else { return nil }
    form.request = nil
    // Its conflict is found again when it is saved again.
    _ = form.take(error, explanation)
    kept[form.draftKey] = form
    return form.draftKey
  }
}
