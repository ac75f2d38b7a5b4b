import ClientIndex
public import HerokuAPI
import TerminalText

/// The text that must be typed before changes are carried out that cannot be taken back: deletions and rotations.
struct TypedDemand: Hashable, Sendable {
  /// What must be typed.
  enum Kind: Hashable {
    /// The name of the one client that is deleted, as it is displayed.
    case name
    /// The first eight characters of its id, where the name would not do.
    case idPrefix
    /// What is done, and to how many where that is several: `rotate`, `delete 5`.
    case words
  }

  /// What kind of text it is.
  let kind: Kind
  /// The text itself.
  let text: String

  /// How much of an id is asked for.
  private static let idPrefixLength = 8

  /// What must be typed before one client is deleted.
  init(toDelete client: OAuthClient, hasNamesake: Bool) {
    kind = hasNamesake || !client.hasTypableName ? .idPrefix : .name
    text = kind == .name ? client.name : String(client.id.text.prefix(Self.idPrefixLength))
  }

  /// What must be typed before a client is rotated.
  static let rotation = TypedDemand(words: "rotate")

  private init(words: String) {
    (kind, text) = (.words, words)
  }

  /// What must be typed before some changes are carried out; nil where none of them destroys anything, or restarts an app.
  init?(_ changes: [Change], in clients: ClientIndex) {
    let deleted = changes.compactMap { change -> OAuthClient? in
      if case .delete(let client) = change { client } else { nil }
    }
    let rotations = changes.count { if case .rotate = $0 { true } else { false } }
    let renewals = changes.count { if case .renewSecret = $0 { true } else { false } }
    if renewals > 0 {
      self.init(words: "mend \(renewals)")
      return
    }
    switch (deleted.count, rotations) {
    case (0, 0): return nil
    case (0, 1): self = .rotation
    case (0, _): self.init(words: "rotate \(rotations)")
    case (1, 0): self.init(toDelete: deleted[0], hasNamesake: clients.hasNamesake(of: deleted[0]))
    case (_, 0): self.init(words: "delete \(deleted.count)")
    case (_, _): self.init(words: "delete \(deleted.count) rotate \(rotations)")
    }
  }
}

extension OAuthClient {
  /// Whether its name can be typed as it is displayed, and so confirm a deletion: nothing of it is replaced, no blank
  /// cannot be seen, and it is short enough to be typed right.
  public var hasTypableName: Bool {
    !name.isEmpty && !CleanText(name).wasChanged && name.cellWidth <= 40
      && !name.hasPrefix(" ") && !name.hasSuffix(" ") && !name.contains("  ")
      && !name.contains { $0.isWhitespace && $0 != " " }
  }
}
