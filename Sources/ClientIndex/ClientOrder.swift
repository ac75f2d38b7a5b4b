/// What clients are sorted by.
public enum ClientOrder: String, CaseIterable, Hashable, Sendable {
  /// By name without regard to case; of one name by redirect URI, and then by id.
  case name
  /// The oldest first, those without a date last.
  case created
  /// What was left alone for longest first, those without a date last.
  case updated
}
