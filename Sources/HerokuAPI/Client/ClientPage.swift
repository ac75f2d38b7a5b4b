/// A page of the list, in the order of the ids; the same client may come on two pages.
public struct ClientPage: Hashable, Sendable {
  /// The clients of the page, without their secrets.
  public var clients: [OAuthClient]
  /// Whether nothing follows.
  public var isLast: Bool

  /// Makes a page.
  public init(clients: [OAuthClient], isLast: Bool) {
    self.clients = clients
    self.isLast = isLast
  }
}
