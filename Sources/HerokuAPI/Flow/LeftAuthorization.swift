/// What is left of a sign-in that was only tried, and what may be done about it.
///
/// Of what an authorization is called, and whether its token in the list is the one that was handed out, nothing is
/// documented: where it is not certain which one it is, none is deleted.
public enum LeftAuthorization: Hashable, Sendable {
  /// Nothing.
  case nothing
  /// An authorization that was not there before: it can be deleted.
  case new(id: String)
  /// The one that the account had before, which somebody uses.
  case old(id: String)
  /// There is one that may be ours, and it is not certain.
  case unclear

  /// Finds it out.
  ///
  /// - Parameters:
  ///   - client: the client that was tried.
  ///   - before: what the account had let in before the person was asked.
  ///   - after: what it has let in now, with our tokens marked.
  public init(of client: ClientID, before: AuthorizationList, after: AuthorizationList) {
    let old = Set(before.authorizations.map(\.id))
    func isOld(_ authorization: SeenAuthorization) -> Bool { old.contains(authorization.id) }
    let theirs = after.authorizations.filter { $0.client?.text.lowercased() == client.text.lowercased() }
    let marked = theirs.filter(\.hasToken)
    let candidates = marked.isEmpty ? theirs : marked
    let new = candidates.filter { !isOld($0) }
    switch (candidates.first, new.first) {
    case (let known?, nil):
      self = .old(id: known.id)
    case (_, let made?) where new.count == 1 && candidates.count == 1 && before.isWhole:
      self = .new(id: made.id)
    case (nil, nil) where after.isWhole:
      self = .nothing
    default:
      self = .unclear
    }
  }
}
