/// Where a rule is written, to be named and to be looked up.
public struct FindingSource: Hashable, Sendable {
  /// What it is called: `RFC 6749 3.1.2`.
  public let name: String
  /// The address of the page that it stands on.
  public let page: String

  /// A section of a request for comments, or an appendix of it.
  static func rfc(_ number: Int, _ section: String) -> FindingSource {
    let isAppendix = section.first.map { ("A"..."Z").contains($0) } ?? false
    return FindingSource(
      name: isAppendix ? "RFC \(number) appendix \(section)" : "RFC \(number) \(section)",
      page: "https://www.rfc-editor.org/rfc/rfc\(number).html#"
        + (isAppendix ? "appendix-\(section)" : "section-\(section)")
    )
  }

  /// A section of Unicode's technical standard on security.
  static let mixedScripts = FindingSource(
    name: "UTS 39 5.1",
    page: "https://www.unicode.org/reports/tr39/#Mixed_Script_Detection"
  )

  /// What Heroku publishes of its API.
  static let herokuSchema = FindingSource(
    name: "Heroku’s schema of an OAuth client",
    page: "https://devcenter.heroku.com/articles/platform-api-reference#oauth-client"
  )
}
