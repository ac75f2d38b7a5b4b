import FoundationEssentials

/// `login.json`, in which Heroku's CLI notes who logged in last.
enum LoginFile {
  private struct Content: Decodable {
    let account: String
  }

  /// The account's e-mail address; nil if the file is not what the CLI writes.
  static func account(in bytes: [UInt8]) -> String? {
    guard let content = try? JSONDecoder().decode(Content.self, from: Data(bytes)) else { return nil }
    let account = content.account
    // It becomes an argument: it must not be read as an option, or mean more than one line of a message.
    guard !account.isEmpty, !account.hasPrefix("-"),
      account.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.properties.generalCategory != .control })
    else { return nil }
    return account
  }
}
