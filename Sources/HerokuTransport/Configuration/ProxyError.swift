/// A proxy setting that cannot be understood.
public struct ProxyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The variable that holds it.
  public var variable: String
  /// What is wrong with it, as a clause; never the value, which may hold a password.
  public var problem: String

  /// The error in words, without a full stop.
  public var description: String { "\(variable) \(problem)" }
}
