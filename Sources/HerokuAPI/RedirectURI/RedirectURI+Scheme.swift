extension RedirectURIJudgement {
  /// Judges what stands before the colon.
  ///
  /// - Returns: whether there is a rest worth judging.
  mutating func judgeScheme(of uri: URIParts, in text: Substring) -> Bool {
    guard uri.hasScheme else {
      sayNoScheme(uri, text)
      return false
    }
    let scheme = uri.scheme.lowercased()
    guard !uri.isEmpty else {
      say(.nothingAfterScheme, "it must be absolute: nothing follows \(scheme):")
      return false
    }
    if Self.running.contains(scheme) {
      say(.schemeRuns, "\(scheme): runs as a script in the page, and goes nowhere")
      return false
    }
    if scheme == "urn", uri.path.lowercased().hasPrefix("ietf:wg:oauth:2.0:oob") {
      say(.outOfBand, "the out-of-band way is given up: a program listens at http://127.0.0.1/ instead")
      return true
    }
    if Self.leadingNowhere.contains(scheme) {
      say(.schemeLeadsNowhere, "no browser is redirected to \(scheme): addresses")
      return false
    }
    // By the grammar `localhost:5000/cb` is of the scheme `localhost`, but it is only ever written by somebody who
    // forgot `http://`.
    if uri.authority == nil, uri.path.isPortAndPath {
      sayNotAbsolute(text)
      return false
    }
    if uri.isHTTP {
      let authority = URIAuthority(uri.authority ?? "")
      guard !authority.host.isEmpty || authority.isLiteral || authority.isBareIPv6 else {
        sayNoHost(uri)
        return false
      }
    } else if let meant = Self.misspelt[scheme] {
      say(
        .schemeWithoutDot,
        "“\(scheme)” is no scheme that browsers know",
        correction: uri.text(scheme: meant)
      )
    } else if !scheme.contains(".") {
      say(
        .schemeWithoutDot,
        "any program may claim \(scheme): too; name it by a domain in reverse, as com.example.app:"
      )
    } else if uri.authority?.isEmpty == true, uri.path.isEmpty {
      say(.emptyAuthority, "neither host nor path follows \(scheme)://, as in \(scheme):/callback")
    } else if uri.authority != nil {
      say(.privateUseAuthority, "a private-use scheme has one slash: \(scheme):/…, not two")
    }
    if scheme != uri.scheme, !uri.isHTTP {
      say(
        .capitals,
        "the scheme has capitals; it is compared letter by letter",
        correction: uri.text(scheme: scheme)
      )
    }
    return true
  }

  /// Says that a scheme is missing, and which one, where that can be told.
  mutating func sayNotAbsolute(_ text: Substring) {
    for scheme in ["https", "http"] where text.lowercased().hasPrefix("\(scheme)//") {
      let rest = String(text.dropFirst(scheme.count))
      return say(.notAbsolute, "it must be absolute: a colon is missing", correction: "\(scheme):\(rest)")
    }
    let rest =
      text.unicodeScalars.starts(with: "//".unicodeScalars)
      ? Substring(text.unicodeScalars.dropFirst(2)) : text
    let authority = URIAuthority(rest.prefix { !"/?#".contains($0) })
    let address = IPAddress(authority.host)
    let isLocal =
      authority.host.lowercased() == "localhost" || address.map(HostKind.init)?.isThisMachine == true
    let isHost =
      isLocal || address != nil
      || (authority.host.contains(".") && !authority.host.hasPrefix(".")
        && authority.host.unicodeScalars.allSatisfy {
          $0.isASCIILetter || $0.isASCIIDigit || $0 == "." || $0 == "-"
        })
    guard isHost, authority.isWhole, authority.userInfo == nil else {
      return say(.notAbsolute, "it must be absolute, such as https://example.com/callback")
    }
    let scheme = isLocal ? "http" : "https"
    say(.notAbsolute, "it must be absolute: \(scheme):// is missing", correction: "\(scheme)://\(rest)")
  }

  private mutating func sayNoScheme(_ uri: URIParts, _ text: Substring) {
    let scheme = uri.scheme
    if let equals = scheme.lastIndex(of: "="),
      ["http", "https"].contains(scheme[equals...].dropFirst().lowercased())
    {
      // NAME=https://…, as in an env file.
      return say(
        .notAbsolute,
        "it must be absolute: “\(scheme[...equals])” stands before it",
        correction: String(text[equals...].dropFirst())
      )
    }
    let hyphenated = String(scheme.replacing("_", with: "-"))
    if scheme.contains("_"), let mended = URIParts(uri.text(scheme: hyphenated)[...]), mended.hasScheme {
      return say(
        .schemeCharacter,
        "a scheme has no underscore: “\(scheme)”",
        correction: uri.text(scheme: hyphenated)
      )
    }
    guard uri.authority != nil, !scheme.isEmpty, !scheme.contains(".") else { return sayNotAbsolute(text) }
    say(.schemeCharacter, "“\(scheme)” is no scheme: letters, digits and hyphens, a letter first")
  }

  private mutating func sayNoHost(_ uri: URIParts) {
    let scheme = uri.scheme.lowercased()
    let rest = uri.path.drop { $0 == "/" }
    // One slash too few or too many: what follows is the host, if it looks like one.
    let host = rest.prefix { !"/?#:".contains($0) }
    let isHost = host == "localhost" || (host.contains(".") && !host.hasPrefix("."))
    let mended = uri.text(authority: "", path: String(rest))
    say(
      .noHost,
      "a host must follow \(scheme)://",
      correction: isHost && (uri.authority ?? "").isEmpty ? mended : nil
    )
  }

  /// Schemes that run as a program in the page that follows them.
  private static let running: Set = ["javascript", "data", "vbscript", "livescript", "blob", "filesystem"]

  /// Schemes that a browser follows to no program that could take a code.
  private static let leadingNowhere: Set = [
    "about", "cid", "dict", "dns", "file", "ftp", "ftps", "geo", "git", "gopher", "imap", "irc", "jar",
    "ldap", "ldaps",
    "magnet", "mailto", "mid", "news", "nfs", "nntp", "pop", "resource", "rsync", "rtsp", "sftp", "sip",
    "sips", "smb",
    "sms", "ssh", "tel", "telnet", "urn", "view-source", "wais", "ws", "wss", "xmpp",
  ]

  private static let misspelt = [
    "htp": "http", "htttp": "http", "ttp": "http", "hhttp": "http", "htpp": "http", "hxxp": "http",
    "htps": "https", "htttps": "https", "ttps": "https", "hhttps": "https", "httpss": "https",
    "htpps": "https",
    "hxxps": "https", "httsp": "https", "http+s": "https", "shttp": "https",
  ]
}

extension Substring {
  /// Whether what follows the colon is a port and perhaps a path.
  fileprivate var isPortAndPath: Bool {
    let rest = unicodeScalars.drop(while: \.isASCIIDigit)
    return rest.startIndex > startIndex && (rest.isEmpty || rest.first == "/")
  }
}
