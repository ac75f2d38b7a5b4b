import HerokuAPI

/// A client's id and secret as assignments that a POSIX shell evaluates.
enum ShellAssignments {
  /// Two lines; nil where the API withheld the secret, instead of assigning something that is none.
  static func document(_ credentials: ClientCredentials) -> String? {
    guard let secret = credentials.secret else { return nil }
    return """
      HEROKU_OAUTH_ID=\(quoted(credentials.client.id.text))
      HEROKU_OAUTH_SECRET=\(quoted(secret.reveal()))

      """
  }

  /// A word that a shell takes as this very text: bare where every character is harmless.
  static func quoted(_ text: String) -> String {
    let isHarmless = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        true
      default: "-_./:@%+=,".utf8.contains(byte)
      }
    }
    return isHarmless && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
