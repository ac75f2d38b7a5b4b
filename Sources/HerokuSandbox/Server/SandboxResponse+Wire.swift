import HTTPTypes
import HummingbirdCore
import NIOCore

extension SandboxResponse {
  /// Sends the answer in the manner that its delivery wants.
  @concurrent
  func send(with writer: consuming ResponseWriter, on channel: any Channel) async throws {
    var head = HTTPResponse(status: status, headerFields: headerFields)
    // A 304 has no body, but a length would be that of the body it stands for.
    if status != .notModified { head.headerFields[.contentLength] = String(body.count) }

    switch delivery.manner {
    case .whole:
      try await writer.write(response: head, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    case .reset:
      try await channel.reset().get()
    case .resetMidway:
      try await writer.writeStart(of: body, after: head, on: channel)
      try await channel.reset().get()
    case .truncated:
      try await writer.writeStart(of: body, after: head, on: channel)
      try await channel.close()
    case .wrongLength:
      head.headerFields[.contentLength] = String(body.count / 2)
      try await writer.write(response: head, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
      // What is left over would be taken for the beginning of the next answer.
      try await channel.flushed()
      try await channel.close()
    case .trickle(let bytes, let pause):
      var rest = body[...]
      var writer = try await writer.writeHead(head)
      while !rest.isEmpty {
        try await writer.write(ByteBuffer(bytes: rest.prefix(bytes)))
        rest = rest.dropFirst(bytes)
        try await Task.sleep(for: pause)
      }
      try await writer.finish(nil)
    }
  }
}

extension ResponseWriter {
  /// Writes the head and the first half of the body, and sees to it that they are on their way.
  @concurrent
  fileprivate consuming func writeStart(
    of body: [UInt8],
    after head: HTTPResponse,
    on channel: any Channel
  ) async throws {
    var writer = try await writeHead(head)
    try await writer.write(ByteBuffer(bytes: body.prefix(body.count / 2)))
    try await channel.flushed()
  }
}
