/// A stretch of the ids: those after one id, up to and with another, or to the end of all.
///
/// Stretches that meet share no client and leave none out, whether or not there is a client with the id at the seam.
struct IDStretch: Hashable, Sendable {
  /// The id before the first one.
  var lowerBound: ClientID
  /// The last id that belongs to it; nil where it goes on to the end of all.
  var upperBound: ClientID?

  /// The range to ask for first.
  var range: String { Self.range(after: lowerBound, through: upperBound) }

  /// The same stretch without an upper bound, as a server's own `Next-Range` is.
  var withoutEnd: IDStretch { IDStretch(lowerBound: lowerBound, upperBound: nil) }
}

extension IDStretch {
  /// The clients that a page has at most, which the API allows no more of.
  private static let pageSize = 1000

  /// A range of ids as the API reads it; by default all of them.
  static func range(after lowerBound: ClientID? = nil, through upperBound: ClientID? = nil) -> String {
    "id \(lowerBound.map { "]\($0)" } ?? "")..\(upperBound?.text ?? ""); max=\(pageSize)"
  }

  /// The stretches with those that meet made one.
  ///
  /// - Parameter stretches: in the order of the ids, sharing none.
  static func joined(_ stretches: [IDStretch]) -> [IDStretch] {
    stretches.reduce(into: []) { joined, stretch in
      if let last = joined.last, last.upperBound == stretch.lowerBound {
        joined[joined.count - 1].upperBound = stretch.upperBound
      } else {
        joined.append(stretch)
      }
    }
  }
}
