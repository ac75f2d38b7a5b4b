import FoundationEssentials

/// The process's environment.
///
/// A variable that is empty counts as unset, as in a shell's `${NAME:-}`.
enum Environment {
  /// All variables that are set and not empty.
  static let variables = ProcessInfo.processInfo.environment.filter { !$0.value.isEmpty }

  /// The value of a variable; nil where it is unset or empty.
  static subscript(name: String) -> String? { variables[name] }
}
