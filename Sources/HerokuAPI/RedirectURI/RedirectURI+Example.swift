extension RedirectURI {
  /// That the host of a URI is one of those that documents use for examples.
  ///
  /// It is said of what is registered, and not while a URI is typed: there it may be tried out.
  public static func exampleFinding(in text: String) -> RedirectURIFinding? {
    guard let uri = URIParts(text[...]), uri.isHTTP, let authority = uri.authority else { return nil }
    let labels = URIAuthority(authority).host.lowercased().split(separator: ".").suffix(2)
    guard let last = labels.last else { return nil }
    let domain = labels.joined(separator: ".")
    guard exampleDomains.contains(domain) || exampleDomains.contains(String(last)) else { return nil }
    let name = exampleDomains.contains(domain) ? domain : ".\(last)"
    return RedirectURIFinding(.exampleHost, "\(name) is for examples: nobody’s program answers there")
  }

  /// Source: RFC 2606.
  private static let exampleDomains: Set = [
    "example.com", "example.net", "example.org", "example", "invalid", "test",
  ]
}
