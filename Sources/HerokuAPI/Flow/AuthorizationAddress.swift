import TerminalText

/// The address that a person is sent to, to be asked whether a client may have what it wants.
///
/// Source: RFC 6749 4.1.1, and Heroku's article on OAuth.
public struct AuthorizationAddress: Hashable, Sendable {
  let parsed: ParsedAddress

  init(_ parsed: ParsedAddress) {
    self.parsed = parsed
  }

  /// The `client_id`; nil without one.
  public var clientID: ClientID? { parsed.value("client_id").map(ClientID.init) }
  /// The `response_type`; nil without one.
  public var responseType: String? { parsed.value("response_type") }
  /// What is asked for, in its order; empty where nothing is said.
  public var scopes: [String] {
    (parsed.value("scope") ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
  }
  /// The `state`; nil without one.
  public var state: String? { parsed.value("state") }
  /// The `redirect_uri`, which Heroku does not document; nil without one.
  public var redirectURI: String? { parsed.value("redirect_uri") }

  /// The text of the address that asks for consent.
  ///
  /// - Parameters:
  ///   - identity: where the authorization page is.
  ///   - state: what the answer has to come back with.
  public static func text(
    at identity: Endpoint,
    clientID: ClientID,
    scopes: [String],
    state: String
  ) -> String {
    let parameters = [
      ("client_id", clientID.text), ("response_type", "code"), ("scope", scopes.joined(separator: " ")),
      ("state", state),
    ].map { "\($0)=\($1.formEncoded)" }
    return "\(identity.authorizationPage)?\(parameters.joined(separator: "&"))"
  }

  /// The client that asks, of a whole list.
  func client(among clients: [OAuthClient]) -> OAuthClient? {
    clientID.flatMap { id in clients.first { $0.id.text.lowercased() == id.text.lowercased() } }
  }

  func findings(at identity: Endpoint, among clients: [OAuthClient]?) -> [FlowFinding] {
    parsed.findingsAboutWriting(once: Self.names) + findingsAboutPlace(identity)
      + findingsAboutClient(among: clients) + findingsAboutResponseType + findingsAboutScopes
      + StateStrength.findings(about: state) + findingsAboutOtherParameters
  }

  static let names: Set<String> = ["client_id", "response_type", "scope", "state", "redirect_uri"]

  // MARK: Place

  private func findingsAboutPlace(_ identity: Endpoint) -> [FlowFinding] {
    var findings: [FlowFinding] = []
    let host = parsed.authority.map { URIAuthority($0[...]).hostAndPort.lowercased() } ?? ""
    if host != identity.authority {
      findings.append(
        FlowFinding(
          .wrongHost,
          "It leads to \(host.isEmpty ? "no host" : host), and the authorization page is at \(identity.authority)",
          advice: "Begin the address with \(identity.authorizationPage)."
        )
      )
    } else if parsed.scheme != identity.scheme.rawValue {
      findings.append(
        FlowFinding(
          .plainHTTP,
          "It begins with \(parsed.scheme): and not \(identity.scheme.rawValue):",
          advice: "Begin the address with \(identity.authorizationPage)."
        )
      )
    }
    if parsed.path != identity.basePath + Endpoint.authorizationPath {
      let isToken = parsed.path.hasSuffix(Endpoint.tokenPath)
      findings.append(
        FlowFinding(
          .wrongPath,
          isToken
            ? "Its path is that for exchanging a code, which a browser is never sent to"
            : "Its path is not \(Endpoint.authorizationPath)",
          advice: "Begin the address with \(identity.authorizationPage)."
        )
      )
    }
    if parsed.fragment != nil {
      findings.append(
        FlowFinding(.fragment, "It has a fragment (#), which the server never sees", advice: "Leave it out.")
      )
    }
    return findings
  }

  // MARK: Client

  private func findingsAboutClient(among clients: [OAuthClient]?) -> [FlowFinding] {
    guard let id = clientID?.text else {
      return [
        FlowFinding(
          .noClientID,
          "It has no client_id, so that nobody knows who asks",
          advice: "Often a variable that was not set: look at the id in the app’s config vars."
        )
      ]
    }
    guard let clients else { return Self.findingsAboutForm(of: id) + findingsAboutRedirectURI(of: nil) }
    if let client = client(among: clients) { return findingsAboutRedirectURI(of: client) }
    let form = Self.findingsAboutForm(of: id)
    let meant = clients.first { id.isSlip(of: $0.id.text) }
    let lines = meant.flatMap {
      AddressDifference(wanted: $0.id.text, given: id)?.lines(wanted: "client", given: "here")
    }
    return form + [
      FlowFinding(
        .unknownClient,
        "No client of this account has the client_id “\(id.prefix(8))…”"
          + (meant.map { ", and “\($0.name)” nearly has" } ?? ""),
        advice: """
          It was deleted, belongs to another account, or something else was put in its place, such as the secret. \
          “clientele list” shows every id.
          """,
        lines: lines ?? []
      )
    ] + findingsAboutRedirectURI(of: nil)
  }

  private static func findingsAboutForm(of id: String) -> [FlowFinding] {
    let groups = id.split(separator: "-", omittingEmptySubsequences: false)
    guard
      groups.map(\.count) != [8, 4, 4, 4, 12] || !groups.joined().unicodeScalars.allSatisfy(\.isHexadecimal)
    else { return [] }
    let what =
      if id.contains(where: \.isWhitespace) {
        "a blank or a line break in it"
      } else if let first = id.first, "\"'“<{[$".contains(first) {
        "quotes or brackets around it, or waits to be filled in"
      } else {
        "\(id.count) characters of another form"
      }
    return [
      FlowFinding(
        .clientIDForm,
        "The client_id has \(what); ids of Heroku look like 01234567-89ab-cdef-0123-456789abcdef"
      )
    ]
  }

  private func findingsAboutRedirectURI(of client: OAuthClient?) -> [FlowFinding] {
    guard let uri = redirectURI else { return [] }
    if let client {
      guard let difference = AddressDifference(wanted: client.redirectURI, given: uri) else { return [] }
      return [
        FlowFinding(
          .redirectURIDiffers,
          "The redirect_uri is not the one of “\(client.name)”: \(difference.words)",
          advice: """
            Heroku sends people to the one that is registered. Change the app, or the client with “clientele update”.
            """,
          lines: FlowSecrets.areIn(uri) ? [] : difference.lines(wanted: "registered", given: "here")
        )
      ]
    }
    guard let worst = RedirectURI.findings(in: uri).first(where: { $0.severity == .error }) else { return [] }
    return [FlowFinding(.redirectURI, "The redirect_uri cannot work: \(worst.reason)")]
  }

  // MARK: Response type and scopes

  private var findingsAboutResponseType: [FlowFinding] {
    guard let responseType else {
      return [
        FlowFinding(.noResponseType, "It has no response_type", advice: "Add response_type=code.")
      ]
    }
    guard responseType != "code" else { return [] }
    let shown = parsed.query.first { $0.name == "response_type" }?.shownValue ?? "…"
    return [
      FlowFinding(
        .responseType,
        "The response_type is “\(shown)”, and Heroku has “code” alone",
        advice: responseType.lowercased().contains("token")
          ? "Set up the library for the authorization-code flow: the implicit flow and OpenID Connect are not there."
          : "Write response_type=code."
      )
    ]
  }

  private var findingsAboutScopes: [FlowFinding] {
    guard let scope = parsed.value("scope") else {
      return [
        FlowFinding(
          .noScope,
          "It has no scope, and what is meant then Heroku does not document",
          advice: "Name what is needed, such as scope=identity."
        )
      ]
    }
    let separators = scope.filter { ",;|+".contains($0) }
    var findings: [FlowFinding] = []
    if !separators.isEmpty {
      findings.append(
        FlowFinding(
          .scopeSeparator,
          "Its scopes are separated by “\(separators.prefix(1))”",
          advice: "Separate them by blanks: scope=identity%20read."
        )
      )
    }
    let words = scope.split { $0.isWhitespace || ",;|+".contains($0) }.map(String.init)
    let unknown = words.filter { OAuthScope(rawValue: $0) == nil && !$0.contains("%") }
    for word in unknown.prefix(5) {
      let shown = FlowSecrets.areIn(word) || word.count > 80 ? "…" : word
      findings.append(
        FlowFinding(
          .unknownScope,
          "Heroku has no scope “\(shown)”",
          advice: OAuthScope.meant(by: word).map { "“\($0.rawValue)” is probably meant." }
            ?? "There are \(OAuthScope.list)."
        )
      )
    }
    if words.contains("global"), words.count > 1 {
      findings.append(FlowFinding(.needlessScope, "The scope global has all others in it"))
    }
    return findings
  }

  // MARK: What else stands there

  private var findingsAboutOtherParameters: [FlowFinding] {
    var findings: [FlowFinding] = []
    for parameter in parsed.query where !Self.names.contains(parameter.name) {
      let name = parameter.name
      if name.hasPrefix("amp;") { continue }
      if ["client_secret", "access_token", "refresh_token"].contains(name)
        || name.lowercased().contains("secret")
      {
        findings.append(
          FlowFinding(
            .secretInAddress,
            "The parameter \(parameter.shownName) has a secret in an address that browsers keep and servers log",
            advice: "Take it out, and rotate the client: “clientele rotate”."
          )
        )
      } else if name.hasPrefix("code_challenge") {
        if name == "code_challenge" {
          findings.append(
            FlowFinding(.pkce, "It asks for PKCE, which Heroku does not document", advice: "It does no harm.")
          )
        }
      } else if !Self.tolerated.contains(name), !name.contains("=") {
        let letters = name.lowercased().filter(\.isLetter)
        let meant = Self.names.first { known in
          let own = known.filter(\.isLetter)
          return own == letters || own + "s" == letters
            || (known == "redirect_uri" && letters.hasPrefix("redirect"))
        }
        findings.append(
          FlowFinding(
            .unknownParameter,
            "The parameter “\(parameter.shownName.prefix(60))” is none of the flow’s, and does nothing",
            advice: meant.map { "“\($0)” is probably meant." } ?? ""
          )
        )
      }
    }
    return findings
  }

  /// What libraries add to every provider's address.
  private static let tolerated: Set<String> = ["prompt", "display", "access_type", "response_mode", "nonce"]
}

extension String {
  /// Whether the text is another one with a few characters changed, lost or added.
  fileprivate func isSlip(of other: String) -> Bool {
    let (mine, theirs) = (Array(lowercased()), Array(other.lowercased()))
    guard abs(mine.count - theirs.count) <= 3, mine.count > 24 else { return false }
    let start = zip(mine, theirs).prefix { $0 == $1 }.count
    let end = zip(mine.reversed(), theirs.reversed()).prefix { $0 == $1 }.count
    return start + end >= theirs.count - 3
  }
}
