public import HerokuAPI

/// Where the texts of a client have what a filter looks for, in the texts as they came.
public struct MatchedRanges: Hashable, Sendable {
  /// In the name; in order, none touching another.
  public var name: [Range<String.Index>] = []
  /// In the redirect URI; in order, none touching another.
  public var redirectURI: [Range<String.Index>] = []
  /// In the text of the id; in order, none touching another.
  public var id: [Range<String.Index>] = []

  /// Nothing.
  public init() {}

  /// What was found in each text.
  init(name: [Range<String.Index>], redirectURI: [Range<String.Index>], id: [Range<String.Index>]) {
    (self.name, self.redirectURI, self.id) = (name, redirectURI, id)
  }
}

extension ClientIndex {
  /// Where a client has what the filter looks for, for a front end that lets it stand out.
  ///
  /// It costs a search through two short texts: ask for what is on the screen, and for no more.
  ///
  /// - Returns: ranges in `client.name`, `client.redirectURI` and `client.id.text`; none without a filter.
  public func matchedRanges(in client: OAuthClient) -> MatchedRanges {
    matcher?.matchedRanges(in: client) ?? MatchedRanges()
  }
}

extension ClientMatcher {
  func matchedRanges(in client: OAuthClient) -> MatchedRanges {
    let name = FoldedMap(client.name)
    let uri = FoldedMap(client.redirectURI)
    let id = FoldedMap(client.id.text)
    var found: (name: [Range<Int>], uri: [Range<Int>], id: [Range<Int>]) = ([], [], [])
    for (isNegated, test) in tests where !isNegated {
      name.bytes.withUnsafeBytes { block in
        found.name += test.ranges(inName: block)
      }
      uri.bytes.withUnsafeBytes { block in
        found.uri += test.ranges(inURI: block)
      }
      id.bytes.withUnsafeBytes { block in
        found.id += test.ranges(inID: block)
      }
    }
    return MatchedRanges(
      name: name.ranges(of: found.name),
      redirectURI: uri.ranges(of: found.uri),
      id: id.ranges(of: found.id)
    )
  }
}

extension ClientMatcher.Test {
  fileprivate func ranges(inName block: UnsafeRawBufferPointer) -> [Range<Int>] {
    switch self {
    case .text(let needle), .wholeText(let needle), .part(.name, let needle):
      needle.all(in: block, 0..<block.count)
    case .fuzzy(let letters): letters.places(in: block, 0..<block.count) ?? []
    case .part, .hostPattern, .scheme, .created, .updated, .app, .state: []
    }
  }

  fileprivate func ranges(inID block: UnsafeRawBufferPointer) -> [Range<Int>] {
    switch self {
    case .text(let needle), .part(.id, let needle): needle.all(in: block, 0..<block.count)
    case .wholeText, .fuzzy, .part, .hostPattern, .scheme, .created, .updated, .app, .state: []
    }
  }

  fileprivate func ranges(inURI block: UnsafeRawBufferPointer) -> [Range<Int>] {
    let whole = 0..<block.count
    let parts = URIRanges(block, in: whole)
    switch self {
    case .text(let needle): return needle.all(in: block, parts.start..<block.count)
    case .wholeText(let needle), .part(.uri, let needle): return needle.all(in: block, whole)
    case .part(.host, let needle): return needle.all(in: block, parts.host)
    case .part(.path, let needle): return needle.all(in: block, parts.path)
    case .fuzzy(let letters): return letters.places(in: block, parts.host) ?? []
    case .hostPattern(let pattern):
      if pattern.matches(block, parts.hostName) { return [parts.hostName] }
      return pattern.matches(block, parts.host) ? [parts.host] : []
    case .scheme(let scheme): return block[parts.scheme].elementsEqual(scheme) ? [parts.scheme] : []
    case .part, .created, .updated, .app, .state: return []
    }
  }
}

extension Needle {
  /// Where the text occurs, each behind the one before.
  fileprivate func all(in block: UnsafeRawBufferPointer, _ range: Range<Int>) -> [Range<Int>] {
    var all: [Range<Int>] = []
    var start = range.lowerBound
    while let found = first(in: block, from: start, to: range.upperBound), !bytes.isEmpty {
      start = found + bytes.count
      all.append(found..<start)
    }
    return all
  }
}

/// A text folded, and which of its characters each byte comes from.
private struct FoldedMap {
  let text: String
  private(set) var bytes: [UInt8] = []
  /// Where each character begins, in the text and among the bytes; empty where both are the same.
  private var starts: [(index: String.Index, offset: Int)] = []

  init(_ text: String) {
    self.text = text
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      FoldedText.append(text, to: &bytes)
      return
    }
    for index in text.indices {
      starts.append((index, bytes.count))
      FoldedText.append(String(text[index]), to: &bytes)
    }
  }

  /// The characters that bytes come from, in order and joined where they touch.
  func ranges(of found: [Range<Int>]) -> [Range<String.Index>] {
    var joined: [Range<String.Index>] = []
    for bytes in found.sorted(by: { $0.lowerBound < $1.lowerBound }) where !bytes.isEmpty {
      let range = index(of: bytes.lowerBound)..<index(behind: bytes.upperBound - 1)
      if let last = joined.last, range.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }

  private func index(of offset: Int) -> String.Index {
    guard !starts.isEmpty else { return text.utf8.index(text.startIndex, offsetBy: offset) }
    return starts.last { $0.offset <= offset }?.index ?? text.startIndex
  }

  private func index(behind offset: Int) -> String.Index {
    guard !starts.isEmpty else { return text.utf8.index(text.startIndex, offsetBy: offset + 1) }
    return starts.first { $0.offset > offset }?.index ?? text.endIndex
  }
}
