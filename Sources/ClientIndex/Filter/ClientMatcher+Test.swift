import FoundationEssentials
import HerokuAPI

extension ClientMatcher {
  /// A condition, ready to be met.
  enum Test: Sendable {
    /// A text anywhere but in `https://`.
    case text(Needle)
    /// A text with a colon, in all of it.
    case wholeText(Needle)
    /// Texts in this order, in name or host.
    case fuzzy(FuzzyText)
    case part(ClientFilter.Part, Needle)
    case hostPattern(Glob)
    case scheme([UInt8])
    case created(Range<Double>)
    case updated(Range<Double>)
    /// One of these.
    case app(Set<ClientID>)
    case state(ClientFilter.State)
  }
}

extension ClientMatcher.Test {
  init(_ condition: ClientFilter.Condition, at now: Date, in table: ClientTable) {
    let block = table.folded
    func needle(_ text: String) -> Needle { Needle(FoldedText(text), rareIn: block) }
    switch condition {
    case .text(let text): self = text.hasColon ? .wholeText(needle(text)) : .text(needle(text))
    case .fuzzy(let letters):
      self = .fuzzy(FuzzyText(FoldedText(letters), rareIn: block))
    case .part(.host, let text) where text.unicodeScalars.contains("*"):
      self = .hostPattern(Glob(FoldedText(text), rareIn: block))
    case .part(let part, let text): self = .part(part, needle(text))
    case .scheme(let scheme): self = .scheme(FoldedText(scheme).bytes)
    case .date(let date):
      self = date.subject == .created ? .created(date.dates(at: now)) : .updated(date.dates(at: now))
    case .app(let name): self = .app(table.clients(inAppsNamed: needle(name)))
    case .state(let state): self = .state(state)
    }
  }

  /// The text that occurs somewhere in each client that this holds of; nil where there is none.
  var needle: Needle? {
    switch self {
    case .text(let needle), .wholeText(let needle), .part(_, let needle): needle
    case .hostPattern(let pattern): pattern.needle
    case .fuzzy, .scheme, .created, .updated, .app, .state: nil
    }
  }

  /// Whether it holds wherever its needle occurs.
  var isMetAnywhere: Bool {
    switch self {
    case .wholeText: true
    // No place in `https://` counts; this has no colon, so that it can begin there only if it is part of that.
    case .text(let needle): !needle.bytes.starts(with: "/".utf8) && !needle.isPart(of: "https")
    default: false
    }
  }

  /// Whether it holds of a client in whose texts its needle stands first at a position.
  func holds(
    of slot: ClientTable.Slot,
    foundAt position: Int,
    in table: ClientTable,
    _ block: UnsafeRawBufferPointer
  ) -> Bool {
    switch self {
    case .text(let needle):
      // It may stand behind `https://` once more.
      let uri = table.foldedRange(of: .redirectURI, of: slot).lowerBound
      let behind = uri + Int(table[slot].webScheme)
      return !(uri..<behind).contains(position)
        || needle.occurs(in: block, behind..<table.foldedRange(slot).upperBound)
    default: return holds(of: slot, in: table, block)
    }
  }

  func holds(
    of slot: ClientTable.Slot,
    in table: ClientTable,
    _ block: UnsafeRawBufferPointer
  ) -> Bool {
    switch self {
    case .wholeText(let needle): return needle.occurs(in: block, table.foldedRange(slot))
    case .text(let needle):
      let whole = table.foldedRange(slot)
      let record = table[slot]
      let uri = whole.lowerBound + record.name.folded + 1
      return needle.occurs(in: block, whole.lowerBound..<uri)
        || needle.occurs(in: block, uri + Int(record.webScheme)..<whole.upperBound)
    case .fuzzy(let letters):
      return letters.occur(in: block, table.foldedRange(of: .name, of: slot))
        || letters.occur(in: block, table.hostRanges(of: slot, in: block).whole)
    case .part(.name, let needle): return needle.occurs(in: block, table.foldedRange(of: .name, of: slot))
    case .part(.id, let needle): return needle.occurs(in: block, table.foldedRange(of: .id, of: slot))
    case .part(.uri, let needle):
      return needle.occurs(in: block, table.foldedRange(of: .redirectURI, of: slot))
    case .part(.host, let needle):
      return needle.occurs(in: block, table.hostRanges(of: slot, in: block).whole)
    case .part(.path, let needle): return needle.occurs(in: block, table.uriRanges(of: slot, in: block).path)
    case .hostPattern(let pattern):
      let host = table.hostRanges(of: slot, in: block)
      return pattern.matches(block, host.name)
        || (host.name != host.whole && pattern.matches(block, host.whole))
    case .scheme(let scheme): return block[table.uriRanges(of: slot, in: block).scheme].elementsEqual(scheme)
    case .created(let dates): return dates.contains(table[slot].created)
    case .updated(let dates): return dates.contains(table[slot].updated)
    case .app(let clients): return !clients.isEmpty && clients.contains(table.id(of: slot))
    case .state(let state): return table.is(slot, state)
    }
  }
}

extension ClientTable {
  /// Whether something else is known of a client; every state of a filter is told here.
  func `is`(_ slot: Slot, _ state: ClientFilter.State) -> Bool {
    switch state {
    case .marked: self[slot].flags.contains(.isMarked)
    case .note: severity(of: slot) == .note
    case .warning: self[slot].severity == .warning
    case .error: self[slot].severity == .error
    case .duplicate: isDuplicate(slot)
    case .stale: self[slot].flags.contains(.isStale)
    case .nowhere: self[slot].flags.contains(.isNowhere)
    }
  }

  /// The clients that are used by an app whose name has a text.
  fileprivate func clients(inAppsNamed needle: Needle) -> Set<ClientID> {
    Set(
      uses.lazy.filter { use in
        use.value.apps.contains { app in
          FoldedText(app).bytes.withUnsafeBytes { needle.occurs(in: $0, 0..<$0.count) }
        }
      }.map(\.key)
    )
  }

  /// The parts of a client's redirect URI.
  func uriRanges(of slot: Slot, in block: UnsafeRawBufferPointer) -> URIRanges {
    URIRanges(block, in: foldedRange(of: .redirectURI, of: slot))
  }
}
