import HerokuAPI

/// What can stand in an `Authorization` field as a token.
enum TokenText {
  /// Why a text is none.
  ///
  /// The text itself is not shown: it may be a secret in a wrong form.
  enum Problem: Error, CustomStringConvertible {
    case empty
    case hasOtherCharacters

    var description: String {
      switch self {
      case .empty: "it is empty"
      case .hasOtherCharacters: "it has characters that no token has, such as spaces or accents"
      }
    }
  }

  /// Takes off the space that files and programs put around a token, and looks at every character: one beyond visible
  /// ASCII would be refused by the server at best, and end the field at worst.
  static func read(_ text: String) -> Result<Secret, Problem> {
    let bytes = Array(text.utf8)
    let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || (9...13).contains(byte) }
    let head = bytes.drop(while: isSpace)
    let trimmed = head.prefix(
      (head.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? head.startIndex) - head.startIndex
    )
    guard !trimmed.isEmpty else { return .failure(.empty) }
    guard trimmed.allSatisfy({ (0x21...0x7e).contains($0) }) else { return .failure(.hasOtherCharacters) }
    return .success(Secret(String(decoding: trimmed, as: UTF8.self)))
  }
}
