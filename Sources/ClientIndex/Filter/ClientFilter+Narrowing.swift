extension ClientFilter {
  /// Whether whatever this lets through is let through by another, so that nothing else need be looked at.
  func isNarrower(than other: ClientFilter) -> Bool {
    other.terms.allSatisfy { old in terms.contains { $0.implies(old) } }
  }

  /// Whether it lets the same clients through as long as their texts stay.
  var isAboutTexts: Bool { terms.allSatisfy(\.condition.isAboutTexts) }
}

extension ClientFilter.Condition {
  /// Whether neither time nor a mark nor a look into apps changes what meets it.
  fileprivate var isAboutTexts: Bool {
    switch self {
    case .text, .fuzzy, .part, .scheme: true
    case .date, .state, .app: false
    }
  }
}

extension ClientFilter.Term {
  /// Whether a client that meets this term meets another as well.
  ///
  /// Never so where something else than texts may have changed what another lets through.
  fileprivate func implies(_ other: Self) -> Bool {
    guard other.condition.isAboutTexts, isNegated == other.isNegated else { return false }
    if condition == other.condition { return true }
    let (longer, shorter) = isNegated ? (other.condition, condition) : (condition, other.condition)
    switch (longer, shorter) {
    case (.text(let long), .text(let short)):
      return long.hasColon == short.hasColon && FoldedText(long).contains(FoldedText(short))
    case (.part(let part, let long), .part(let otherPart, let short)):
      let hasPattern = part == .host && (long + short).unicodeScalars.contains("*")
      return part == otherPart && !hasPattern && FoldedText(long).contains(FoldedText(short))
    case (.fuzzy(let long), .fuzzy(let short)):
      var rest = FoldedText(long).scalars[...]
      return FoldedText(short).scalars.allSatisfy { scalar in
        guard let found = rest.firstIndex(of: scalar) else { return false }
        rest = rest[(found + 1)...]
        return true
      }
    default: return false
    }
  }
}

extension String {
  /// Whether it is looked for in the whole redirect URI, with the scheme.
  var hasColon: Bool { unicodeScalars.contains(":") }
}

extension FoldedText {
  /// The bytes of each of its scalars.
  var scalars: [ArraySlice<UInt8>] {
    var scalars: [ArraySlice<UInt8>] = []
    var start = 0
    for index in bytes.indices.dropFirst() where bytes[index] & 0xC0 != 0x80 {
      scalars.append(bytes[start..<index])
      start = index
    }
    return bytes.isEmpty ? [] : scalars + [bytes[start...]]
  }

  fileprivate func contains(_ other: FoldedText) -> Bool {
    bytes.withUnsafeBytes { Needle(other, rareIn: []).occurs(in: $0, 0..<$0.count) }
  }
}
