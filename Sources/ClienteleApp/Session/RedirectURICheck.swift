import HerokuAPI

/// What is said about a redirect URI before it is sent.
enum RedirectURICheck {
  /// What to warn of.
  ///
  /// - Throws: where the URI cannot work.
  static func warnings(about uri: String) throws(CommandFailure) -> [String] {
    let findings = RedirectURI.findings(in: uri)
    let errors = findings.filter { $0.severity == .error }
    guard errors.isEmpty else {
      let reasons = errors.map(\.text).joined(separator: "; ")
      throw CommandFailure(
        .wrongUsage,
        "The redirect URI “\(uri)” cannot be used: \(reasons). Nothing was sent."
      )
    }
    return findings.filter { $0.severity == .warning }
      .map { "Warning: the redirect URI “\(uri)”: \($0.text)." }
  }

  /// Warns on standard error.
  static func check(_ uri: String) throws(CommandFailure) {
    for warning in try warnings(about: uri) { StandardError.print(warning) }
  }
}
