import HTTPTypes
import TestSupport
import Testing

@testable import HerokuAPI

struct RequestBuilderTests {
  let builder = RequestBuilder(endpoint: .heroku, userAgent: "tests/1")
  let authorization = Authorization(token: AccessToken(Secret(testToken)))

  @Test(arguments: [
    (ClientRequest.account, "GET /account"),
    (.clients(range: "id ..; max=1000"), "GET /oauth/clients"),
    (.client(.production), "GET /oauth/clients/01234567-89ab-cdef-0123-456789abcdef"),
    (.create(ClientDraft(name: "a", redirectURI: "b:c")), "POST /oauth/clients"),
    (.update(.production, ClientChanges()), "PATCH /oauth/clients/01234567-89ab-cdef-0123-456789abcdef"),
    (.delete(.production), "DELETE /oauth/clients/01234567-89ab-cdef-0123-456789abcdef"),
    (
      .rotate(.production),
      "POST /oauth/clients/01234567-89ab-cdef-0123-456789abcdef/actions/rotate-credentials"
    ),
  ])
  func `asks with the method and path of the API`(request: ClientRequest, line: String) {
    let head = builder.head(of: request, authorization)
    #expect("\(head.method) \(head.path ?? "")" == line)
    #expect(head.scheme == "https")
    #expect(head.authority == "api.heroku.com")
  }

  @Test func `says who asks, for what version, and with which token`() {
    let fields = builder.head(of: .account, authorization).headerFields
    #expect(fields[.accept] == "application/vnd.heroku+json; version=3")
    #expect(fields[.authorization] == "Bearer \(testToken)")
    #expect(fields[.userAgent] == "tests/1")
    #expect(fields[.contentType] == nil)
    #expect(fields[.ifMatch] == nil)
    #expect(fields[.range] == nil)
    #expect(fields[.twoFactorCode] == nil)
  }

  @Test func `sends a range verbatim`() {
    let range = "id ]0123..; max=1000, order=desc"
    #expect(builder.head(of: .clients(range: range), authorization).headerFields[.range] == range)
  }

  @Test func `sends a second factor with any request`() {
    var authorization = authorization
    authorization.twoFactorCode = Secret("123456")
    for request in [ClientRequest.account, .delete(.production)] {
      #expect(builder.head(of: request, authorization).headerFields[.twoFactorCode] == "123456")
    }
  }

  @Test func `makes a change conditional`() {
    let head = builder.head(of: .delete(.production), authorization, ifMatch: #""abc""#)
    #expect(head.headerFields[.ifMatch] == #""abc""#)
  }

  @Test func `writes both attributes of a new client, verbatim`() throws {
    let draft = ClientDraft(name: "“Füße” 👣\n", redirectURI: "https://example.com/a?b=\"c\"&d=\\")
    let body = String(decoding: try ClientRequest.create(draft).body(), as: UTF8.self)
    #expect(
      body == #"{"name":"“Füße” 👣\n","redirect_uri":"https://example.com/a?b=\"c\"&d=\\"}"#
    )
    #expect(builder.head(of: .create(draft), authorization).headerFields[.contentType] == "application/json")
  }

  @Test func `writes only the fields that change`() throws {
    let changes = ClientChanges([.redirectURI: "https://example.com"])
    let body = String(decoding: try ClientRequest.update(.production, changes).body(), as: UTF8.self)
    #expect(body == #"{"redirect_uri":"https://example.com"}"#)
  }

  @Test(arguments: [ClientRequest.account, .clients(range: ""), .delete(.production), .rotate(.production)])
  func `sends no body where the API wants none`(request: ClientRequest) throws {
    #expect(try request.body().isEmpty)
    #expect(builder.head(of: request, authorization).headerFields[.contentType] == nil)
  }

  @Test(arguments: [
    ("a/b?c#d", "a%2Fb%3Fc%23d"), ("..", "%2E%2E"), ("ü \n", "%C3%BC%20%0A"), ("A-z_~9", "A-z_~9"),
  ])
  func `keeps an id within its segment of the path`(id: String, segment: String) {
    #expect(ClientRequest.delete(ClientID(id)).path == "/oauth/clients/\(segment)")
  }

  @Test func `puts the path below the endpoint's own`() throws {
    var builder = builder
    builder.endpoint = try Endpoint(parsing: "http://localhost:5000/api/")
    let head = builder.head(of: .account, authorization)
    #expect(head.path == "/api/account")
    #expect(head.scheme == "http")
    #expect(head.authority == "localhost:5000")
  }
}
