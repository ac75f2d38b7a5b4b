import HTTPTypes

extension HTTPAnswer {
  /// The HTTP status.
  var status: Int { head.status.code }

  /// The names under which the logs on the way know the request: a comma list, shown as it is.
  var requestID: String? { head.headerFields[.requestID] }

  /// The entity tag, weak or strong; nil where there is none.
  var entityTag: String? { head.headerFields[.eTag] }

  /// The entity tag, if it is one that `If-Match` can compare: a weak one never matches (RFC 9110 13.1.1).
  var strongETag: String? {
    guard let tag = entityTag, tag.hasPrefix("\""), tag.hasSuffix("\""), tag.utf8.count > 2
    else {
      return nil
    }
    return tag
  }

  /// What the API says to people, apart from the answer itself.
  var warnings: [String] {
    (head.headerFields[values: .herokuWarning] + head.headerFields[values: .warningMessage])
      .filter { !$0.isEmpty }
  }

  /// How many requests the account may still make, if the answer says.
  var remainingRequests: Int? {
    head.headerFields[.rateLimitRemaining].flatMap { Int($0) }.map(Self.requests)
  }

  /// A count of requests within reason, whatever somebody wrote.
  static func requests(_ count: Int) -> Int { min(max(0, count), 1_000_000_000) }
}

extension HTTPAnswer: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The status and the size: the body may hold a secret.
  public var description: String { "HTTP \(status), \(body.count) bytes" }
  /// The same, for `dump` and string interpolation in debuggers.
  public var debugDescription: String { description }
  /// A mirror without children: reflection must not reach the body.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
