import HTTPTypes

/// All faults there are: how each is called, what it takes and what it does.
enum FaultCatalogue {
  struct Entry: Sendable {
    let name: String
    /// The options of its own, with what they are if they are not given.
    let options: String
    let effect: String
    let read: @Sendable (inout FaultOptions) throws(FaultError) -> Fault.Kind
  }

  static let entries: [Entry] = wire + answers + contents

  /// What happens to the connection.
  private static let wire = [
    Entry(name: "refused", options: "", effect: "the connection is reset as soon as it is accepted") {
      _ throws(FaultError) in .refusedConnection
    },
    Entry(name: "reset-before", options: "", effect: "nothing is done, and the connection is reset") {
      _ throws(FaultError) in .resetBeforeAnswer
    },
    Entry(name: "reset-midway", options: "", effect: "the connection is reset in the middle of the answer") {
      _ throws(FaultError) in .resetMidAnswer
    },
    Entry(
      name: "reset-after",
      options: "",
      effect: "a change is made, and the connection is reset instead of an answer"
    ) {
      _ throws(FaultError) in .resetAfterMutation
    },
    Entry(name: "truncated", options: "", effect: "the connection is closed in the middle of the body") {
      _ throws(FaultError) in .truncatedBody
    },
    Entry(name: "wrong-length", options: "", effect: "Content-Length is half the length of the body") {
      _ throws(FaultError) in .wrongLength
    },
    Entry(name: "latency", options: "ms=1000", effect: "the answer is held back, what was asked being done") {
      options throws(FaultError) in .latency(try options.milliseconds("ms") ?? .seconds(1))
    },
    Entry(
      name: "trickle",
      options: "bytes=16, ms=50",
      effect: "the body comes a few bytes at a time, with a pause after each"
    ) {
      options throws(FaultError) in
      .trickle(
        bytes: try options.number("bytes", 1...1_000_000) ?? 16,
        pause: try options.milliseconds("ms") ?? .milliseconds(50)
      )
    },
  ]

  /// What is answered instead of doing what was asked.
  private static let answers = [
    error(.unauthorized, "the API answers 401 unauthorized"),
    error(.delinquent, "the API answers 402 delinquent, with a url"),
    error(.suspended, "the API answers 403 suspended"),
    error(.rateLimited, "the API answers 429 rate_limit"),
    error(.internalError, "the API answers 500"),
    error(502, "a proxy answers 502 with a page of HTML"),
    error(503, "a proxy answers 503 with a page of HTML"),
    Entry(name: "416", options: "", effect: "the API answers 416 to a range with an upper end") {
      _ throws(FaultError) in .refusedRange
    },
    Entry(
      name: "two-factor",
      options: "code=123456",
      effect: "403 two_factor until Heroku-Two-Factor-Code is sent"
    ) {
      options throws(FaultError) in .twoFactor(code: try options.text("code") ?? "123456")
    },
  ]

  /// An error of the API's own, in JSON unless an option says otherwise.
  private static func error(_ problem: Problem, _ effect: String) -> Entry {
    error(
      Fault.ErrorAnswer(
        status: problem.status.code,
        body: .json,
        id: problem.id,
        message: problem.message,
        url: problem.url
      ),
      effect
    )
  }

  /// An error of what stands before the API, in HTML unless an option says otherwise.
  private static func error(_ status: Int, _ effect: String) -> Entry {
    error(Fault.ErrorAnswer(status: status, body: .html), effect)
  }

  private static func error(_ answer: Fault.ErrorAnswer, _ effect: String) -> Entry {
    Entry(
      name: "\(answer.status)",
      options: "body=\(answer.body), id, message, url, retry-after, retry-date, date-form=imf, retry-text",
      effect: effect
    ) { options throws(FaultError) in try options.errorAnswer(answer) }
  }

  /// What is wrong in an answer that comes.
  private static let contents = [
    Entry(name: "weak-etag", options: "", effect: "the ETag is weak, and so of no use in If-Match") {
      _ throws(FaultError) in .weakETag
    },
    Entry(name: "wrong-etag", options: "", effect: "the ETag is that of nothing") {
      _ throws(FaultError) in .wrongETag
    },
    Entry(name: "no-next-range", options: "", effect: "a 206 comes without Next-Range") {
      _ throws(FaultError) in .missingNextRange
    },
    Entry(name: "duplicate-page", options: "", effect: "Next-Range leads to the same page again") {
      _ throws(FaultError) in .duplicatePage
    },
    Entry(name: "empty-page", options: "", effect: "a page is 206 without a client, and leads to itself") {
      _ throws(FaultError) in .emptyPage
    },
    Entry(
      name: "odd-client",
      options: "as=no-name",
      effect: "the first client of a page is not as it should be"
    ) {
      options throws(FaultError) in .oddClient(try options.choice("as") ?? .noName)
    },
    Entry(
      name: "duplicate-client",
      options: "name",
      effect: "the first client of a page comes again at its end, under the name if one is given"
    ) {
      options throws(FaultError) in .duplicateClient(name: try options.anyText("name"))
    },
    Entry(name: "ignore-range-end", options: "", effect: "a range goes on beyond its upper end") {
      _ throws(FaultError) in .ignoredRangeEnd
    },
    Entry(
      name: "ignore-range",
      options: "",
      effect: "a range with an upper end is answered as one without ends"
    ) {
      _ throws(FaultError) in .ignoredRange
    },
    Entry(name: "withheld-secret", options: "", effect: "clients come without their secret") {
      _ throws(FaultError) in .withheldSecret
    },
    Entry(
      name: "warning",
      options: "text",
      effect: "X-Heroku-Warning and Warning-Message come with the answer"
    ) {
      options throws(FaultError) in
      .warning(try options.text("text") ?? "This is a warning from the sandbox.")
    },
    Entry(
      name: "skewed-clock",
      options: "seconds=3600",
      effect: "Date, and Retry-After as a date, are so many seconds ahead, or behind"
    ) {
      options throws(FaultError) in
      .skewedClock(seconds: try options.number("seconds", -1_000_000_000...1_000_000_000) ?? 3600)
    },
    Entry(name: "no-date", options: "", effect: "the answer comes without Date") {
      _ throws(FaultError) in .missingDate
    },
    Entry(
      name: "edited",
      options: "field=name",
      effect: "somebody else changes a client right after it was read"
    ) {
      options throws(FaultError) in .edited(try options.choice("field") ?? .name)
    },
    Entry(
      name: "odd-callback",
      options: "as=no-state",
      effect: "after the consent a browser is sent back without state or code, or with wrong ones"
    ) {
      options throws(FaultError) in .oddCallback(try options.choice("as") ?? .noState)
    },
  ]
}
