import HTTPTypes
import TestSupport
import Testing

@testable import HerokuSandbox

/// Faults that answer something else, or something wrong.
@Suite struct AnswerFaultTests {
  @Test(arguments: ["502", "503"])
  func `a proxy answers in HTML, and nothing is done`(status: String) async throws {
    try await askWithFaults("\(status):times=1,method=DELETE") { ask in
      let id = try await ask.firstClient().id
      let answer = try await ask(.delete, "/oauth/clients/\(id)")
      #expect(String(answer.status) == status)
      #expect(answer["Content-Type"] == "text/html; charset=utf-8")
      #expect(String(decoding: answer.body, as: UTF8.self).contains("<html>"))
      #expect(answer["Request-Id"] == nil)
      #expect(try await ask(.delete, "/oauth/clients/\(id)").status == 200)
    }
  }

  @Test func `500: the API answers an error of its own`() async throws {
    try await askWithFaults("500:times=1") { ask in
      let answer = try await ask(.post, "/oauth/clients", body: #"{"name": "A", "redirect_uri": "a:b"}"#)
      #expect(answer.status == 500)
      #expect(try answer.errorID == "internal_server_error")
      #expect(answer["Request-Id"]?.isUUID == true)
      #expect(try await ask.allClients().count == 42)
    }
  }

  @Test func `429: without Retry-After unless it is given`() async throws {
    try await askWithFaults("429:times=1", "429:retry-after=7,times=1", "503:retry-after=3,times=1") { ask in
      for (status, wait) in [(429, nil), (429, "7"), (503, "3")] as [(Int, String?)] {
        let answer = try await ask(.get, "/account")
        #expect(answer.status == status)
        #expect(answer["Retry-After"] == wait)
        if status == 429 {
          #expect(try answer.errorID == "rate_limit")
          #expect(answer["RateLimit-Remaining"] == "0")
        }
      }
      #expect(try await ask(.get, "/account").status == 200)
    }
  }

  @Test func `429: Retry-After as a date`() async throws {
    try await askWithFaults("429:retry-date=60") { ask in
      let value = try await ask(.get, "/account")["Retry-After"]
      let date = /(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z][a-z] \d{4} \d\d:\d\d:\d\d GMT/
      #expect(try #require(value).wholeMatch(of: date) != nil)
    }
  }

  @Test func `two-factor: wants a code, and the right one`() async throws {
    try await askWithFaults("two-factor:method=DELETE") { ask in
      let path = "/oauth/clients/\(try await ask.firstClient().id)"
      let asked = try await ask(.delete, path)
      #expect(asked.status == 403)
      #expect(try asked.errorID == "two_factor")

      let wrong = try await ask(.delete, path, ["Heroku-Two-Factor-Code": "000000"])
      #expect(wrong.status == 401)
      #expect(try wrong.errorID == "invalid_two_factor_code")

      #expect(try await ask(.get, path).status == 200)
      #expect(try await ask(.delete, path, ["Heroku-Two-Factor-Code": "123456"]).status == 200)
    }
  }

  @Test func `two-factor: another code, and none without the token`() async throws {
    try await askWithFaults("two-factor:code=abc") { ask in
      let stranger = try await ask(.get, "/account", ["Authorization": nil])
      #expect(try stranger.errorID == "unauthorized")
      #expect(try await ask(.get, "/account").status == 403)
      #expect(try await ask(.get, "/account", ["Heroku-Two-Factor-Code": "123456"]).status == 401)
      #expect(try await ask(.get, "/account", ["Heroku-Two-Factor-Code": "abc"]).status == 200)
    }
  }

  @Test func `weak-etag: a tag that If-Match cannot use`() async throws {
    try await askWithFaults("weak-etag") { ask in
      let path = "/oauth/clients/\(try await ask.firstClient().id)"
      let tag = try #require(try await ask(.get, path)["ETag"])
      #expect(tag.hasPrefix("W/\""))
      #expect(try await ask(.get, path, ["If-None-Match": tag]).status == 304)
      #expect(try await ask(.patch, path, ["If-Match": tag], body: #"{"name": "New"}"#).status == 412)
    }
  }

  @Test func `wrong-etag: a tag of nothing`() async throws {
    try await askWithFaults("wrong-etag") { ask in
      let path = "/oauth/clients/\(try await ask.firstClient().id)"
      let tag = try #require(try await ask(.get, path)["ETag"])
      #expect(tag.hasPrefix("\""))
      #expect(try await ask(.get, path)["ETag"] != tag)
      #expect(try await ask(.get, path, ["If-None-Match": tag]).status == 200)
      #expect(try await ask(.patch, path, ["If-Match": tag], body: #"{"name": "New"}"#).status == 412)
      #expect(try await ask(.patch, path, body: #"{"name": "New"}"#).status == 200)
    }
  }

  @Test func `no-next-range: more is said to be there, and not where`() async throws {
    try await askWithFaults("no-next-range:skip=1") { ask in
      let first = try await ask(.get, "/oauth/clients", ["Range": "id ..; max=20"])
      let second = try await ask(.get, "/oauth/clients", ["Range": first["Next-Range"]])
      #expect(second.status == 206)
      #expect(second["Next-Range"] == nil)
      // A list without a further page is no opportunity.
      #expect(try await ask(.get, "/oauth/clients").status == 200)
    }
  }

  @Test func `duplicate-page: the same page once more`() async throws {
    try await askWithFaults("duplicate-page:times=1,skip=1") { ask in
      let ids = try await ask.allClients(range: "id ..; max=20").map(\.id)
      #expect(ids.count == 62)
      #expect(Array(ids[20..<40]) == Array(ids[40..<60]))
      #expect(Set(ids).count == 42)
    }
  }

  @Test func `duplicate-page: also when no range was given`() async throws {
    try await askWithFaults("duplicate-page:times=1", clients: 201) { ask in
      let listed = try await ask.allClients()
      #expect(listed.count == 401)
    }
  }

  @Test func `416: only a range with an upper end is refused`() async throws {
    try await askWithFaults("416") { ask in
      let ids = try await ask.allClients().map(\.id)
      let refused = try await ask(.get, "/oauth/clients", ["Range": "id ]\(ids[3])..\(ids[9])"])
      #expect(refused.status == 416)
      #expect(try refused.errorID == "requested_range_not_satisfiable")
      #expect(try await ask(.get, "/oauth/clients", ["Range": "id ]\(ids[3]).."]).clients.count == 38)
    }
  }

  @Test func `ignore-range-end: the range goes on, and so does the next one`() async throws {
    try await askWithFaults("ignore-range-end:times=1") { ask in
      let ids = try await ask.allClients().map(\.id)
      let range = "id ]\(ids[3])..\(ids[9]); max=20"
      let answer = try await ask(.get, "/oauth/clients", ["Range": range])
      #expect(answer.status == 206)
      #expect(try answer.clients.map(\.id) == Array(ids[4..<24]))
      #expect(answer["Next-Range"] == "id ]\(ids[23])..; max=20")
      #expect(try await ask(.get, "/oauth/clients", ["Range": range]).clients.count == 6)
    }
  }

  @Test func `ignore-range: a range with an upper end begins anew`() async throws {
    try await askWithFaults("ignore-range") { ask in
      let ids = try await ask.allClients().map(\.id)
      let answer = try await ask(.get, "/oauth/clients", ["Range": "id ]\(ids[3])..\(ids[9]); max=20"])
      #expect(try answer.clients.map(\.id) == Array(ids[..<20]))
      #expect(try await ask(.get, "/oauth/clients", ["Range": "id ]\(ids[3]).."]).clients.count == 38)
    }
  }

  @Test func `withheld-secret: clients come without it, and are the same otherwise`() async throws {
    try await askWithFaults("withheld-secret:method=GET") { ask in
      let client = try await ask.firstClient()
      #expect(client.secret == nil)
      let path = "/oauth/clients/\(client.id)"
      let shown = try await ask(.get, path)
      #expect(try shown.client == client)
      #expect(!String(decoding: shown.body, as: UTF8.self).contains("secret"))
      let changed = try await ask(.patch, path, ["If-Match": shown["ETag"]], body: #"{"name": "New"}"#)
      #expect(changed.status == 200)
      #expect(try changed.client.secret?.isUUID == true)
    }
  }

  @Test func `warning: for people, in both fields`() async throws {
    try await askWithFaults("warning:times=1", "warning:text=Deprecated%2C%20soon%20gone") { ask in
      let first = try await ask(.get, "/account")
      #expect(first.status == 200)
      #expect(first["X-Heroku-Warning"] == "This is a warning from the sandbox.")
      let second = try await ask(.get, "/account")
      #expect(second["X-Heroku-Warning"] == "Deprecated, soon gone")
      #expect(second["Warning-Message"] == "Deprecated, soon gone")
    }
  }

  @Test(arguments: ["name", "redirect_uri", "secret"])
  func `edited: somebody else changes a client after it was read`(field: String) async throws {
    try await askWithFaults("edited:field=\(field),times=1") { ask in
      let path = "/oauth/clients/\(try await ask.create("Read by me").id)"
      let read = try await ask(.get, path)
      let before = try read.client
      let after = try await ask(.get, path).client
      #expect(after.updatedAt > before.updatedAt)
      #expect((after.name == before.name) == (field != "name"))
      #expect((after.redirectURI == before.redirectURI) == (field != "redirect_uri"))
      #expect((after.secret == before.secret) == (field != "secret"))
      #expect(
        try await ask(.patch, path, ["If-Match": read["ETag"]], body: #"{"name": "Mine"}"#).status == 412
      )
    }
  }

  @Test func `edited: one client of a list that was read`() async throws {
    try await askWithFaults("edited:times=1") { ask in
      let before = try await ask.allClients()
      let after = try await ask.allClients()
      #expect(zip(before, after).count { $0 != $1 } == 1)
    }
  }

  @Test func `spares a request that asks for it`() async throws {
    try await askWithFaults("502:times=1", "withheld-secret", "two-factor", "edited") { ask in
      let path = "/oauth/clients"
      let spared = try await ask(.get, path, ["Sandbox-Faults": "none"])
      #expect(spared.status == 200)
      #expect(try spared.clients.allSatisfy { $0.secret != nil })
      // Nothing was edited, and no opportunity was used up.
      #expect(try await ask(.get, path, ["Sandbox-Faults": "none"]).clients == spared.clients)
      #expect(try await ask(.get, path).status == 502)
    }
  }

  @Test(
    arguments: [
      ("401", 401, "unauthorized", nil), ("402", 402, "delinquent", "https://billing.example.com/invoices"),
      ("403", 403, "suspended", "https://support.example.com/"),
      (
        "403:id=verification_required,message=First%2C%20verify%1b[2J,url=https://v.example.com/", 403,
        "verification_required", "https://v.example.com/"
      ),
    ] as [(String, Int, String, String?)]
  )
  func `401, 402, 403: the API refuses, with its words and a way to mend it`(
    fault: String,
    status: Int,
    id: String,
    url: String?
  ) async throws {
    try await askWithFaults(fault) { ask in
      let refused = try await ask(.get, "/oauth/clients")
      #expect(refused.status == status)
      #expect(try refused.errorID == id)
      #expect(try refused.errorMessage.isEmpty == false)
      let members: [String: String] = try refused.decoded()
      #expect(members["url"] == url)
      #expect(refused["Request-Id"] != nil)
      if fault.contains("message") { #expect(try refused.errorMessage == "First, verify\u{1b}[2J") }
    }
  }

  @Test(arguments: ["429", "503"], ["json", "html", "text", "empty"])
  func `an error has the body that is asked for`(status: String, body: String) async throws {
    try await askWithFaults("\(status):body=\(body),retry-after=7") { ask in
      let answer = try await ask(.get, "/account")
      #expect(answer.status == Int(status))
      #expect(answer["Retry-After"] == "7")
      #expect((answer["Request-Id"] != nil) == (body == "json"))
      let types = [
        "json": "application/json", "html": "text/html; charset=utf-8", "text": "text/plain; charset=utf-8",
      ]
      #expect(answer["Content-Type"] == types[body])
      #expect(answer.body.isEmpty == (body == "empty"))
    }
  }

  @Test(
    arguments: [
      ("retry-after=3480", #"3480"#), ("retry-text=99999999999999999999", #"99999999999999999999"#),
      ("retry-text=in%20a%20while", #"in a while"#),
      ("retry-date=90", #"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT"#),
      ("retry-date=90,date-form=rfc850", #"[A-Z][a-z]+day, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT"#),
      ("retry-date=90,date-form=asctime", #"[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}"#),
    ] as [(String, String)]
  )
  func `Retry-After has the form that is asked for`(options: String, form: String) async throws {
    try await askWithFaults("503:\(options)") { ask in
      let value = try #require(try await ask(.get, "/account")["Retry-After"])
      let isOfForm = value.wholeMatch(of: try Regex(form)) != nil
      #expect(isOfForm, "\(value)")
    }
  }

  @Test func `skewed-clock: all times of the answer are those of another clock`() async throws {
    let ages = try await ["skewed-clock:p=0", "skewed-clock", "skewed-clock:seconds=-86400"].asyncMap {
      fault in
      try await askWithFaults(fault, "503:method=POST,retry-date=60") { ask in
        let answer = try await ask(.post, "/oauth/clients")
        return try (
          Self.seconds(#require(answer["Date"])), Self.seconds(#require(answer["Retry-After"]))
        )
      }
    }
    // One sandbox is asked after the other, so that time passes between the answers, on a busy machine some of it.
    #expect((3595...3900).contains(ages[1].0 - ages[0].0))
    #expect((-86405 ... -86100).contains(ages[2].0 - ages[0].0))
    for (told, retry) in ages { #expect((59...61).contains(retry - told)) }
  }

  private static func seconds(_ date: String) throws -> Int64 {
    let parts = date.split(separator: " ")
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let month = try #require(months.firstIndex(of: String(parts[2]))) + 1
    return try #require(Timestamp("\(parts[3])-\(month < 10 ? "0" : "")\(month)-\(parts[1])T\(parts[4])Z"))
      .seconds
  }

  @Test func `no-date: the answer does not say when it was made`() async throws {
    try await askWithFaults("no-date:times=1") { ask in
      let dates = [try await ask(.get, "/account")["Date"], try await ask(.get, "/account")["Date"]]
      #expect(dates[0] == nil && dates[1] != nil)
    }
  }

  @Test func `empty-page: a page without a client is not the last`() async throws {
    try await askWithFaults("empty-page:times=1,skip=1") { ask in
      let first = try await ask(.get, "/oauth/clients", ["Range": "id ..; max=20"])
      let empty = try await ask(.get, "/oauth/clients", ["Range": first["Next-Range"]])
      #expect(empty.status == 206)
      #expect(try empty.clients.isEmpty)
      #expect(empty["Next-Range"] == first["Next-Range"])
      #expect(try await ask(.get, "/oauth/clients", ["Range": empty["Next-Range"]]).clients.count == 20)
    }
    try await askWithFaults("empty-page", "no-next-range") { ask in
      let empty = try await ask(.get, "/oauth/clients")
      #expect(empty.status == 206 && empty["Next-Range"] == nil)
    }
  }

  @Test func `duplicate-client: a client comes twice in a page`() async throws {
    try await askWithFaults("duplicate-client:times=1", "duplicate-client:name=Other%2C%20name") { ask in
      for name in [nil, "Other, name"] {
        let clients = try await ask(.get, "/oauth/clients").clients
        #expect(clients.count == 43)
        var again = try #require(clients.first)
        again.name = name ?? again.name
        #expect(clients.last == again)
      }
    }
  }

  @Test(arguments: Fault.OddClient.allCases)
  func `odd-client: one client of a page is not as it should be`(odd: Fault.OddClient) async throws {
    try await askWithFaults("odd-client:as=\(odd.rawValue)") { ask in
      let answer = try await ask(.get, "/oauth/clients")
      let text = String(decoding: answer.body, as: UTF8.self)
      let usual = try await ask(.get, "/oauth/clients", ["Sandbox-Faults": "none"])
      #expect(text != String(decoding: usual.body, as: UTF8.self))
      struct Anything: Decodable {
        init(from decoder: any Decoder) {}
      }
      let elements: [Anything] = try answer.decoded()
      #expect(elements.count == 42)
      let expected: String =
        switch odd {
        case .null: "[null,{"
        case .text: "[\""
        case .empty: "[{},"
        case .noID: "Z\",\"ignores_delinquent"
        case .numberID: "\"id\":17,"
        case .noName: ",\"redirect_uri"
        case .nullName: "\"name\":null"
        case .noRedirectURI: ",\"secret"
        case .badDate: "2026-02-31T"
        }
      #expect(text.contains(expected))
    }
  }
}

extension Array {
  fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async throws -> [Result] {
    var results: [Result] = []
    for element in self { results.append(try await transform(element)) }
    return results
  }
}
