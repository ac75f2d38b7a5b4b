/// Where a client's id and secret are to go: two config vars of an app.
///
/// Source: Heroku's schema, `PATCH /apps/{app}/config-vars`.
public struct ConfigVarsDestination: Hashable, Sendable {
  /// The app, by its name or its id.
  public let app: String
  /// The names of the two variables.
  public let names: VariablePair

  /// The prefix where none is named: the same variables as everywhere else.
  public static let defaultPrefix = "HEROKU_OAUTH"

  /// The variable that takes the client's id.
  public var idName: String { names.idName }
  /// The variable that takes the client's secret.
  public var secretName: String { names.secretName }

  /// Reads `APP` or `APP:PREFIX`.
  ///
  /// Judged here, before anything is sent: a misspelt name must not cost a rotation.
  public init(parsing text: String) throws(ConfigVarsDestinationError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let app = parts.first.map(String.init) ?? ""
    let prefix = parts.count == 2 ? String(parts[1]) : Self.defaultPrefix
    guard Self.isApp(app) else { throw .notAnApp(app) }
    guard Self.isPrefix(prefix) else { throw .notAPrefix(prefix) }
    self.app = app
    names = VariablePair(idName: "\(prefix)_ID", secretName: "\(prefix)_SECRET")
  }

  /// Names an app, and the two variables as another app has them.
  public init(app: String, names: VariablePair) throws(ConfigVarsDestinationError) {
    guard Self.isApp(app) else { throw .notAnApp(app) }
    self.app = app
    self.names = names
  }

  /// Whether a text has the form of an app's name (a letter, then letters, digits and hyphens, 30 at most, all in
  /// lower case) or of its id.
  private static func isApp(_ text: String) -> Bool {
    let isLowercase = text.utf8.allSatisfy { $0.isLetter && !$0.isUppercase || $0.isDigit || $0 == .hyphen }
    let isName =
      isLowercase && text.utf8.first?.isLetter == true && text.utf8.last != .hyphen
      && (3...30).contains(text.utf8.count)
    return isName || isUUID(text)
  }

  private static func isUUID(_ text: String) -> Bool {
    let groups = text.utf8.split(separator: .hyphen, omittingEmptySubsequences: false)
    return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.joined().allSatisfy(\.isHexadecimal)
  }

  /// Whether `<text>_ID` is a variable that a shell and Heroku take.
  ///
  /// An underscore at the end would be doubled, which nobody means; Heroku keeps two at the start for itself.
  private static func isPrefix(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    return text.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == .underscore }
      && !first.isDigit && last != .underscore && !text.hasPrefix("__")
  }
}

extension ConfigVarsDestination: CustomStringConvertible {
  /// The text that reads as this destination: `APP`, or `APP:PREFIX`; `APP (ID, SECRET)` for names without a prefix.
  public var description: String {
    guard VariablePair(ofID: idName) == names else { return "\(app) (\(idName), \(secretName))" }
    let prefix = idName.dropLast(3)
    return prefix == Self.defaultPrefix ? app : "\(app):\(prefix)"
  }
}

extension UInt8 {
  fileprivate static let hyphen = UInt8(ascii: "-")
  fileprivate static let underscore = UInt8(ascii: "_")

  fileprivate var isUppercase: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) }
  fileprivate var isLetter: Bool {
    isUppercase || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
  }
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  fileprivate var isHexadecimal: Bool {
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20)
  }
}

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
