public import HerokuAPI

/// A save that was stopped, since somebody else has changed the same field.
public struct EditConflict: Hashable, Sendable {
  /// What one can do.
  public enum Choice: FocusCycle, Sendable {
    case back, keepMine, takeTheirs
  }

  /// The client as it was when the form opened.
  public let original: OAuthClient
  /// The client as it is now.
  public let theirs: OAuthClient
  /// What the form would set.
  public let mine: ClientChanges
  /// The fields that both have changed.
  public let fields: [ClientField]
  /// The choice with the focus.
  public internal(set) var focus = Choice.back
}
