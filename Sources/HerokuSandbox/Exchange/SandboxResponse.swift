public import HTTPTypes

/// What the sandbox answers.
public struct SandboxResponse: Sendable {
  /// The status.
  public var status: HTTPResponse.Status
  /// The header fields; `Content-Length` is for who sends the answer to add.
  public var headerFields: HTTPFields
  /// The body, empty if there is none.
  public var body: [UInt8]

  /// An answer in JSON.
  init(status: HTTPResponse.Status = .ok, _ write: (inout JSONBytes) -> Void) {
    var json = JSONBytes()
    write(&json)
    self.init(status: status, json: json)
  }

  /// An answer in JSON that is already written.
  init(status: HTTPResponse.Status = .ok, json: JSONBytes) {
    self.status = status
    headerFields = [.contentType: "application/json", .cacheControl: "private, no-cache"]
    body = json.bytes
  }

  /// An answer that says what is wrong.
  init(_ problem: Problem) {
    self.init(status: problem.status) { json in
      json.object { json in
        json.member("id", problem.id)
        json.member("message", problem.message)
      }
    }
    for field in problem.headerFields { headerFields.append(field) }
  }
}
