extension StringProtocol where Self: Sendable, SubSequence == Substring {
  /// Whether this is a time in RFC 3339 with whole seconds, in UTC.
  var isTimestamp: Bool {
    wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil
  }
}
