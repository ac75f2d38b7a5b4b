/// Why a text names no place for a client's id and secret.
public enum ConfigVarsDestinationError: Error, Hashable, Sendable {
  /// What should be an app has the form of neither a name nor an id.
  case notAnApp(String)
  /// What should begin the variables' names cannot.
  case notAPrefix(String)
}

extension ConfigVarsDestinationError: CustomStringConvertible {
  /// The reason, as a sentence.
  public var description: String {
    switch self {
    case .notAnApp(let text):
      "“\(text)” is no app: an app's name has 3 to 30 lower case letters, digits and hyphens, the first one a letter."
    case .notAPrefix(let text):
      """
      “\(text)” cannot begin a variable's name: use letters, digits and single underscores, and begin with a \
      letter. OAUTH makes OAUTH_ID and OAUTH_SECRET.
      """
    }
  }
}
