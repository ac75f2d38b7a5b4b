/// Why a text is no fault, for people.
public struct FaultError: Error, Equatable, CustomStringConvertible {
  /// What is wrong, and what would be right.
  public let description: String
}
