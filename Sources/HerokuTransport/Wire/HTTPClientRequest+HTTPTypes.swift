import AsyncHTTPClient
import HTTPTypes
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
