import HTTPTypes
import HerokuSandbox

/// Just enough of HTTP/1.1 to ask a server and to see exactly what it sent.
extension RawConnection {
  struct NotHTTP: Error {
    var head: String
  }

  static func bytes(of request: SandboxRequest) -> [UInt8] {
    var text = "\(request.method.rawValue) \(request.path) HTTP/1.1\r\nHost: sandbox\r\n"
    for field in request.headerFields { text += "\(field.name.rawName): \(field.value)\r\n" }
    text += "Content-Length: \(request.body.count)\r\n\r\n"
    return Array(text.utf8) + request.body
  }

  func send(_ request: SandboxRequest) async throws {
    try await send(Self.bytes(of: request))
  }

  /// Reads one answer by its `Content-Length`, and all that has come with it; what the connection was closed before
  /// is missing.
  func receiveAnswer() async throws -> Answer {
    var rest: [UInt8] = []
    var answer = try await receiveAnswer(&rest)
    answer.body += rest
    return answer
  }

  /// Reads answers that come one after the other.
  func receiveAnswers(_ count: Int) async throws -> [Answer] {
    var rest: [UInt8] = []
    var answers: [Answer] = []
    while answers.count < count { answers.append(try await receiveAnswer(&rest)) }
    return answers
  }

  private func receiveAnswer(_ bytes: inout [UInt8]) async throws -> Answer {
    while true {
      if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
        var answer = try Self.head(bytes[..<end.lowerBound])
        bytes.removeSubrange(..<end.upperBound)
        let length = answer["Content-Length"].flatMap(Int.init) ?? 0
        while bytes.count < length {
          let more = try await receive()
          if more.isEmpty { break }
          bytes += more
        }
        answer.body = Array(bytes.prefix(length))
        bytes.removeFirst(answer.body.count)
        return answer
      }
      let more = try await receive()
      guard !more.isEmpty else { throw NotHTTP(head: String(decoding: bytes, as: UTF8.self)) }
      bytes += more
    }
  }

  func ask(_ request: SandboxRequest) async throws -> Answer {
    try await send(request)
    return try await receiveAnswer()
  }

  private static func head(_ bytes: ArraySlice<UInt8>) throws -> Answer {
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(separator: "\r\n")
    let status = lines.first?.split(separator: " ")
    guard let status, status.count > 1, status[0] == "HTTP/1.1", let code = Int(status[1]) else {
      throw NotHTTP(head: text)
    }
    var fields = HTTPFields()
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let name = HTTPField.Name(String(parts[0])) else { throw NotHTTP(head: text) }
      fields.append(HTTPField(name: name, value: String(parts[1].drop { $0 == " " })))
    }
    return Answer(status: code, fields: fields, body: [])
  }
}
