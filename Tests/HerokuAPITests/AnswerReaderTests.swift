import FoundationEssentials
import HTTPTypes
import Testing

@testable import HerokuAPI

struct AnswerReaderTests {
  let reader = AnswerReader(.client(.production))

  @Test func `reads every attribute of a client`() throws {
    let credentials = try reader.credentials(in: .json(200, OAuthClient.production.json))
    #expect(credentials.client == .production)
    #expect(credentials.secret == Secret(testSecret))
  }

  @Test func `reads what Heroku's documentation shows`() throws {
    let answer = HTTPAnswer.json(
      201,
      """
      {"created_at": "2012-01-01T12:00:00Z", "id": "01234567-89ab-cdef-0123-456789abcdef", "name": "example",
       "redirect_uri": "https://example.com/auth/heroku/callback", "secret": "e6a5f58f-2a6f-4a8e-9f7e-6d0c0e3c5b5a",
       "ignores_delinquent": false, "updated_at": "2012-01-01T12:00:00Z"}
      """
    )
    let credentials = try AnswerReader(.create(ClientDraft(name: "", redirectURI: ""))).credentials(
      in: answer
    )
    #expect(credentials.client.name == "example")
    #expect(credentials.client.redirectURI == "https://example.com/auth/heroku/callback")
    #expect(credentials.client.createdAt == Date(timeIntervalSince1970: 1_325_419_200))
  }

  @Test
  func `tolerates that everything optional is missing, null or odd, and passes over what it does not know`()
    throws
  {
    let required = #""id": "01234567-89ab-cdef-0123-456789abcdef", "name": "a", "redirect_uri": "b""#
    let expected = OAuthClient(id: .production, name: "a", redirectURI: "b")
    for rest in [
      "",
      #", "secret": null, "ignores_delinquent": null, "created_at": null, "updated_at": null"#,
      #", "secret": 1, "ignores_delinquent": "yes", "created_at": 5, "updated_at": "yesterday""#,
      #", "owner": {"email": "a@b.c"}, "trusted": true"#,
    ] {
      let credentials = try reader.credentials(in: .json(200, "{\(required)\(rest)}"))
      #expect(credentials == ClientCredentials(client: expected, secret: nil))
    }
  }

  @Test(arguments: [
    ("2012-01-01T12:00:00Z", 1_325_419_200),
    ("2012-01-01T12:00:00.25Z", 1_325_419_200.25),
    ("2012-01-01T12:00:00.250000Z", 1_325_419_200.25),
    ("2012-01-01T04:00:00-08:00", 1_325_419_200),
    ("2012-01-01T14:00:00.500+02:00", 1_325_419_200.5),
  ])
  func `reads dates with and without fractions and offsets`(text: String, seconds: Double) throws {
    let json =
      #"[{"id": "1", "name": "a", "redirect_uri": "b", "updated_at": "\#(text)"}]"#
    let clients = try AnswerReader(.clients(range: "")).rows(in: .json(200, json)).map(\.client)
    #expect(clients.first??.updatedAt == Date(timeIntervalSince1970: seconds))
  }

  @Test func `reads dates as Foundation does`() throws {
    // Every 11 days and some, from 1900 to 2100: every month, and both kinds of century.
    for seconds in stride(from: -2_208_988_800.0, to: 4_133_980_800, by: 987_654) {
      let date = Date(timeIntervalSince1970: seconds)
      #expect(Date(rfc3339: date.ISO8601Format()) == date)
    }
  }

  @Test(arguments: [
    "", "2012-01-01", "2012-01-01T12:00:00", "2012-13-01T12:00:00Z", "2012-01-00T12:00:00Z",
    "2012-01-01T24:00:00Z",
    "2012-01-01T12:00:00.Z", "2012-01-01T12:00:00Z ", "2012-1-1T12:00:00Z", "12-01-01T12:00:00Z",
    "2012-01-01T12:00:00+0200", "２012-01-01T12:00:00Z", "2012-02-30T12:00:00Z", "2011-02-29T12:00:00Z",
    "1900-02-29T12:00:00Z", "2012-04-31T12:00:00Z", "2012-01-32T12:00:00Z", "2012-01-01T12:00:00+99:00",
    "2012-01-01T12:00:00+24:00", "2012-01-01T12:00:00-01:60", "2012-01-01T12:00:61Z",
    "9999-12-31T23:59:59-00:01",
    "0000-01-01T00:00:00+00:01",
  ])
  func `reads no date from what is none`(text: String) {
    #expect(Date(rfc3339: text) == nil)
  }

  @Test(arguments: [1, 6, 7, 9, 12, 15, 20, 310])
  func `a fraction of a second never makes it the next`(digits: Int) throws {
    let nines = String(repeating: "9", count: digits)
    for second in [
      "2023-12-31T23:59:59", "1969-12-31T23:59:59", "2000-12-31T23:59:59", "2001-01-01T00:00:00",
      "0000-01-01T00:00:00",
      "0882-01-28T00:52:43", "1600-02-29T23:59:59", "9999-12-31T23:59:59", "2262-04-11T23:47:16",
    ] {
      let date = try #require(Date(rfc3339: "\(second).\(nines)Z"))
      let whole = try #require(Date(rfc3339: "\(second)Z"))
      #expect(date > whole && date.timeIntervalSince(whole) < 1, "\(second)")
      #expect(date.formatted(.iso8601) == whole.formatted(.iso8601), "\(second)")
    }
  }

  @Test(arguments: [310, 20_000]) func `a date is the same however many digits its fraction has`(digits: Int)
    throws
  {
    for digit in ["1", "9"] {
      let text = "2012-01-01T12:00:00.\(String(repeating: digit, count: digits))Z"
      let date = try #require(Date(rfc3339: text))
      #expect((1_325_419_200...1_325_419_201).contains(date.timeIntervalSince1970))
    }
  }

  @Test func `each day of a month is a date, and none besides`() {
    for year in [0, 1, 1600, 1899, 1900, 1970, 2000, 2023, 2024, 9999] {
      let padded = String(repeating: "0", count: 4 - "\(year)".count) + "\(year)"
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      for (month, length) in lengths.enumerated() {
        for day in 0...99 {
          let text = "\(padded)-\(month < 9 ? "0" : "")\(month + 1)-\(day < 10 ? "0" : "")\(day)T00:00:00Z"
          #expect((Date(rfc3339: text) != nil) == (1...length).contains(day), "\(text)")
        }
      }
    }
  }

  @Test(
    arguments: [
      ("-9223372036854775808", 0), ("-1", 0), ("0", 0), ("9223372036854775807", 1_000_000_000),
      ("92233720368547758080", nil),
      ("many", nil), ("", nil), ("1.5", nil),
    ] as [(String, Int?)]
  )
  func `a count of requests is within reason, or none`(text: String, count: Int?) throws {
    #expect(HTTPAnswer.json(200, "", ["RateLimit-Remaining": text]).remainingRequests == count)
    let body = HTTPAnswer.json(200, #"{"remaining": \#(text)}"#)
    #expect((try? AnswerReader(.rateLimits).remainingRequests(in: body)) == count)
  }

  @Test func `reads an account`() throws {
    let answer = HTTPAnswer.json(200, #"{"id": "1", "email": "a@example.com", "verified": true}"#)
    #expect(try AnswerReader(.account).account(in: answer) == Account(id: "1", email: "a@example.com"))
  }

  @Test func `a client that comes twice on a page is there once`() throws {
    let json = "[\(OAuthClient.production.json), \(OAuthClient.production.with { $0.name = "again" }.json)]"
    let rows = try AnswerReader(.clients(range: "")).rows(in: .json(206, json))
    #expect(rows == [.client(.production)])
  }

  @Test(arguments: [
    ("", "it is empty"),
    ("<!DOCTYPE html><html>", "it is HTML, not JSON"),
    ("\n  <html>", "it is HTML, not JSON"),
    (#"{"id": "01234"#, "it is cut off, or not JSON"),
    ("Hello", "it is cut off, or not JSON"),
    ("[]", "it is JSON of another kind"),
    (#"{"name": "a", "redirect_uri": "b"}"#, "it lacks “id”"),
    (#"{"id": "1", "name": "a"}"#, "it lacks “redirect_uri”"),
    (#"{"id": "1", "name": null, "redirect_uri": "b"}"#, "its “name” is not what the API documents"),
    (#"{"id": "1", "name": 5, "redirect_uri": "b"}"#, "its “name” is not what the API documents"),
    (#"{"id": "", "name": "a", "redirect_uri": "b"}"#, "its “id” is not what the API documents"),
    (#"{"id": "1", "name": "a", "redirect_uri": "b"}"#, "it is about another client"),
  ])
  func `says what is wrong with a body`(body: String, problem: String) {
    let answer = HTTPAnswer.json(200, body, ["Request-Id": "r1"])
    #expect(
      throws: APIError.unreadable(
        UnreadableAnswer(
          status: 200,
          problem: problem,
          isHTML: problem.contains("HTML"),
          mayHaveBeenDone: false,
          requestID: "r1"
        )
      )
    ) {
      try reader.credentials(in: answer)
    }
  }

  @Test(arguments: [202, 204]) func `does not take a success without a body for a client`(status: Int) {
    let expected = APIError.unreadable(
      UnreadableAnswer(status: status, problem: "it is empty", mayHaveBeenDone: true)
    )
    #expect(throws: expected) { try AnswerReader(.delete(.production)).client(in: .json(status, "")) }
  }

  @Test(arguments: [
    ("null", "it is JSON of another kind"), ("7", "it is JSON of another kind"),
    ("[]", "it is JSON of another kind"),
    ("{}", "it lacks “id”"),
    (#"{"id": "", "name": "a", "redirect_uri": "b"}"#, "its “id” is not what the API documents"),
    (#"{"id": "2", "name": [], "redirect_uri": "b"}"#, "its “name” is not what the API documents"),
    (#"{"id": "2", "name": null, "redirect_uri": "b"}"#, "its “name” is not what the API documents"),
    (#"{"id": "2", "name": "a", "redirect_uri": null}"#, "its “redirect_uri” is not what the API documents"),
  ])
  func `one odd client does not hide the others, and is told of`(odd: String, problem: String) throws {
    let reader = AnswerReader(.clients(range: ""))
    let good = OAuthClient.production.json
    for json in ["[\(odd), \(good)]", "[\(good), \(odd)]"] {
      let rows = try reader.rows(in: .json(200, json))
      #expect(Set(rows) == [.client(.production), .unreadable(problem)])
    }
    #expect(try reader.rows(in: .json(200, "[\(odd)]")) == [.unreadable(problem)])
    #expect(throws: APIError.self) { try reader.rows(in: .json(200, "{\"clients\": [\(good)]}")) }
  }

  @Test(arguments: [
    Array(#"{"id": "2", "name": "a\ud800", "redirect_uri": "b"}"#.utf8),
    Array(#"{"id": "2", "name": "\udc00\ud800b", "redirect_uri": "b"}"#.utf8),
    Array(#"{"id": "2", "name": ""#.utf8) + [0xc3, 0x28] + Array(#"", "redirect_uri": "b"}"#.utf8),
    Array(#"{"id": "2", "name": ""#.utf8) + [0xff, 0xfe] + Array(#"", "redirect_uri": "b"}"#.utf8),
    Array(#"{"id": "2", "name": ""#.utf8) + [0xed, 0xa0, 0x80] + Array(#"", "redirect_uri": "b"}"#.utf8),
  ])
  func `text that is none does not hide the others`(odd: [UInt8]) throws {
    let bytes = Array("[".utf8) + odd + Array(", \(OAuthClient.production.json)]".utf8)
    let answer = HTTPAnswer(head: HTTPResponse(status: .ok), body: AnswerBody(bytes))
    let rows = try AnswerReader(.clients(range: "")).rows(in: answer)
    #expect(rows.compactMap(\.client) == [.production])
    #expect(rows.count == 2)
    // Nor does it hide that it is one.
    for count in [1, 2] {
      let own = Array(Array(repeating: odd, count: count).joined(separator: Array(", ".utf8)))
      let alone = HTTPAnswer(
        head: HTTPResponse(status: .ok),
        body: AnswerBody(Array("[".utf8) + own + Array("]".utf8))
      )
      let unreadable = try AnswerReader(.clients(range: "")).rows(in: alone)
      #expect(unreadable.count == count && unreadable.allSatisfy { $0.client == nil })
    }
  }

  @Test func `a list of nothing that can be read says so, and one that is cut off too`() {
    let good = OAuthClient.production.json
    for json in [
      "[\(good), {\"id\": \"\\ud800\"}", "[\(good)] \"\\ud800\"",
      "{\(good)}", "]",
    ] {
      #expect(throws: APIError.self, "\(json)") {
        try AnswerReader(.clients(range: "")).rows(in: .json(200, json))
      }
    }
  }

  @Test func `a name of a megabyte is a name`() throws {
    let client = OAuthClient(
      id: ClientID("1"),
      name: String(repeating: "n", count: 1 << 20),
      redirectURI: "b:c"
    )
    let rows = try AnswerReader(.clients(range: "")).rows(in: .json(200, "[\(client.json)]"))
    #expect(rows.map(\.client?.name) == [client.name])
  }

  @Test func `takes ids that differ in case for the same client`() throws {
    let client = OAuthClient(id: ClientID("ABCD"), name: "a", redirectURI: "b:c")
    #expect(try AnswerReader(.client(ClientID("abcd"))).client(in: .json(200, client.json)).id == client.id)
  }
}
