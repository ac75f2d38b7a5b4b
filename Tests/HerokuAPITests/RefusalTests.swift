import HTTPTypes
import Testing

@testable import HerokuAPI

struct RefusalTests {
  func error(for answer: HTTPAnswer, to request: ClientRequest = .delete(.production)) -> APIError? {
    do {
      try AnswerReader(request).checkStatus(of: answer)
      return nil
    } catch {
      return error
    }
  }

  @Test func `keeps the API's own words and the request's id`() {
    let answer = HTTPAnswer.json(
      401,
      #"{"id": "unauthorized", "message": "Invalid credentials provided.", "url": "https://x", "more": []}"#,
      ["Request-Id": "r1,r2"]
    )
    var expected = Refusal(
      status: 401,
      id: "unauthorized",
      message: "Invalid credentials provided.",
      requestID: "r1,r2"
    )
    expected.url = "https://x"
    #expect(error(for: answer) == .refused(expected))
  }

  @Test(arguments: [200, 201, 206]) func `lets a success pass`(status: Int) {
    #expect(error(for: .json(status, "")) == nil)
  }

  @Test(arguments: [404, 410]) func `takes 404 and 410 for a client that is gone`(status: Int) {
    #expect(error(for: .error(status, "not_found", "No.", ["Request-Id": "r"])) == .notFound(requestID: "r"))
  }

  @Test func `does not take a 404 for a client that is gone where no client was asked for`() {
    let refusal = Refusal(status: 404, id: "not_found", message: "No.")
    #expect(error(for: .error(404, "not_found"), to: .account) == .refused(refusal))
  }

  @Test func `does not believe a web page that a client is gone`() {
    let expected = UnreadableAnswer(
      status: 404,
      problem: "it is HTML, not JSON",
      isHTML: true,
      mayHaveBeenDone: false
    )
    #expect(error(for: .json(404, "<html>")) == .unreadable(expected))
  }

  @Test func `is content with the status where the body is empty`() {
    #expect(error(for: .json(403, "")) == .refused(Refusal(status: 403, id: "", message: "")))
  }

  @Test(arguments: [
    (500, true), (502, true), (504, true), (503, false), (429, false), (422, false), (409, false),
  ])
  func `tells which refusals may hide a change that was done`(status: Int, mayHaveBeenDone: Bool) {
    #expect(error(for: .error(status, "x"))?.mayHaveBeenDone == mayHaveBeenDone)
    #expect(error(for: .error(status, "x"), to: .account)?.mayHaveBeenDone == false)
  }

  @Test(arguments: [(502, true), (503, true), (408, true), (403, false), (407, false)])
  func `tells which web pages may hide a change that was done`(status: Int, mayHaveBeenDone: Bool) {
    #expect(error(for: .json(status, "<html>"))?.mayHaveBeenDone == mayHaveBeenDone)
    #expect(error(for: .json(status, "<html>"), to: .account)?.mayHaveBeenDone == false)
  }

  @Test func `does not follow a redirect`() {
    let answer = HTTPAnswer.json(302, "", ["Location": "https://evil.example/"])
    let expected = UnreadableAnswer(
      status: 302,
      problem: "it redirects to https://evil.example/, which is not followed",
      mayHaveBeenDone: false
    )
    #expect(error(for: answer, to: .account) == .unreadable(expected))
  }

  @Test(arguments: [
    ("redirect_uri is not a valid URI", ClientField.redirectURI),
    ("Redirect URI can't be blank", .redirectURI),
    ("The redirect uri is odd", .redirectURI),
    ("Invalid redirect_url", .redirectURI),
    ("name is too long", .name),
    ("Name can't be blank.", .name),
    ("The client name is taken", .name),
    ("`name`: required", .name),
    ("hostname is odd", nil),
    ("the host name is odd", nil),
    ("username", nil),
    ("redirect", nil),
    ("name and redirect_uri are required", nil),
    ("", nil),
  ])
  func `finds the field that a message names`(message: String, field: ClientField?) {
    #expect(ClientField(namedIn: message) == field)
  }

  @Test func `names a field for a 422 only`() {
    let message = "redirect_uri is not a valid URI"
    let refusal = Refusal(status: 422, id: "invalid_params", message: message, field: .redirectURI)
    #expect(error(for: .error(422, "invalid_params", message)) == .refused(refusal))
    #expect(
      error(for: .error(403, "forbidden", message))
        == .refused(Refusal(status: 403, id: "forbidden", message: message))
    )
  }

  private func words(_ status: Int, _ json: String) -> String {
    error(for: .json(status, json), to: .account)?
      .explanation(of: .readAccount, host: "api.heroku.com", for: .command).text ?? ""
  }

  @Test(arguments: [
    (401, "unauthorized"), (402, "delinquent"), (403, "forbidden"), (403, "suspended"), (422, "x"),
    (503, "maintenance"),
  ])
  func `passes on what the API says, and where it says more`(status: Int, id: String) {
    let json =
      #"{"id": "\#(id)", "message": "Sign in\nwith SSO first.", "url": "https://sso.corp.test/start?a=b"}"#
    let words = words(status, json)
    #expect(words.contains("“Sign in with SSO first”"))
    #expect(words.contains("“https://sso.corp.test/start?a=b” says more."))
  }

  @Test func `does not repeat what everybody hears whose token is none`() {
    #expect(
      !words(401, #"{"id": "unauthorized", "message": "Invalid credentials provided."}"#).contains("Invalid")
    )
  }

  @Test(arguments: [
    "[]", "null", "\"no\"", "{\"a\": 1}", "no", #"{"id": 1, "message": 2}"#,
  ])
  func `takes a 401 for what it is, whatever stands in it`(body: String) {
    #expect(words(401, body).contains("does not accept the token"))
  }

  @Test func `reads an error as OAuth writes it`() {
    let words = words(401, #"{"error": "invalid_token", "error_description": "It has expired."}"#)
    #expect(words.contains("(invalid_token)") && words.contains("“It has expired”"), "\(words)")
  }

  @Test(arguments: [
    "javascript:alert(1)", "/start", "", "https://", "https://a.test/a b", "\u{1b}[31mhttps://a.test/",
    "https://a.test/ü",
    "https://a.test/" + String(repeating: "a", count: 600),
  ])
  func `does not show an address that is none`(url: String) throws {
    let escaped = url.replacing("\u{1b}", with: #"\u001b"#)
    #expect(
      !words(403, #"{"id": "forbidden", "message": "No.", "url": "\#(escaped)"}"#).contains("says more")
    )
  }

  @Test(arguments: ["\\u001b", "\\u0000", "\\u0007", "\\n", "\\r\\t", "\\u009b", "\\u007f"])
  func `shows an address without its control characters`(control: String) {
    for url in [
      "https://a.test/pay\(control)ment", "\(control)https://a.test/payment",
      "https://a.test/payment\(control)",
    ] {
      let text = words(402, #"{"id": "delinquent", "message": "No.", "url": "\#(url)"}"#)
      #expect(text.contains("“https://a.test/payment” says more"), "\(text)")
    }
  }
}
