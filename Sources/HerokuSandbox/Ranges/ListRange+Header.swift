extension ListRange {
  /// Reads a `Range` header over one of some attributes, or gives nil for a bad one.
  ///
  /// Spaces, empty parameters and either separator are taken; anything else must be understood.
  ///
  /// Values are percent-decoded, because a name may contain what separates the parts.
  init?(header: String, over attributes: [ListAttribute]) {
    let parts = header.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
    let range = parts[0].trimmed
    guard let space = range.firstIndex(of: " "),
      let attribute = attributes.first(where: { $0.rawValue == range[..<space] }),
      let ends = range[space...].trimmed.splitAtDots
    else { return nil }
    self.attribute = attribute

    var start = ends.start.trimmed
    var end = ends.end.trimmed
    let startIsExclusive = start.first == "]"
    let endIsExclusive = end.last == "["
    if startIsExclusive { start = start.dropFirst().trimmed }
    if endIsExclusive { end = end.dropLast().trimmed }
    // `]..` excludes nothing that could be named; Heroku has answered it with a 500.
    if start.isEmpty && startIsExclusive || end.isEmpty && endIsExclusive { return nil }
    if !start.isEmpty {
      guard let bound = Bound(text: start, of: attribute, isExclusive: startIsExclusive) else {
        return nil
      }
      self.start = bound
    }
    if !end.isEmpty {
      guard let bound = Bound(text: end, of: attribute, isExclusive: endIsExclusive) else {
        return nil
      }
      self.end = bound
    }

    for parameter in parts.dropFirst().joined().split(whereSeparator: { $0 == ";" || $0 == "," }) {
      let pair = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(\.trimmed)
      switch (pair.first, pair.dropFirst().first) {
      case ("", nil):
        continue
      case ("max", let value?):
        guard let max = Int(value), (1...Self.largestPage).contains(max) else { return nil }
        self.max = max
      case ("order", let value?):
        guard let order = Order(rawValue: String(value)) else { return nil }
        self.order = order
      default:
        return nil
      }
    }
  }

  /// The range as a header, in a form that ``init(header:over:)`` reads back as the same range.
  var header: String {
    let start = start.map { ($0.isExclusive ? "]" : "") + $0.text } ?? ""
    let end = end.map { $0.text + ($0.isExclusive ? "[" : "") } ?? ""
    return "\(attribute.rawValue) \(start)..\(end); max=\(max)"
      + (order == .descending ? ", order=desc" : "")
  }
}

extension ListRange.Bound {
  /// Reads a value, or a value and the id of the one client that is meant: `Billing%20portal/0123...`.
  init?(text: Substring, of attribute: ListAttribute, isExclusive: Bool) {
    var value = text
    if let slash = text.lastIndex(of: "/"), let id = Identifier(text[text.index(after: slash)...]) {
      self.id = id
      value = text[..<slash]
    }
    guard let decoded = value.percentDecoded, let key = SortKey(text: decoded, of: attribute) else {
      return nil
    }
    self.key = key
    self.isExclusive = isExclusive
  }

  var text: String {
    let value =
      switch key {
      case .id(let id): id.description
      case .name(let name): name.percentEncoded
      case .updatedAt(let timestamp): timestamp.description
      case .version(let number): String(number)
      }
    return id.map { "\(value)/\($0)" } ?? value
  }
}

extension SortKey {
  init?(text: String, of attribute: ListAttribute) {
    switch attribute {
    case .id:
      guard let id = Identifier(text) else { return nil }
      self = .id(id)
    case .name:
      self = .name(text)
    case .updatedAt:
      guard let timestamp = Timestamp(text) else { return nil }
      self = .updatedAt(timestamp)
    case .version:
      guard let number = Int(text) else { return nil }
      self = .version(number)
    }
  }
}

extension StringProtocol where SubSequence == Substring {
  fileprivate var trimmed: Substring {
    var text = self[...]
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return text
  }
}

extension Substring {
  /// The text before and after the first `..`.
  fileprivate var splitAtDots: (start: Substring, end: Substring)? {
    guard let dots = firstRange(of: "..") else { return nil }
    return (self[..<dots.lowerBound], self[dots.upperBound...])
  }
}
