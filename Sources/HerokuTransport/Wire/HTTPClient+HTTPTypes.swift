import AsyncHTTPClient
import HTTPTypes
import HerokuAPI
import NIOCore
import NIOHTTP1

extension HTTPClientRequest {
  /// The same request in async-http-client's words.
  init(_ request: HTTPRequest, body: [UInt8]) {
    self.init(url: "\(request.scheme ?? "https")://\(request.authority ?? "")\(request.path ?? "/")")
    // This initializer finds the library's own case; a method of its RAW case would lose its rules about bodies.
    method = HTTPMethod(rawValue: request.method.rawValue)
    for field in request.headerFields {
      headers.add(name: field.name.rawName, value: field.value)
    }
    headers.replaceOrAdd(name: "Accept-Encoding", value: "gzip")
    if !body.isEmpty {
      self.body = .bytes(ByteBuffer(bytes: body))
    }
  }
}

extension HTTPClientResponse {
  /// The whole answer, unless it is too large or takes too long.
  func collect(upTo limit: Int, until deadline: ContinuousClock.Instant) async throws -> HTTPAnswer {
    guard (100...999).contains(status.code) else {
      throw TransportFailure(.malformedAnswer, mayHaveBeenSent: true, detail: "status \(status.code)")
    }
    var head = HTTPResponse(
      status: HTTPResponse.Status(code: Int(status.code), reasonPhrase: status.reasonPhrase)
    )
    for (name, value) in headers {
      // Not what HTTP calls a name: nothing that anybody here could look for.
      guard let name = HTTPField.Name(name) else { continue }
      head.headerFields.append(HTTPField(name: name, value: value))
    }
    var bytes: [UInt8] = []
    for try await chunk in body {
      guard bytes.count + chunk.readableBytes <= limit else {
        throw TransportFailure(.tooLarge, mayHaveBeenSent: true)
      }
      guard ContinuousClock.now < deadline else {
        throw TransportFailure(.silent, mayHaveBeenSent: true, detail: "the answer takes too long")
      }
      bytes.append(contentsOf: chunk.readableBytesView)
    }
    return HTTPAnswer(head: head, body: bytes)
  }
}
