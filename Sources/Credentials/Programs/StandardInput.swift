import Platform

/// This process's standard input.
enum StandardInput {
  /// The path of the terminal that it is; nil if it is none.
  static func terminalPath() -> String? {
    var path = [CChar](repeating: 0, count: 256)
    guard ttyname_r(STDIN_FILENO, &path, path.count) == 0 else { return nil }
    return String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
