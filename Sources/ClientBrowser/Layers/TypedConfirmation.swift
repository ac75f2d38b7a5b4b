public import HerokuAPI
import TerminalText

/// The dialog before a client is deleted or its credentials rotated.
///
/// It wants a text typed.
public struct TypedConfirmation: Hashable, Sendable {
  /// What is confirmed.
  public enum Action: Hashable, Sendable {
    case delete, rotate
  }

  /// What must be typed.
  public enum Wanted: Hashable, Sendable {
    /// The client's name, as it is displayed.
    case name
    /// The first eight characters of its id, where the name would not do.
    case idPrefix
    /// The word `rotate`.
    case word
  }

  /// What has the focus.
  public enum Focus: FocusCycle, Sendable {
    case text, confirm, cancel
  }

  /// What is confirmed.
  public let action: Action
  /// The client as it was when the dialog opened.
  public let target: OAuthClient
  /// What must be typed.
  public let wanted: Wanted
  /// What is typed.
  public internal(set) var editor = LineEditor()
  /// What has the focus.
  public internal(set) var focus = Focus.text
  /// The request under way; the dialog is locked meanwhile.
  public internal(set) var request: RequestID?
  /// What went wrong, safe to show.
  public internal(set) var message: String?

  /// The longest name that is asked for; a longer one is typed wrong too easily.
  ///
  /// In columns.
  static let longestName = 40
  /// How much of an id is asked for.
  static let idPrefixLength = 8

  /// Opens the dialog on a client.
  init(_ action: Action, target: OAuthClient, hasNamesake: Bool) {
    self.action = action
    self.target = target
    switch action {
    case .delete: wanted = hasNamesake || !Self.canBeTyped(target.name) ? .idPrefix : .name
    case .rotate: wanted = .word
    }
  }

  /// Whether a name can be typed as it is displayed: nothing replaced, no blanks that cannot be seen.
  private static func canBeTyped(_ name: String) -> Bool {
    !name.isEmpty && !CleanText(name).wasChanged && name.cellWidth <= longestName
      && !name.hasPrefix(" ") && !name.hasSuffix(" ") && !name.contains("  ")
      && !name.contains { $0.isWhitespace && $0 != " " }
  }

  /// The text that must be typed.
  public var wantedText: String {
    switch wanted {
    case .name: target.name
    case .idPrefix: String(target.id.text.prefix(Self.idPrefixLength))
    case .word: "rotate"
    }
  }

  /// Whether the right text is typed.
  public var isRight: Bool { editor.text == wantedText }
}
