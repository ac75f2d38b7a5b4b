/// What clients are sorted by.
public enum ClientOrder: String, CaseIterable, Hashable, Sendable {
  /// By name without regard to case and accents, numbers by what they count; of one name by redirect URI, and then by id.
  case name
  /// The oldest first, those without a date last.
  case created
  /// What was left alone for longest first, those without a date last.
  case updated
  /// By the host of the redirect URI, or the scheme that stands for it.
  case host
  /// By the worst that there is to say about the redirect URI, errors first.
  case findings
}

/// An order, and whether it runs the other way.
///
/// Clients without a date are last either way, and those that the order does not tell apart are sorted by name.
public struct ClientSorting: Hashable, Sendable {
  /// What clients are sorted by.
  public var order: ClientOrder
  /// Whether what would be first is last.
  public var isReversed: Bool

  /// Makes an order.
  public init(_ order: ClientOrder = .name, isReversed: Bool = false) {
    self.order = order
    self.isReversed = isReversed
  }
}
