/// How a load of the list ended.
public enum ListOutcome: Hashable, Sendable {
  /// The list is what the caller has already; no page came.
  case unchanged
  /// Every page came. The version is the list's, where it has one.
  case loaded(ListVersion?)
}
