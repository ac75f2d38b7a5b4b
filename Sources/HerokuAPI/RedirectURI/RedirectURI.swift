/// What can be said about a redirect URI without asking the server, which has the last word.
///
/// Judged by RFC 6749 3.1.2, RFC 8252 and RFC 9700; what Heroku enforces is not published.
public enum RedirectURI {
  /// Everything there is to say about a redirect URI, errors first; nothing about a good one.
  public static func findings(in text: String) -> [RedirectURIFinding] {
    guard text.contains(where: { !$0.isWhitespace }) else {
      return [finding(.empty, .error, "a redirect URI is required")]
    }
    guard let reference = URIReference(text) else {
      return [finding(.notAbsolute, .error, "it must be absolute, such as https://example.com/callback")]
    }
    var findings: [RedirectURIFinding] = []
    if reference.isHierarchical && reference.host == nil {
      findings.append(finding(.notAbsolute, .error, "a host must follow \(reference.scheme)://"))
    }
    if reference.hasFragment {
      findings.append(finding(.fragment, .error, "it must not have a fragment (#)"))
    }
    if text.contains(where: \.isWhitespace) {
      findings.append(finding(.whitespace, .warning, "a URI has no blanks: write %20"))
    }
    if reference.scheme == "http", let host = reference.host, !LocalHost.contains(host) {
      findings.append(finding(.plainHTTP, .warning, "plain http sends the code in the clear: use https"))
    }
    return findings
  }

  private static func finding(
    _ rule: RedirectURIFinding.Rule,
    _ severity: RedirectURIFinding.Severity,
    _ message: String
  ) -> RedirectURIFinding {
    RedirectURIFinding(rule: rule, severity: severity, message: message)
  }
}
