import HTTPTypes
import HerokuSandbox

/// Asks the sandbox as a well-behaved client does, unless a test says otherwise.
struct Asker: Sendable {
  static let token = "HRKU-test-token"

  var wire: any Wire

  /// Sends a request.
  func callAsFunction(
    _ method: HTTPRequest.Method,
    _ path: String,
    _ fields: [String: String?] = [:],
    body: String = ""
  ) async throws -> Answer {
    try await wire.ask(Self.request(method, path, fields, body: body))
  }

  /// A request as it is sent: a field that is given replaces the usual one, a nil one is left out.
  static func request(
    _ method: HTTPRequest.Method,
    _ path: String,
    _ fields: [String: String?] = [:],
    body: String = ""
  ) -> SandboxRequest {
    var all: [String: String?] = [
      "Accept": "application/vnd.heroku+json; version=3",
      "Authorization": "Bearer \(token)",
    ]
    all.merge(fields) { $1 }
    var headerFields = HTTPFields()
    for (name, value) in all {
      guard let name = HTTPField.Name(name), let value else { continue }
      headerFields[name] = value
    }
    return SandboxRequest(method: method, path: path, headerFields: headerFields, body: Array(body.utf8))
  }

  /// All clients, page by page, following `Next-Range` verbatim.
  func allClients(range: String? = nil, betweenPages: () async throws -> Void = {}) async throws
    -> [ClientAnswer]
  {
    var clients: [ClientAnswer] = []
    var range = range
    while true {
      let page = try await self(.get, "/oauth/clients", ["Range": range])
      clients += try page.clients
      guard page.status == 206, let next = page["Next-Range"] else { return clients }
      try await betweenPages()
      range = next
    }
  }

  /// The first client in the order of ids.
  func firstClient() async throws -> ClientAnswer {
    let clients = try await self(.get, "/oauth/clients", ["Range": "id ..; max=1"]).clients
    guard let first = clients.first else { throw NoClients() }
    return first
  }

  /// Makes a client.
  @discardableResult
  func create(_ name: String, _ redirectURI: String = "https://example.com/callback") async throws
    -> ClientAnswer
  {
    let body = try JSONBody(["name": name, "redirect_uri": redirectURI]).text
    return try await self(.post, "/oauth/clients", body: body).client
  }
}

struct NoClients: Error {}
