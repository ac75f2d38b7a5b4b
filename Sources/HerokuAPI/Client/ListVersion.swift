import HTTPTypes

/// The mark of a list as it was loaded, to ask later whether it is still the same.
///
/// Only a list that was one whole 200 has one: on a paged list the entity tag has been that of one page
/// (platform-api#73), and says nothing about the others.
public struct ListVersion: Hashable, Sendable {
  /// The entity tag, with its quotes, weak or strong.
  public let tag: String

  /// Takes up a version that was kept.
  public init(tag: String) {
    self.tag = tag
  }

  /// The version of a list of which this is the first answer; nil if more follows, or there is no tag.
  init?(of answer: HTTPAnswer) {
    guard answer.status == 200, let tag = answer.entityTag else { return nil }
    self.tag = tag
  }
}
