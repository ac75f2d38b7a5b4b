/// A stretch of the ids: those after one id, up to and with another, or to the end of all.
///
/// Stretches that meet share no client and leave none out, whether or not there is a client with the id at the seam.
struct IDStretch: Hashable, Sendable {
  /// The id before the first one.
  var lowerBound: ClientID
  /// The last id that belongs to it; nil where it goes on to the end of all.
  var upperBound: ClientID?

  /// The range to ask for first.
  var range: String { "id ]\(lowerBound)..\(upperBound?.text ?? ""); max=1000" }

  /// The same stretch without an upper bound, as a server's own `Next-Range` is.
  var withoutEnd: IDStretch { IDStretch(lowerBound: lowerBound, upperBound: nil) }
}

extension IDStretch {
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
