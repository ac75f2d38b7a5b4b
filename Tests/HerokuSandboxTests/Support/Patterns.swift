extension StringProtocol where Self: Sendable, SubSequence == Substring {
  /// Whether this is a random UUID in lower case.
  var isUUID: Bool {
    wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil
  }

  /// Whether this is a time in RFC 3339 with whole seconds, in UTC.
  var isTimestamp: Bool {
    wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil
  }
}
