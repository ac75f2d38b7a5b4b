/// Something to say about a redirect URI before it is sent.
public struct RedirectURIFinding: Hashable, Sendable {
  /// Which rule the URI breaks, and with it how bad that is.
  public let code: Code
  /// Why, as a short clause without a full stop.
  public let reason: String
  /// The URI with this mended, where there is one way to mend it.
  public internal(set) var correction: String?

  init(_ code: Code, _ reason: String, correction: String? = nil) {
    self.code = code
    self.reason = reason
    self.correction = correction
  }

  /// Whether it stops a save.
  public var severity: FindingSeverity { code.severity }

  /// The reason, with what would be right.
  public var text: String {
    correction.map { "\(reason): “\($0)” would be right" } ?? reason
  }
}

extension RedirectURIFinding {
  /// What is said of a host that is called `localhost`.
  static let localhost = RedirectURIFinding(
    .localhost,
    "localhost may be another machine’s name; 127.0.0.1 and [::1] are never"
  )

  /// The rules, by names that stay as they are.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    // What is no URI.
    /// There is no URI.
    case empty
    /// It begins with a blank, or with something else that is not to be seen.
    case blankAtStart = "blank-at-start"
    /// It ends with one.
    case blankAtEnd = "blank-at-end"
    /// Quotes or brackets stand around it.
    case quoted
    /// There are several URIs in it.
    case several = "several-uris"
    /// A line ends in it.
    case lineBreak = "line-break"
    /// It has a control character.
    case control
    /// It has a character that is not to be seen, or a blank that is not an ordinary one.
    case invisible
    /// It has a blank.
    case blank
    /// Something in it waits to be filled in: `<app>`.
    case placeholder
    /// It has a character that is not for URIs.
    case character
    /// A percent sign begins no escape.
    case percentEscape = "percent-escape"
    /// What stands before the colon cannot be a scheme.
    case schemeCharacter = "scheme-character"
    /// What stands in brackets is no IPv6 address, or the bracket is left open.
    case ipLiteral = "ip-literal"
    /// What follows the host is no port.
    case port
    // What is a URI, and leads nowhere.
    /// It has no scheme.
    case notAbsolute = "not-absolute"
    /// It has a scheme, and nothing else.
    case nothingAfterScheme = "nothing-after-scheme"
    /// It is of a scheme that wants a host, and has none.
    case noHost = "no-host"
    /// It begins with a scheme twice.
    case schemeTwice = "scheme-twice"
    /// It has a fragment, be it an empty one.
    case fragment
    /// Its scheme runs as a program in the page.
    case schemeRuns = "scheme-runs"
    /// No redirect goes to its scheme.
    case schemeLeadsNowhere = "scheme-leads-nowhere"
    /// Its host is one that no browser can read.
    case unreadableHost = "unreadable-host"
    // What is risky.
    /// It has letters beyond ASCII.
    case notASCII = "not-ascii"
    /// It has brackets where only an escape may stand.
    case brackets
    /// It is plain http, to a host that is not this machine or its network.
    case plainHTTP = "plain-http"
    /// A user name stands before the host.
    case userInfo = "user-info"
    /// It has an asterisk, which stands for nothing but itself.
    case wildcard
    /// It has a variable that a shell has not filled in.
    case variable
    /// A part of it is what documents and routes have for something to be filled in: `your-app`, `:id`.
    case template
    /// Its host is no name that a host can have.
    case hostName = "host-name"
    /// Its host is an address that programs read differently.
    case oddAddress = "odd-address"
    /// Its host is an address that nothing can be reached at.
    case unroutable
    /// Its host has letters that look like others.
    case mixedScript = "mixed-script"
    /// Its host is percent-encoded.
    case encodedHost = "encoded-host"
    /// It has a control character as an escape.
    case encodedControl = "encoded-control"
    /// It has a blank at an end, or what is not to be seen, as an escape.
    case encodedBlank = "encoded-blank"
    /// Its path goes up or stays, by `..` or `.`.
    case dotSegments = "dot-segments"
    /// A parameter of it is another URI, as of an open redirector.
    case openRedirector = "open-redirector"
    /// A punctuation mark stands at its end, as of a sentence or list.
    case strayEnd = "stray-end"
    /// It is the one that means no redirect, which is given up.
    case outOfBand = "out-of-band"
    /// Two slashes follow its private-use scheme, and neither host nor path.
    case emptyAuthority = "empty-authority"
    /// Its scheme is of one word, which any program may take for itself.
    case schemeWithoutDot = "scheme-without-dot"
    // What is worth knowing.
    /// Its host is `localhost`, in place of the loopback address.
    case localhost
    /// Its host is one of a private network.
    case privateNetwork = "private-network"
    /// Its host is an address.
    case address
    /// Its host is a name without a dot.
    case oneLabel = "one-label"
    /// Its scheme or host has capitals.
    case capitals
    /// Its port is the one that is meant without, or empty.
    case defaultPort = "default-port"
    /// Its host ends with a dot.
    case trailingDot = "trailing-dot"
    /// Its host stands for one with letters beyond ASCII.
    case punycode
    /// It has no path, not even a slash.
    case noPath = "no-path"
    /// Two slashes follow a private-use scheme.
    case privateUseAuthority = "private-use-authority"
    /// A parameter of it says where to go next.
    case redirectParameter = "redirect-parameter"
    /// A parameter of it has a name that the server itself adds: `code`, `state`.
    case reservedParameter = "reserved-parameter"
    /// Its host is a service that many people share.
    case sharedHost = "shared-host"
    /// Its host is one that documents use in the place of a real one; said of what is registered, not while it is typed.
    case exampleHost = "example-host"
  }
}

extension RedirectURIFinding.Code {
  /// What the rule means for a save.
  public var severity: FindingSeverity {
    switch self {
    case .empty, .blankAtStart, .blankAtEnd, .quoted, .several, .lineBreak, .control, .invisible, .blank,
      .placeholder, .character, .percentEscape, .schemeCharacter, .ipLiteral, .port, .notAbsolute,
      .nothingAfterScheme, .noHost, .schemeTwice, .fragment, .schemeRuns, .schemeLeadsNowhere,
      .unreadableHost:
      .error
    case .notASCII, .brackets, .plainHTTP, .userInfo, .wildcard, .variable, .template, .hostName, .oddAddress,
      .unroutable, .mixedScript, .encodedHost, .encodedControl, .encodedBlank, .dotSegments, .openRedirector,
      .strayEnd, .outOfBand, .emptyAuthority, .schemeWithoutDot:
      .warning
    case .localhost, .privateNetwork, .address, .oneLabel, .capitals, .defaultPort, .trailingDot, .punycode,
      .noPath, .privateUseAuthority, .redirectParameter, .reservedParameter, .sharedHost, .exampleHost:
      .note
    }
  }
}
