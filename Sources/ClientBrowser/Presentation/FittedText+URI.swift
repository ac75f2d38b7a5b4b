import TerminalText

extension FittedText {
  /// A text that is cut at its end.
  public init(_ text: String, width: Int) {
    let cut = text.cut(toWidth: width)
    // A cut text is as long as what is kept of it, and the sign for the rest.
    pieces =
      cut.utf8.count == text.utf8.count && cut == text
      ? [text[...]] : [text.prefix(max(0, cut.count - 1)), nil]
  }

  /// A name as the list shows it: of a long one the middle goes, since its end may say what it is for, as `(staging)`.
  public init(name: String, width: Int) {
    guard name.cellWidth > width, width >= Self.narrowestName else {
      self.init(name, width: width)
      return
    }
    let end = (width - 1) / 3
    self.init(pieces: [name[...].prefix(columns: width - 1 - end), nil, name[...].suffix(columns: end)])
  }

  /// A redirect URI as the list shows it: what tells it from others.
  ///
  /// `https://`, which nearly all have, is left out. Of a long one the middle of the path goes first, then the path, and
  /// then the beginning of the host: its end says whose it is.
  ///
  /// - Parameter uri: the URI, clean.
  public init(redirectURI uri: String, width: Int) {
    let shown = uri.dropFirst(uri.hasPrefix(Self.usualScheme) ? Self.usualScheme.count : 0)
    let columns = shown.cellWidth
    if columns <= width {
      pieces = [shown]
      return
    }
    guard width >= Self.narrowest else {
      pieces = [shown.prefix(columns: width - 1), nil]
      return
    }
    let path = Self.pathStart(of: shown, hasScheme: shown.startIndex == uri.startIndex)
    let origin = shown[..<path]
    let room = width - origin.cellWidth
    if room >= Self.shortestPath || origin.isEmpty {
      let head = shown.prefix(columns: width - room + (room - 1) / 2)
      pieces = [head, nil, shown.suffix(columns: room - 1 - (room - 1) / 2)]
    } else if room >= 1, path != shown.endIndex {
      // Its slash says that the host is whole.
      pieces = [shown.prefix(columns: width - 1), nil]
    } else if path == shown.endIndex {
      pieces = [nil, origin.suffix(columns: width - 1)]
    } else {
      // A scheme that is shown is what the URI is remarkable for.
      let showsScheme = width >= Self.narrowestScheme && origin.hasPrefix("http://")
      let scheme = origin.prefix(showsScheme ? "http://".count : 0)
      let end = origin.suffix(columns: max(0, width - scheme.count - 2))
      pieces = (showsScheme ? [scheme] : []) + [nil, end, nil]
    }
  }

  private static let usualScheme = "https://"
  /// So many columns want a name before its middle goes in the place of its end.
  private static let narrowestName = 12
  /// So much of a path is worth showing: a few characters of its beginning and of its end.
  private static let shortestPath = 7

  /// Room for a letter between two signs for what is left out.
  private static let narrowest = 3

  /// So many columns want a scheme before a part of a host.
  private static let narrowestScheme = 16

  /// Where the path begins: behind the host, or behind the colon where there is none.
  ///
  /// It is looked for byte by byte, since what divides a URI is ASCII, and this runs for every row at every key press.
  private static func pathStart(of uri: Substring, hasScheme: Bool) -> String.Index {
    let bytes = uri.utf8
    var authority = bytes.startIndex
    if hasScheme {
      guard let colon = bytes.firstIndex(where: { $0 == .colon || $0.endsAuthority }), bytes[colon] == .colon
      else {
        return uri.startIndex
      }
      authority = bytes.index(after: colon)
      guard bytes[authority...].starts(with: "//".utf8) else { return authority }
      authority = bytes.index(authority, offsetBy: 2)
    }
    return bytes[authority...].firstIndex(where: \.endsAuthority) ?? uri.endIndex
  }
}

extension UInt8 {
  fileprivate static let colon = UInt8(ascii: ":")

  /// Whether host and port of a URI end before this; browsers take a backslash for a slash.
  fileprivate var endsAuthority: Bool {
    switch self {
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"): true
    default: false
    }
  }
}

extension Substring {
  /// The longest beginning of whole characters that is no wider than this.
  fileprivate func prefix(columns: Int) -> Substring {
    if isPrintableASCII {
      return self[
        ..<(utf8.index(startIndex, offsetBy: Swift.max(0, columns), limitedBy: endIndex) ?? endIndex)
      ]
    }
    var width = 0
    return prefix { character in
      width += character.cellWidth
      return width <= columns
    }
  }

  /// The longest end of whole characters that is no wider than this.
  fileprivate func suffix(columns: Int) -> Substring {
    if isPrintableASCII {
      return self[
        (utf8.index(endIndex, offsetBy: -Swift.max(0, columns), limitedBy: startIndex) ?? startIndex)...
      ]
    }
    var width = 0
    var start = endIndex
    while start > startIndex {
      let previous = index(before: start)
      width += self[previous].cellWidth
      if width > columns { break }
      start = previous
    }
    return self[start...]
  }
}
