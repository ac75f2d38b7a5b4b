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
