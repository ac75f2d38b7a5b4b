/// Where the parts of a redirect URI lie among folded bytes, as a filter and an order tell them apart.
///
/// Any text has them: what is no URI is cut as if it were meant for one. A scheme that is not http or https counts as
/// part of the host, since for a program on somebody's machine that is what says where the answer goes.
struct URIRanges {
  /// What stands before the colon; empty where there is none.
  let scheme: Range<Int>
  /// Where what tells clients apart begins: behind `https://`, and otherwise at the start.
  let start: Int
  /// The host with its port, without a user; of another scheme, all up to the path.
  let host: Range<Int>
  /// The host without its port.
  let hostName: Range<Int>
  /// What follows, up to `?` or `#`.
  let path: Range<Int>

  /// Cuts a part of a block.
  init(_ block: UnsafeRawBufferPointer, in whole: Range<Int>) {
    // Told apart by `switch`, which costs one step a byte: a filter may come here for every client.
    func end(from start: Int, before isEnd: (UInt8) -> Bool) -> Int {
      var position = start
      while position < whole.upperBound, !isEnd(block[position]) { position += 1 }
      return position
    }
    let colon = end(from: whole.lowerBound, before: \.endsScheme)
    let hasScheme = colon < whole.upperBound && block[colon] == UInt8(ascii: ":") && colon > whole.lowerBound
    scheme = whole.lowerBound..<(hasScheme ? colon : whole.lowerBound)
    let isHTTP = block.holds("http", in: scheme) || block.holds("https", in: scheme)
    var authority = hasScheme ? colon + 1 : whole.lowerBound
    let slashes = authority
    while authority < whole.upperBound, block[authority] == UInt8(ascii: "/"),
      isHTTP || authority < slashes + 2
    {
      authority += 1
    }
    if isHTTP || !hasScheme {
      if !isHTTP, authority == slashes + 1 { authority = slashes }
      start = isHTTP ? authority : whole.lowerBound
      let hostEnd = end(from: authority, before: \.endsAuthority)
      var hostStart = authority
      for position in authority..<hostEnd where block[position] == UInt8(ascii: "@") {
        hostStart = position + 1
      }
      host = hostStart..<hostEnd
      hostName = hostStart..<block.endOfHostName(in: host)
      path = hostEnd..<end(from: hostEnd, before: \.endsPath)
    } else {
      start = whole.lowerBound
      let hasAuthority = authority == slashes + 2
      let hostEnd = hasAuthority ? end(from: authority, before: \.endsAuthority) : colon
      host = whole.lowerBound..<hostEnd
      hostName = host
      let pathStart = hasAuthority ? hostEnd : colon + 1
      path = pathStart..<end(from: pathStart, before: \.endsPath)
    }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func holds(_ text: StaticString, in range: Range<Int>) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    return range.allSatisfy { self[$0] == text.utf8Start[$0 - range.lowerBound] }
  }

  /// Where the port begins with its colon, or else the end.
  fileprivate func endOfHostName(in host: Range<Int>) -> Int {
    for position in host.reversed() {
      switch self[position] {
      case UInt8(ascii: ":"): return position
      case UInt8(ascii: "]"): return host.upperBound
      default: break
      }
    }
    return host.upperBound
  }
}

extension UInt8 {
  fileprivate var endsScheme: Bool {
    switch self {
    case UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): true
    default: false
    }
  }

  fileprivate var endsAuthority: Bool {
    switch self {
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\\"): true
    default: false
    }
  }

  fileprivate var endsPath: Bool { self == UInt8(ascii: "?") || self == UInt8(ascii: "#") }
}
