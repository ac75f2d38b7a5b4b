import FoundationEssentials

/// Under which hosts an app is reached.
///
/// Source: Heroku's schema, `app` and `domain`.
public struct AppAddress: Hashable, Sendable {
  /// The hosts that its owners have given it, without wildcards, in the order of the API.
  public let customHosts: [String]
  /// The custom hosts that stand for many, such as `*.example.com`.
  public let wildcards: [String]
  /// The host of its `web_url`; nil where it has none.
  public let webHost: String?
  /// Whether the server said that there are more, and not where.
  public let isCutOff: Bool

  /// Puts the hosts together.
  public init(
    customHosts: [String],
    wildcards: [String] = [],
    webHost: String? = nil,
    isCutOff: Bool = false
  ) {
    self.customHosts = customHosts
    self.wildcards = wildcards
    self.webHost = webHost
    self.isCutOff = isCutOff
  }

  /// All of them, for people to choose from: the app's own last.
  public var all: [String] { customHosts + wildcards + (webHost.map { [$0] } ?? []) }

  /// The host that is meant where nobody names one: the only custom one or, without any, the app's own; nil where there is a
  /// choice, or nothing to choose from.
  public var only: String? {
    guard wildcards.isEmpty, customHosts.count <= 1, !isCutOff else { return nil }
    return customHosts.first ?? webHost
  }

  /// A host as it is written in a redirect URI, if the app is reached under it; nil where it is not.
  ///
  /// A wildcard stands for one label, as in certificates (RFC 6125 6.4.3).
  public func host(named text: String) -> String? {
    guard let name = HostName(text)?.text else { return nil }
    if customHosts.contains(name) || name == webHost { return name }
    let parent = name.drop { $0 != "." }
    return wildcards.contains { $0.dropFirst() == parent } ? name : nil
  }
}

/// An app as JSON: its own address alone.
struct AppAddressPayload: Decodable {
  /// The host of its `web_url`.
  let host: String?

  private enum Key: String, CodingKey {
    case address = "web_url"
  }

  init(from decoder: any Decoder) throws {
    let text = try? decoder.container(keyedBy: Key.self).decode(String.self, forKey: .address)
    host =
      text.flatMap { URIParts($0[...]) }.flatMap(\.authority)
      .flatMap { HostName(URIAuthority($0).host) }?.text
  }
}

/// A domain as JSON.
struct DomainPayload: Decodable {
  /// Its name, if its owner has given it to the app.
  let customHost: String?

  private enum Key: String, CodingKey {
    case hostname, kind
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let isCustom = try container.decode(String.self, forKey: .kind) == "custom"
    customHost = isCustom ? try container.decode(String.self, forKey: .hostname).lowercased() : nil
  }
}

extension HerokuClient {
  /// Asks under which hosts an app is reached: two requests, and one for each further page of domains.
  ///
  /// - Parameter app: its name or id.
  /// - Throws: ``APIError/notFound(requestID:)`` where there is no such app.
  @concurrent
  public func address(ofApp app: String) async throws(APIError) -> AppAddress {
    var custom: [String] = []
    var walk = PageWalk(from: "")
    while let range = walk.nextRange {
      let before = custom.count
      let request = ClientRequest.domains(app: app, range: range)
      let answer = try await exchange.answer(to: request)
      for host in try AnswerReader(request).customHosts(in: answer) where !custom.contains(host) {
        custom.append(host)
      }
      try walk.advance(past: answer, hasNews: custom.count > before)
    }
    let own = ClientRequest.app(ClientID(app).pathSegment)
    let host = try AnswerReader(own).webHost(in: try await exchange.answer(to: own))
    return AppAddress(
      customHosts: custom.filter { HostName($0) != nil },
      wildcards: custom.filter { $0.hasPrefix("*.") && HostName($0.dropFirst(2)) != nil },
      webHost: host,
      isCutOff: walk.isCutOff
    )
  }
}

extension RedirectURI {
  /// The URI at the host of an app: over https, without a port, and with its own path, query and fragment.
  ///
  /// Nil where it has no host, as one of an app on a phone.
  public static func moved(_ uri: String, toHost host: String) -> String? {
    guard let parts = URIParts(uri[...]), parts.authority != nil, parts.isHTTP else { return nil }
    return parts.text(scheme: "https", authority: host)
  }
}
