/// The identity of an OAuth client: a UUID in the form the API gave it, which is all that identifies a client.
///
/// The text is kept verbatim, so that an id of another form would still be sent back as it came.
public struct ClientID: Hashable, Sendable {
  /// The id as the API wrote it.
  public let text: String

  /// Makes an id of the text the API gave.
  public init(_ text: String) {
    self.text = text
  }
}

extension ClientID: Comparable {
  /// Orders ids as the API pages them: by their text.
  public static func < (left: ClientID, right: ClientID) -> Bool {
    left.text < right.text
  }
}

extension ClientID: CustomStringConvertible {
  /// The id as the API wrote it.
  public var description: String { text }
}
