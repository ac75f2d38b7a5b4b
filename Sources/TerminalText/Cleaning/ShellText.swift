/// Words as a POSIX shell reads them.
public enum ShellText {
  /// A word that a shell takes as this very text: bare where every character is harmless.
  public static func quoted(_ text: String) -> String {
    let isHarmless = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"):
        true
      default: "-_./:@%+=,".utf8.contains(byte)
      }
    }
    // A shell may look for a program's path behind a `=` at the start.
    guard !isHarmless || text.isEmpty || text.hasPrefix("=") else { return text }
    return "'" + text.replacing("'", with: "'\\''") + "'"
  }

  /// The same for a line that people see and paste: what cannot be shown is spelled out.
  public static func pasteable(_ text: String) -> String {
    guard CleanText(text).wasChanged else { return quoted(text) }
    let bytes = text.utf8.map { byte -> String in
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\\"): "\\" + String(Unicode.Scalar(byte))
      case 0x20..<0x7F: String(Unicode.Scalar(byte))
      // Three digits each, so that none that follows belongs to it.
      default: "\\" + [byte >> 6, byte >> 3 & 7, byte & 7].map { "\($0)" }.joined()
      }
    }
    return "$'" + bytes.joined() + "'"
  }

  /// A path to be pasted: a `~` for the person's home at its start stays one, and none of it is taken for an option.
  public static func pasteablePath(_ path: String) -> String {
    if path.hasPrefix("~/") { return "~/" + (path.count > 2 ? pasteable(String(path.dropFirst(2))) : "") }
    return pasteable(path.hasPrefix("-") ? "./\(path)" : path)
  }
}
