import FoundationEssentials
import HTTPTypes
import TestSupport
import Testing

@testable import HerokuAPI

struct RetryAfterTests {
  static let moment = Date(timeIntervalSince1970: 784_111_777)
  static let longest = RetryAfter.seconds(315_360_000)

  @Test(
    arguments: [
      ("0", RetryAfter.seconds(0)), ("120", .seconds(120)), ("0000000000000000000000000007", .seconds(7)),
      ("99999999999999999999", longest), ("9223372036854775807", longest),
      (String(repeating: "9", count: 400), longest),
      ("Sun, 06 Nov 1994 08:49:37 GMT", .date(moment)), ("Sunday, 06-Nov-94 08:49:37 GMT", .date(moment)),
      ("Sun Nov  6 08:49:37 1994", .date(moment)), ("Sun Nov 06 08:49:37 1994", .date(moment)),
      ("Wed, 21 Oct 2026 07:28:00 GMT", .date(Date(timeIntervalSince1970: 1_792_567_680))),
      ("", nil), ("soon", nil), ("-5", nil), ("1.5", nil), ("1e9", nil), ("٣", nil),
      ("Sun, 99 Foo 1994 08:49:37 GMT", nil),
      ("Sun, 06 Nov 1994 08:49:37", nil), ("Sun, 06 Nov 1994 08:49:37 CET", nil),
      ("Sun, 6 Nov 1994 08:49:37 GMT", nil),
      ("Sun, 31 Feb 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 1994 24:49:37 GMT", nil),
      ("Sun, 06 Nov 1994 08:60:37 GMT", nil),
      ("Sundae, 06-Nov-94 08:49:37 GMT", nil), ("Sunday, 31-Nov-94 08:49:37 GMT", nil),
      ("Sun Nov 31 08:49:37 1994", nil),
      ("Sun, 06 Nov 1994 08:49:37 GMT, 120", nil),
    ] as [(String, RetryAfter?)]
  )
  func `reads a number of any length, and all three forms of date`(value: String, expected: RetryAfter?) {
    #expect(RetryAfter(value) == expected)
  }

  /// RFC 9110 5.6.7: no year that is more than 50 ahead.
  @Test(arguments: [(94, 1994), (26, 2026), (76, 2076), (77, 1977), (0, 2000), (99, 1999)])
  func `takes two digits for a year that is not far ahead`(digits: Int, year: Int) throws {
    let now = Date(timeIntervalSince1970: 1_795_000_000)
    let two = digits < 10 ? "0\(digits)" : "\(digits)"
    let date = try #require(Date(httpDate: "Monday, 01-Mar-\(two) 00:00:00 GMT", now: now))
    #expect(date.ISO8601Format().hasPrefix("\(year)-03-01"))
  }

  @Test func `reads every date that it is written in, in each form`() throws {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    for seconds in stride(from: 0.0, to: 1_900_000_000, by: 1_234_567) {
      let date = Date(timeIntervalSince1970: seconds)
      let text = date.ISO8601Format()
      let parts = text.split { !$0.isNumber }.map(String.init)
      let (year, day, time) = (parts[0], parts[2], parts[3...5].joined(separator: ":"))
      let month = months[try #require(Int(parts[1])) - 1]
      let padded = day.hasPrefix("0") ? " \(day.dropFirst())" : day
      #expect(Date(httpDate: "Mon, \(day) \(month) \(year) \(time) GMT") == date)
      #expect(Date(httpDate: "Mon \(month) \(padded) \(time) \(year)") == date)
      let short = "Monday, \(day)-\(month)-\(year.suffix(2)) \(time) GMT"
      #expect(Date(httpDate: short, now: date) == date)
    }
  }

  @Test(
    arguments: [
      ("Sun, 06 Nov 1994 08:49:41 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", 4),
      ("7", "Sun, 06 Nov 1994 08:49:37 GMT", 7),
      ("Sun, 06 Nov 1994 08:49:30 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", 0),
      ("Tue, 14 Nov 2023 22:13:25 GMT", nil, 5),
      ("Tue, 14 Nov 2023 22:13:25 GMT", "yesterday", 5),
    ] as [(String, String?, Int)]
  )
  func `counts a date from when the answer was sent, by the server's clock`(
    value: String,
    sent: String?,
    seconds: Int
  ) {
    var fields = ["Retry-After": value]
    fields["Date"] = sent
    let answer = HTTPAnswer.json(429, "", fields)
    #expect(answer.retryDelay(from: Date(timeIntervalSince1970: 1_700_000_000)) == .seconds(seconds))
  }

  @Test(arguments: [
    (0.0, "0 seconds"), (1, "1 second"), (99, "99 seconds"), (100, "2 minutes"), (3420.5, "58 minutes"),
    (3600, "60 minutes"),
    (6000, "2 hours"), (86_400, "24 hours"), (172_800, "2 days"), (315_360_000, "3650 days"),
  ])
  func `says a wait in words`(seconds: Double, words: String) {
    #expect(Duration.seconds(seconds).waitInWords == words)
  }

  @Test(arguments: [
    #"{"id": "rate_limit", "message": "No."}"#, #"{"error": "slow down"}"#, "<html>", "later", "",
  ])
  func `says a long wait, and does not sleep through it, whatever the body is`(body: String) async throws {
    for (status, make) in [(429, false), (503, false), (429, true)] {
      let clock = ManualClock()
      let transport = ScriptedTransport(.json(status, body, ["Retry-After": "3600"]))
      let client = HerokuClient.scripted(transport, pacing: .manual(clock))
      let error = await failure { () throws(APIError) in
        if make { _ = try await client.perform(.create(ClientDraft(name: "n", redirectURI: "b:c"))) }
        if !make { _ = try await client.account() }
      }
      #expect(clock.waits.isEmpty)
      #expect(transport.asked.count == 1)
      let attempt = make ? Attempt.create(name: "n") : .readAccount
      let words = try #require(error).explanation(of: attempt, host: "api.heroku.com", for: .command)
      #expect(words.advice.hasSuffix("Try again in 60 minutes."), "\(status) \(body): \(words.text)")
      #expect(!words.text.contains("cannot be read"))
    }
  }

  @Test func `a wait that is too long to count is said, and ends at once`() async throws {
    let clock = ManualClock()
    let transport = ScriptedTransport(
      .error(429, "rate_limit", "No.", ["Retry-After": String(repeating: "9", count: 99)])
    )
    let error = await failure { () throws(APIError) in
      try await HerokuClient.scripted(transport, pacing: .manual(clock)).account()
    }
    let words = try #require(error).explanation(of: .readAccount, host: "api.heroku.com").advice
    #expect(words == "Try again in 3650 days.")
    #expect(clock.waits.isEmpty)
  }

  @Test func `does not say of a change that it was not done because a router wants to be left alone`()
    async throws
  {
    let transport = ScriptedTransport(.json(503, "<html>", ["Retry-After": "3600"]))
    let error = await failure { () throws(APIError) in
      try await HerokuClient.scripted(transport).perform(.create(ClientDraft(name: "n", redirectURI: "b:c")))
    }
    #expect(error?.mayHaveBeenDone == true)
  }
}
