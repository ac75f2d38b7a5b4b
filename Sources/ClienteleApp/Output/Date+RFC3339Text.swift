import FoundationEssentials

extension Date {
  /// The date as the API writes it, in UTC: `2024-03-01T09:12:00Z`, with milliseconds only if there are any.
  var rfc3339: String {
    let hasFraction = timeIntervalSince1970.rounded() != timeIntervalSince1970
    return formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: hasFraction))
  }
}
