import TerminalText

/// An address of the authorization-code flow.
public enum FlowAddress: Hashable, Sendable {
  /// The one that a person is sent to, to be asked for consent.
  case authorization(AuthorizationAddress)
  /// The one that the person comes back to.
  case callback(CallbackAddress)

  /// Reads an address, as it is copied from a browser's address line or a log.
  public init(parsing text: String) throws(FlowAddressError) {
    var text = text[...]
    while let last = text.unicodeScalars.last, last.properties.isWhitespace {
      text.unicodeScalars.removeLast()
    }
    while let first = text.unicodeScalars.first, first.properties.isWhitespace {
      text.unicodeScalars.removeFirst()
    }
    guard !text.isEmpty else { throw .empty }
    guard text.utf8.count <= Self.longest else { throw .tooLong }
    guard let parts = URIParts(text), parts.hasScheme, !parts.isEmpty else { throw .noAddress }
    let address = ParsedAddress(String(text), parts)
    if address.isAuthorization {
      self = .authorization(AuthorizationAddress(address))
    } else if address.isCallback {
      self = .callback(CallbackAddress(address))
    } else {
      throw .neither
    }
  }

  /// The longest address that is read, in bytes: no server takes one as long.
  public static let longest = 65_536

  /// The parameters, in their order; those of a fragment behind those of the query.
  public var parameters: [FlowParameter] {
    switch self {
    case .authorization(let address): address.parsed.all
    case .callback(let address): address.parsed.all
    }
  }

  /// The address without its parameters.
  public var place: String {
    switch self {
    case .authorization(let address): address.parsed.place
    case .callback(let address): address.parsed.place
    }
  }

  /// The client that the address is about, of a whole list; nil where none is.
  public func client(among clients: [OAuthClient]) -> OAuthClient? {
    switch self {
    case .authorization(let address): address.client(among: clients)
    case .callback(let address): address.clients(among: clients).first
    }
  }

  /// What there is to say, the worst first.
  ///
  /// - Parameters:
  ///   - identity: where the authorization page is.
  ///   - clients: all clients of the account; nil where they are not known.
  public func findings(at identity: Endpoint, among clients: [OAuthClient]? = nil) -> [FlowFinding] {
    let findings =
      switch self {
      case .authorization(let address): address.findings(at: identity, among: clients)
      case .callback(let address): address.findings(among: clients)
      }
    return FindingSeverity.allCases.flatMap { severity in findings.filter { $0.severity == severity } }
  }
}

extension CallbackAddress {
  /// Reads an address that a person gives, and that people come back to.
  ///
  /// - Throws: where it is none.
  public init(given text: String) throws(FlowAddressError) {
    guard case .callback(let address) = try FlowAddress(parsing: text) else { throw .signInAddress }
    self = address
  }
}

/// Why a text is no address of the flow; none of these repeats it.
public enum FlowAddressError: Error, Hashable, Sendable {
  /// There is no text.
  case empty
  /// It is longer than any server takes.
  case tooLong
  /// It has no scheme, as of an address that was not copied whole.
  case noAddress
  /// It is an address, but has nothing of the flow in it.
  case neither
  /// It is the address to sign in at, where the one to come back to is wanted.
  case signInAddress
}

extension FlowAddressError: CustomStringConvertible {
  /// What is wrong and what to do, as sentences.
  public var description: String {
    switch self {
    case .empty: "There is no address."
    case .tooLong: "The address is longer than \(FlowAddress.longest) bytes."
    case .noAddress: "That is no address: copy it whole, from https:// on."
    case .neither:
      """
      That address has nothing of the authorization flow in it: one to sign in at has a client_id, one to come back to has a \
      code or an error.
      """
    case .signInAddress:
      """
      That is the address to sign in at, which “clientele explain” takes apart; wanted here is the one that the browser \
      arrives at afterwards.
      """
    }
  }
}

/// An address with its parameters, before it is known which of the two it is.
struct ParsedAddress: Hashable, Sendable {
  let scheme: String
  let authority: String?
  let path: String
  /// The parameters of the query.
  let query: [FlowParameter]
  /// The parameters of the fragment; nil where there is none.
  let fragment: [FlowParameter]?
  /// The query as it was sent, with what is encoded in it.
  private let rawQuery: Secret
  private let rawFragment: Secret

  init(_ text: String, _ parts: URIParts) {
    scheme = parts.scheme.lowercased()
    authority = parts.authority.map(String.init)
    path = String(parts.path)
    rawQuery = Secret(String(parts.query ?? ""))
    rawFragment = Secret(String(parts.fragment ?? ""))
    query = FlowParameter.list(parts.query ?? "")
    // A page that keeps its own address there has a query behind it: `#/callback?code=…`.
    fragment = parts.fragment.map { fragment in
      FlowParameter.list(
        fragment.firstIndex(of: "?").map { fragment[fragment.index(after: $0)...] } ?? fragment
      )
    }
  }

  var all: [FlowParameter] { query + (fragment ?? []) }

  /// The address without query and fragment, and without what must not be seen.
  var place: String {
    let text = scheme + ":" + (authority.map { "//\($0)" } ?? "") + path
    let masked = RedirectURI.masked(text) ?? text
    return FlowSecrets.areIn(path) ? scheme + ":" + (authority.map { "//\($0)" } ?? "") + "/…" : masked
  }

  /// The address as a redirect URI: without the parameters that the server has added.
  func redirectURI(without names: Set<String>) -> String {
    let query = rawQuery.reveal()
    let kept = query.split(separator: "&", omittingEmptySubsequences: false).filter { pair in
      let name = pair.prefix { $0 != "=" }
      return !names.contains(name.formDecoded.text)
    }
    let rest = kept.joined(separator: "&")
    return scheme + ":" + (authority.map { "//\($0)" } ?? "") + path + (rest.isEmpty ? "" : "?\(rest)")
  }

  /// The host, in lower case; nil without one.
  var host: String? { authority.map { URIAuthority($0[...]).host.lowercased() } }

  /// What a parameter is worth: one without a value counts as left out (RFC 6749 3.1).
  func value(_ name: String) -> String? {
    query.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  var isAuthorization: Bool {
    let isPage = path.hasSuffix(Endpoint.authorizationPath)
    return isPage || hasName { ["client_id", "response_type"].contains($0) }
  }

  var isCallback: Bool {
    hasName { ["code", "error", "access_token", "state"].contains($0) }
  }

  /// Whether a parameter has a name, also where it is encoded twice or escaped for HTML.
  private func hasName(_ isOne: (String) -> Bool) -> Bool {
    all.contains { parameter in
      let name = parameter.name.hasPrefix("amp;") ? String(parameter.name.dropFirst(4)) : parameter.name
      let beginning = parameter.value.isEmpty ? String(name.prefix { $0 != "=" }) : name
      return isOne(beginning.lowercased())
    }
  }

  // MARK: Findings about both

  /// What is wrong with how the parameters are written.
  func findingsAboutWriting(once names: Set<String>) -> [FlowFinding] {
    var findings: [FlowFinding] = []
    for name in names.sorted() where all.count(where: { $0.name == name }) > 1 {
      let values = Set(all.filter { $0.name == name }.map(\.value))
      findings.append(
        FlowFinding(
          .doubledParameter,
          "The parameter \(name) stands there \(values.count > 1 ? "more than once, with different values" : "twice")",
          advice: "Each may come once. Often an address that has it already gets it added."
        )
      )
    }
    if all.contains(where: { $0.name.hasPrefix("amp;") }) || rawFragment.reveal().hasPrefix("038;") {
      findings.append(
        FlowFinding(
          .htmlEscaped,
          "&amp; stands where & should, as in the source of a page",
          advice:
            "So every parameter but the first has another name. Undo the escapes of HTML before the address is used."
        )
      )
    }
    if let parameter = all.first(where: { !$0.isWhole }) {
      findings.append(
        FlowFinding(
          .percentEscape,
          "In the parameter \(parameter.shownName) a percent sign begins no whole escape, or it is no UTF-8",
          advice: "Write a percent sign as %25."
        )
      )
    }
    if let parameter = all.first(where: \.isEncodedTwice) {
      findings.append(
        FlowFinding(
          .encodedTwice,
          "\(parameter.value.isEmpty ? "What follows the ?" : "The parameter \(parameter.shownName)") is encoded twice",
          advice: "Encode each value once, and not the address as a whole."
        )
      )
    }
    return findings
  }
}

extension FlowParameter {
  /// Whether what was decoded still looks encoded.
  fileprivate var isEncodedTwice: Bool {
    if value.isEmpty, name.contains("="),
      name.contains("_") || name.hasPrefix("code") || name.hasPrefix("error")
    {
      return true
    }
    switch name {
    case "redirect_uri", "scope", "client_id", "response_type", "error", "error_description":
      let decoded = value.formDecoded
      if name == "redirect_uri" { return value.lowercased().contains("%3a%2f%2f") }
      return decoded.isWhole && value.contains("%") && decoded.text != value
    default:
      return false
    }
  }

}

extension ParsedAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The address without its parameters.
  var description: String { place }
  /// The same, for `dump` and debuggers.
  var debugDescription: String { place }
  /// A mirror without children: reflection must not reach a code or a password.
  var customMirror: Mirror { Mirror(self, children: []) }
}
