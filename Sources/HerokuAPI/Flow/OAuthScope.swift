/// What a person can let a client do.
///
/// Source: Heroku's article on OAuth, “Scopes”.
public enum OAuthScope: String, Hashable, Sendable, CaseIterable {
  /// Everything, as a token of the account's own.
  case global
  /// Whose account it is, and no more.
  case identity
  /// Reading apps and other resources, without config vars.
  case read
  /// Changing them, without config vars.
  case write
  /// Reading, config vars included.
  case readProtected = "read-protected"
  /// Changing, config vars included.
  case writeProtected = "write-protected"

  /// The scopes of an address in words.
  static let list = allCases.map(\.rawValue).joined(separator: ", ")

  /// The scope that a misspelt text was probably meant for.
  static func meant(by text: String) -> OAuthScope? {
    let letters = { (text: String) in text.lowercased().filter(\.isLetter) }
    return allCases.first { letters($0.rawValue) == letters(text) }
  }
}
