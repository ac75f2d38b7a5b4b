/// A text that must not be seen by accident: a client secret or an API token.
///
/// Descriptions, reflection and string interpolation show a placeholder; reading the value is explicit and
/// therefore easy to find in a review.
public struct Secret: Hashable, Sendable {
  private let value: String

  /// Wraps a secret text.
  public init(_ value: String) {
    self.value = value
  }

  /// The text itself.
  ///
  /// Each use is a place where the secret leaves its wrapping.
  public func reveal() -> String { value }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// A placeholder that says nothing about the value, not even its length.
  public var description: String { "<secret>" }
  /// The same placeholder, for `dump` and string interpolation in debuggers.
  public var debugDescription: String { description }
  /// A mirror without children: reflection must not reach the value.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
