import HerokuAPI

/// A redirect URI that follows an app: the host is one of the app's, everything else stays.
struct UpdateFromApp {
  /// The app, by its name or id.
  let app: String
  /// Which of its hosts; nil where there is only one, or it is asked for.
  let domain: String?

  /// The new redirect URI of a client.
  func redirectURI(for client: OAuthClient, in session: Session) async throws(CommandFailure) -> String {
    let address = try await session.call(.readDomains(app: app)) { api throws(APIError) in
      try await api.address(ofApp: app)
    }
    guard let uri = RedirectURI.moved(client.redirectURI, toHost: try host(of: address)) else {
      throw CommandFailure(
        .wrongUsage,
        """
        The redirect URI of “\(client.name)”, “\(client.shownURI)”, has no host that could be another: give --url. \
        Nothing was done.
        """
      )
    }
    return uri
  }

  private func host(of address: AppAddress) throws(CommandFailure) -> String {
    let all = (address.all + (address.isCutOff ? ["others that were not told"] : [])).joined(separator: ", ")
    guard !all.isEmpty else {
      throw CommandFailure(
        .notFound,
        "“\(app)” has neither a domain nor an address of its own. Nothing was done."
      )
    }
    if let domain {
      guard let host = address.host(named: domain) else {
        throw CommandFailure(
          .notFound,
          "“\(app)” is not reached under “\(domain)”: it has \(all). Nothing was done."
        )
      }
      return host
    }
    if let only = address.only { return only }
    guard StandardError.canAsk else {
      throw CommandFailure(
        .wrongUsage,
        "“\(app)” has several hosts (\(all)): name one with --domain. Nothing was done."
      )
    }
    StandardError.print("“\(app)” is reached under \(all).")
    StandardError.ask("Host: ")
    guard let host = address.host(named: (readLine() ?? "").filter { !$0.isWhitespace }) else {
      throw CommandFailure(.wrongUsage, "That is none of them. Nothing was done.")
    }
    return host
  }

  /// What would change, in lines.
  ///
  /// - Parameter name: the new name; nil where it stays.
  static func preview(of client: OAuthClient, _ uri: String, name: String?) -> [String] {
    let names =
      name.map { $0.utf8.elementsEqual(client.name.utf8) ? [] : ["  - \(client.name)", "  + \($0)"] } ?? []
    return ["\(client.name)  \(client.id)"] + names
      + (uri.utf8.elementsEqual(client.redirectURI.utf8)
        ? ["  \(client.shownURI) stays as it is"] : ["  - \(client.shownURI)", "  + \(uri)"])
  }

  /// Makes sure that it is meant.
  static func consent(isGiven: Bool) throws(CommandFailure) {
    guard !isGiven else { return }
    guard StandardError.canAsk else {
      throw CommandFailure(
        .wrongUsage,
        "Without a terminal to ask on, --url-from wants --yes. Nothing was changed."
      )
    }
    StandardError.ask("Press Return to change it, or type stop: ")
    guard readLine()?.isEmpty == true else { throw CommandFailure(.refused, "Nothing was changed.") }
  }
}

extension OAuthClient {
  /// The redirect URI without a password that may stand in it.
  fileprivate var shownURI: String { RedirectURI.masked(redirectURI) ?? redirectURI }
}
