public import ClientIndex
public import HerokuAPI
import TerminalText

extension Browser {
  /// Whether a filter chooses the rows.
  public var isFiltered: Bool { !shared.filter.isEmpty }

  /// Where the filter matches in the texts of a client; nothing while nothing is filtered.
  ///
  /// It is the last valid filter, as for the rows. In a text that has to be cleaned before it is shown, nothing is told.
  public func matches(in client: OAuthClient) -> MatchedRanges { shared.matches(in: client) }
}

extension Shared {
  /// See ``Browser/matches(in:)``.
  func matches(in client: OAuthClient) -> MatchedRanges {
    guard !filter.isEmpty else { return MatchedRanges() }
    var matches = clients.matchedRanges(in: client)
    if CleanText(client.name).wasChanged { matches.name = [] }
    if CleanText(client.redirectURI).wasChanged { matches.redirectURI = [] }
    if CleanText(client.id.text).wasChanged { matches.id = [] }
    return matches
  }
}
