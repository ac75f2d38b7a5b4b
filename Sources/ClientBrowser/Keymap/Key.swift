/// A key press as the terminal front end decoded it.
public struct Key: Hashable, Sendable {
  /// The key itself.
  public enum Code: Hashable, Sendable {
    /// A key that types this character.
    case character(Character)
    case enter, escape, tab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    /// A function key, 1 to 24.
    case function(Int)
  }

  /// The keys held with it, as far as terminals tell.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    /// The bits of the set.
    public let rawValue: UInt8
    /// Makes a set of its bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Control.
    public static let control = Modifiers(rawValue: 1)
    /// Alt, or Escape typed just before.
    public static let alt = Modifiers(rawValue: 2)
    /// Shift, where the character does not already show it.
    public static let shift = Modifiers(rawValue: 4)
  }

  /// The key itself.
  public var code: Code
  /// The keys held with it.
  public var modifiers: Modifiers

  /// Makes a key press.
  public init(_ code: Code, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }
}

extension Key {
  /// The key that types a character.
  public static func character(_ character: Character) -> Key { Key(.character(character)) }
  /// A letter with Control held; the letter in lower case.
  public static func control(_ character: Character) -> Key { Key(.character(character), .control) }
  /// A letter with Alt held.
  public static func alt(_ character: Character) -> Key { Key(.character(character), .alt) }

  /// Return.
  public static let enter = Key(.enter)
  /// Escape, alone.
  public static let escape = Key(.escape)
  /// Tab.
  public static let tab = Key(.tab)
  /// Shift-Tab.
  public static let backTab = Key(.tab, .shift)
  /// Backspace.
  public static let backspace = Key(.backspace)
  /// Delete.
  public static let delete = Key(.delete)
  /// Arrow up.
  public static let up = Key(.up)
  /// Arrow down.
  public static let down = Key(.down)
  /// Arrow left.
  public static let left = Key(.left)
  /// Arrow right.
  public static let right = Key(.right)
  /// Home.
  public static let home = Key(.home)
  /// End.
  public static let end = Key(.end)
  /// Page up.
  public static let pageUp = Key(.pageUp)
  /// Page down.
  public static let pageDown = Key(.pageDown)
}

extension Key {
  /// What people call the key: `j`, `Ctrl-D`, `Shift-Tab`, `PgUp`.
  public var name: String {
    var name = ""
    if modifiers.contains(.control) { name += "Ctrl-" }
    if modifiers.contains(.alt) { name += "Alt-" }
    if modifiers.contains(.shift) { name += "Shift-" }
    switch code {
    case .character(" "): return name + "Space"
    case .character(let character):
      return name + (modifiers.contains(.control) ? character.uppercased() : String(character))
    case .enter: return name + "Enter"
    case .escape: return name + "Esc"
    case .tab: return name + "Tab"
    case .backspace: return name + "Backspace"
    case .delete: return name + "Del"
    case .insert: return name + "Ins"
    case .up: return name + "↑"
    case .down: return name + "↓"
    case .left: return name + "←"
    case .right: return name + "→"
    case .home: return name + "Home"
    case .end: return name + "End"
    case .pageUp: return name + "PgUp"
    case .pageDown: return name + "PgDn"
    case .function(let number): return name + "F\(number)"
    }
  }
}

extension Key: ExpressibleByExtendedGraphemeClusterLiteral {
  /// The key that types the character of a literal.
  public init(extendedGraphemeClusterLiteral character: Character) {
    self = .character(character)
  }
}
