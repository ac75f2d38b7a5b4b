extension ClientField {
  /// The field that an error message of the API names; nil where it names none, or both.
  ///
  /// Looks at whole words, so that `hostname` names nothing, and reads `redirect_uri`, `redirect uri` and
  /// `Redirect URI` alike.
  init?(namedIn message: String) {
    let words = message.lowercased()
      .split { !($0.isLetter || $0.isNumber) }
    let pairs = zip(words, words.dropFirst())
    let namesRedirectURI = pairs.contains { first, second in
      first == "redirect" && ["uri", "uris", "url", "urls"].contains(second)
    }
    // "Its host name", "the file name": another thing's name.
    let others = ["host", "domain", "user", "file"]
    let namesName =
      words.first == "name"
      || pairs.contains { first, second in second == "name" && !others.contains(String(first)) }
    switch (namesName, namesRedirectURI) {
    case (true, false): self = .name
    case (false, true): self = .redirectURI
    default: return nil
    }
  }
}
