/// How an update ended.
public struct UpdatedClient: Hashable, Sendable {
  /// The client as it is now.
  public var client: OAuthClient
  /// The fields that somebody else had changed since the client was shown, and that were left as they are.
  public var mergedFields: [ClientField]
  /// Whether a request was sent: none is where the client already was as wanted.
  public var wasSent: Bool

  /// Puts the outcome of an update together.
  public init(client: OAuthClient, mergedFields: [ClientField] = [], wasSent: Bool = true) {
    self.client = client
    self.mergedFields = mergedFields
    self.wasSent = wasSent
  }
}
