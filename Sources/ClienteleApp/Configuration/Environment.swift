#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The process's environment, read by name.
enum Environment {
  /// The value of a variable; nil where it is unset or empty.
  static subscript(name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The variables of a list that are set and not empty.
  static func values(of names: [String]) -> [String: String] {
    names.reduce(into: [:]) { values, name in values[name] = self[name] }
  }
}
