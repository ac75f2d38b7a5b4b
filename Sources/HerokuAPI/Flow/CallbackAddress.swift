import TerminalText

/// The address that a person comes back to, with what the authorization page has answered.
///
/// Source: RFC 6749 4.1.2.
public struct CallbackAddress: Hashable, Sendable {
  let parsed: ParsedAddress

  init(_ parsed: ParsedAddress) {
    self.parsed = parsed
  }

  /// Reads the address that a browser has come to; nil where no answer is in it.
  ///
  /// Known to be one to come back to, whatever parameters the redirect URI has of its own.
  init?(at text: String) {
    guard let parts = URIParts(text[...]) else { return nil }
    let address = ParsedAddress(text, parts)
    guard address.isCallback else { return nil }
    parsed = address
  }

  /// The code that is exchanged for a token; nil without one.
  public var code: Secret? { parsed.value("code").map { Secret($0) } }
  /// The word for what went wrong; nil where it did not.
  public var error: String? { parsed.value("error") }
  /// The `state`; nil without one.
  public var state: String? { parsed.value("state") }

  /// The redirect URI that this is the answer at: the address without what the server has added.
  public var redirectURI: String { parsed.redirectURI(without: Self.added) }

  /// The clients whose redirect URI it is.
  func clients(among clients: [OAuthClient]) -> [OAuthClient] {
    let uri = Self.asShown(redirectURI)
    return clients.filter { Self.asShown($0.redirectURI) == uri }
  }

  /// A redirect URI as a browser goes to it: without a fragment, host and scheme in small letters, and with a path.
  private static func asShown(_ uri: String) -> String {
    let uri = uri.prefix { $0 != "#" }
    guard let parts = URIParts(uri), parts.isHTTP, let authority = parts.authority else { return String(uri) }
    let scheme = parts.scheme.lowercased()
    let port = scheme == "http" ? ":80" : ":443"
    let host = authority.lowercased()
    return parts.text(
      scheme: scheme,
      authority: host.hasSuffix(port) ? String(host.dropLast(port.count)) : host,
      path: parts.path.isEmpty ? "/" : nil
    )
  }

  private static let added: Set<String> = [
    "code", "state", "error", "error_description", "error_uri", "scope", "iss",
  ]
  private static let once: Set<String> = ["code", "state", "error"]

  func findings(among clients: [OAuthClient]?) -> [FlowFinding] {
    var findings = parsed.findingsAboutWriting(once: Self.once)
    findings += findingsAboutAnswer
    if state == nil, error == nil || code != nil, !findings.contains(where: { $0.code == .encodedTwice }) {
      findings.append(
        FlowFinding(
          .noState,
          "It has no state",
          advice: "The app has sent none, or something on the way has lost it. An app must not go on without."
        )
      )
    }
    if let clients, self.clients(among: clients).isEmpty { findings.append(differsFromAll(of: clients)) }
    return findings
  }

  // MARK: Answer

  private var findingsAboutAnswer: [FlowFinding] {
    let tokens = parsed.all.filter { ["access_token", "id_token"].contains($0.name) }
    if !tokens.isEmpty {
      return [
        FlowFinding(
          .implicitFlow,
          "It has a token in it, as of the implicit flow, which Heroku has not",
          advice: """
            Whoever sees the address has the token: take it back. Set up the library for the authorization-code flow, with \
            response_type=code.
            """
        )
      ]
    }
    var findings: [FlowFinding] = []
    if code == nil, error == nil, let fragment = parsed.fragment,
      fragment.contains(where: { ["code", "error"].contains($0.name) })
    {
      findings.append(
        FlowFinding(
          .answerInFragment,
          "The answer stands behind #, where no server sees it",
          advice: "Register a redirect URI without a fragment, and let the app’s server take the code."
        )
      )
      return findings
    }
    if let error { findings.append(Self.finding(about: error, parsed)) }
    switch (code, error) {
    case (.some, .some):
      findings.append(
        FlowFinding(
          .codeAndError,
          "It has both a code and an error",
          advice:
            "Only one of the two can be the server’s: the redirect URI has the other, or somebody made the address."
        )
      )
    case (.some, nil):
      findings.append(
        FlowFinding(
          .codeLifetime,
          "A code is good for a few minutes (5, as far as is known), and once",
          advice: "An app that exchanges it twice, as after a reload, is refused with invalid_grant."
        )
      )
    case (nil, nil):
      findings.append(
        FlowFinding(
          .noCode,
          "It has neither a code nor an error",
          advice:
            "Something on the way has lost them, such as a redirect to another host or to a path with a slash."
        )
      )
    case (nil, .some): break
    }
    return findings
  }

  private static func finding(about error: String, _ parsed: ParsedAddress) -> FlowFinding {
    let said = parsed.query.first { $0.name == "error_description" }?.shownValue
    let shown = FlowSecrets.areIn(error) || error.count > 80 ? "…" : error
    let words = FlowErrorWords(error)
    return FlowFinding(
      .errorAnswer,
      "\(words.meaning) (\(shown))\(said.map { ", and it says “\($0)”" } ?? "")",
      advice: words.advice
    )
  }

  // MARK: Place

  private func differsFromAll(of clients: [OAuthClient]) -> FlowFinding {
    let uri = redirectURI
    let nearest = clients.compactMap { client in
      AddressDifference(wanted: client.redirectURI, given: uri).map { (client, $0) }
    }.max { Self.nearness($0.1, $0.0, uri) < Self.nearness($1.1, $1.0, uri) }
    guard let (client, difference) = nearest, Self.nearness(difference, client, uri) > 0 else {
      return FlowFinding(
        .unknownCallback,
        "No client of this account has this address as its redirect URI, or one like it",
        advice: "It belongs to a client of another account, or the redirect URI was changed since."
      )
    }
    return FlowFinding(
      .unknownCallback,
      "It is no client’s redirect URI; the one of “\(client.name)” is nearest: \(difference.words)",
      advice: "An app behind a proxy, or one that redirects to another host, changes the address on the way.",
      lines: FlowSecrets.areIn(uri) ? [] : difference.lines(wanted: "registered", given: "here")
    )
  }

  /// How much two addresses have in common: what follows the scheme counts, and the host above all.
  private static func nearness(_ difference: AddressDifference, _ client: OAuthClient, _ uri: String) -> Int {
    guard let theirs = URIParts(client.redirectURI[...]), let ours = URIParts(uri[...]) else { return 0 }
    let host = { (parts: URIParts) in parts.authority.map { URIAuthority($0).host.lowercased() } }
    let isSameHost = host(theirs) == host(ours) && host(ours) != nil
    let isSamePath = theirs.path.count > 1 && theirs.path == ours.path
    return (isSameHost ? 1000 : 0) + (isSamePath && theirs.scheme == ours.scheme ? 500 : 0)
      + (isSameHost || isSamePath ? min(difference.common, 400) : 0)
  }
}
