import HerokuAPI

/// Puts the words of a netrc file together to entries.
///
/// Every keyword takes the next word as its value, on whatever line it stands and whatever it looks like: a
/// password may be `login`, or start with `#`.
struct NetrcReader {
  private var words: NetrcWords

  /// A reader at the start of a file.
  init(bytes: [UInt8]) {
    words = NetrcWords(bytes: bytes)
  }

  /// Reads the file to its end.
  mutating func entries() -> [NetrcEntry] {
    var entries: [NetrcEntry] = []
    while let keyword = words.nextKeyword() {
      switch keyword.lowercased() {
      case "machine":
        if let name = words.nextValue() { entries.append(NetrcEntry(machine: .named(name))) }
      case "default":
        entries.append(NetrcEntry(machine: .anyOther))
      case "login":
        let login = words.nextValue()
        entries.withLast { $0.login = login }
      case "password":
        let password = words.nextValue().map { Secret($0) }
        entries.withLast { $0.password = password }
      case "account":
        // Of FTP. Its value could be any word, so that it must not be taken for a keyword.
        _ = words.nextValue()
      case "macdef":
        words.skipMacro()
      default:
        continue
      }
    }
    return entries
  }
}

extension Array {
  /// Changes the last element, if there is one.
  fileprivate mutating func withLast(_ change: (inout Element) -> Void) {
    guard let last = indices.last else { return }
    change(&self[last])
  }
}
