public import HTTPTypes

/// What the sandbox answers.
public struct SandboxResponse: Sendable {
  /// The status.
  public var status: HTTPResponse.Status
  /// The header fields; `Content-Length` is for who sends the answer to add.
  public var headerFields: HTTPFields
  /// The body, empty if there is none.
  public var body: [UInt8]
  /// How the answer is to travel, which only who has a wire can heed.
  var delivery = Delivery()
}

extension SandboxResponse {
  /// An answer in JSON.
  init(status: HTTPResponse.Status = .ok, _ write: (inout JSONBytes) -> Void) {
    var json = JSONBytes()
    write(&json)
    self.init(status: status, json: json)
  }

  /// An answer in JSON that is already written.
  init(status: HTTPResponse.Status = .ok, json: JSONBytes) {
    self.init(
      status: status,
      headerFields: [.contentType: "application/json", .cacheControl: "private, no-cache"],
      body: json.bytes
    )
  }

  /// An answer that says what is wrong.
  init(_ problem: Problem) {
    self.init(status: problem.status) { json in
      json.object { json in
        json.member("id", problem.id)
        json.member("message", problem.message)
        if let url = problem.url { json.member("url", url) }
      }
    }
    for field in problem.headerFields { headerFields.append(field) }
  }

  /// An error that a fault wants.
  init(_ error: Fault.ErrorAnswer) {
    let status = HTTPResponse.Status(code: error.status)
    switch error.body {
    case .json:
      self.init(Problem(status: status, id: error.id, message: error.message, url: error.url))
    case .html:
      self.init(html: status)
    case .text:
      self.init(
        status: status,
        headerFields: [.contentType: "text/plain; charset=utf-8"],
        body: Array((error.message.isEmpty ? "\(status)" : error.message).utf8)
      )
    case .empty:
      self.init(status: status, headerFields: [:], body: [])
    }
  }

  /// What a proxy in front of the API answers when it cannot reach it.
  init(html status: HTTPResponse.Status) {
    let title = "\(status.code) \(status.reasonPhrase)"
    let page = """
      <!DOCTYPE html>
      <html><head><title>\(title)</title></head>
      <body><h1>\(title)</h1><p>An error occurred in the application. Please try again in a few moments.</p></body></html>

      """
    self.init(
      status: status,
      headerFields: [.contentType: "text/html; charset=utf-8"],
      body: Array(page.utf8)
    )
  }
}

extension SandboxResponse {
  /// The tag of what this answer says.
  var entityTag: EntityTag {
    EntityTag(of: body)
  }

  /// The answer with its `ETag`, or 304 without a body if the request names that tag.
  ///
  /// On a list the tag is that of one page, as it has been on Heroku: it says nothing of later pages.
  func revalidated(for request: SandboxRequest) -> SandboxResponse {
    var response = self
    let tag = entityTag
    response.headerFields[.eTag] = tag.text
    guard tag.isKnown(ifNoneMatch: request.headerFields[values: .ifNoneMatch]) else {
      return response
    }
    response.status = .notModified
    response.body = []
    response.headerFields[.contentType] = nil
    response.headerFields[.contentRange] = nil
    response.headerFields[.nextRange] = nil
    return response
  }
}

/// How an answer travels to who asked.
struct Delivery: Sendable, Equatable {
  /// How long it is held back.
  var delay = Duration.zero
  var manner = Manner.whole

  enum Manner: Sendable, Equatable {
    case whole
    /// No byte of it comes: the connection is reset.
    case reset
    /// The connection is reset in the middle of the body.
    case resetMidway
    /// The connection is closed in the middle of the body.
    case truncated
    /// `Content-Length` tells of half of the body.
    case wrongLength
    /// The body comes so many bytes at a time.
    case trickle(bytes: Int, pause: Duration)
  }
}
