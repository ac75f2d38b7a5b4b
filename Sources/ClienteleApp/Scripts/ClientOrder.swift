import ArgumentParser
import FoundationEssentials
import HerokuAPI

/// What a list is sorted by.
enum ClientOrder: String, CaseIterable, ExpressibleByArgument {
  /// By name, without regard to case.
  case name
  /// The oldest first.
  case created
  /// What was left alone for longest first.
  case updated

  /// The clients in this order; those that it does not tell apart, by id.
  func sorted(_ clients: [OAuthClient]) -> [OAuthClient] {
    switch self {
    case .name: sorted(clients) { $0.name.lowercased() }
    case .created: sorted(clients) { $0.createdAt ?? .distantFuture }
    case .updated: sorted(clients) { $0.updatedAt ?? .distantFuture }
    }
  }

  private func sorted(_ clients: [OAuthClient], by key: (OAuthClient) -> some Comparable) -> [OAuthClient] {
    // Numbers are moved about, not clients, each of which is several texts to be counted.
    let keys = clients.map(key)
    return clients.indices
      .sorted { keys[$0] == keys[$1] ? clients[$0].id < clients[$1].id : keys[$0] < keys[$1] }
      .map { clients[$0] }
  }
}

extension OAuthClient {
  /// Whether a text occurs in the name, the redirect URI or the id, in either case.
  func contains(_ text: String) -> Bool {
    let wanted = text.lowercased()
    return [name, redirectURI, id.text].contains { $0.lowercased().contains(wanted) }
  }
}
