extension LineEditor {
  /// Takes a key in: an editing command, or a character to type.
  ///
  /// Returns whether the key meant anything here.
  @discardableResult
  mutating func type(_ key: Key, _ command: Command?) -> Bool {
    if let command { return perform(command) }
    guard case .character(let character) = key.code, key.modifiers.isSubset(of: .shift) else { return false }
    insert(String(character))
    return true
  }
}
