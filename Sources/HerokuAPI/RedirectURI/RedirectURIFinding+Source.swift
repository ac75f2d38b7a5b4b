extension RedirectURIFinding.Code {
  /// Where the rule is written.
  public var source: FindingSource {
    switch self {
    case .empty, .notAbsolute, .nothingAfterScheme, .fragment: .rfc(6749, "3.1.2")
    case .blankAtStart, .blankAtEnd, .quoted, .strayEnd: .rfc(3986, "C")
    case .lineBreak, .control, .invisible, .blank, .placeholder, .template, .character, .notASCII:
      .rfc(3986, "2")
    case .percentEscape, .encodedBlank: .rfc(3986, "2.1")
    case .schemeCharacter: .rfc(3986, "3.1")
    case .schemeTwice: .rfc(3986, "3.2")
    case .userInfo: .rfc(3986, "3.2.1")
    case .ipLiteral, .unreadableHost, .brackets, .variable, .address, .oneLabel, .trailingDot, .encodedHost:
      .rfc(3986, "3.2.2")
    case .port: .rfc(3986, "3.2.3")
    case .dotSegments: .rfc(3986, "6.2.2.3")
    case .capitals: .rfc(3986, "6.2.2.1")
    case .defaultPort, .noPath: .rfc(3986, "6.2.3")
    case .encodedControl: .rfc(3986, "7.3")
    case .oddAddress: .rfc(3986, "7.4")
    case .several: .herokuSchema
    case .noHost: .rfc(9110, "4.2")
    case .hostName: .rfc(1123, "2.1")
    case .unroutable: .rfc(6890, "2.2")
    case .privateNetwork: .rfc(1918, "3")
    case .punycode: .rfc(5891, "5.4")
    case .mixedScript: .mixedScripts
    case .schemeRuns, .schemeLeadsNowhere, .outOfBand: .rfc(8252, "7")
    case .schemeWithoutDot, .emptyAuthority, .privateUseAuthority: .rfc(8252, "7.1")
    case .localhost: .rfc(8252, "8.3")
    case .plainHTTP: .rfc(9700, "2.6")
    case .wildcard: .rfc(9700, "4.1.3")
    case .sharedHost: .rfc(9700, "4.1.1")
    case .openRedirector, .redirectParameter: .rfc(9700, "4.11.1")
    case .reservedParameter: .rfc(6749, "4.1.2")
    case .exampleHost: .rfc(2606, "3")
    }
  }
}
