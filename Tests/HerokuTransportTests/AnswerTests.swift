import HTTPTypes
import HerokuAPI
import HerokuTransport
import TestSupport
import Testing

struct AnswerTests {
  @Test func `returns status, fields and body of any answer`() async throws {
    let text =
      "HTTP/1.1 418 I'm a teapot\r\nRequest-Id: a,b\r\nWarning-Message: x\r\nContent-Length: 6\r\n\r\n<html>"
    let answer = try await RawServer.run(.init(text, then: .stay)) { server in
      try await withTransport { try await $0.request(port: server.port).get() }
    }
    #expect(answer.head.status.code == 418)
    #expect(HTTPField.Name("request-id").flatMap { answer.head.headerFields[$0] } == "a,b")
    #expect(String(decoding: answer.body, as: UTF8.self) == "<html>")
  }

  @Test func `asks for gzip and unpacks it`() async throws {
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(Gzipped.account.count)\r\n\r\n"
    try await RawServer.run(.init(Array(head.utf8) + Gzipped.account, then: .stay)) { server in
      let answer = try await withTransport(.unhurried) { try await $0.request(port: server.port).get() }
      #expect(String(decoding: answer.body, as: UTF8.self) == #"{"id": "1", "email": "a@example.com"}"#)
      #expect(server.requests.first?.contains("\r\nAccept-Encoding: gzip\r\n") == true)
    }
  }

  @Test func `reads a body that ends with the connection`() async throws {
    let answer = try await RawServer.run(.init("HTTP/1.1 200 OK\r\n\r\n{}", then: .close)) { server in
      try await withTransport { try await $0.request(port: server.port).get() }
    }
    #expect(answer.body == AnswerBody("{}".utf8))
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `follows no redirect, and takes the token nowhere`(status: Int) async throws {
    try await RawServer.run(.init("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", then: .stay)) { other in
      let location = "http://127.0.0.1:\(other.port)/account"
      let text = "HTTP/1.1 \(status) Moved\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n"
      try await RawServer.run(.init(text, then: .stay)) { server in
        let answer = try await withTransport { try await $0.request(port: server.port).get() }
        #expect(answer.head.status.code == status)
        #expect(answer.head.headerFields[.location] == location)
        #expect(server.requests.first?.contains(testToken) == true)
      }
      #expect(other.requests.isEmpty)
    }
  }

  @Test(arguments: [HTTPRequest.Method.post, .patch])
  func `announces an empty body where a method has one`(method: HTTPRequest.Method) async throws {
    try await RawServer.run(.init("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", then: .stay)) { server in
      _ = try await withTransport { try await $0.request(method, port: server.port).get() }
      let head = try #require(server.requests.first?.lowercased())
      #expect(head.hasPrefix("\(method.rawValue.lowercased()) /account http/1.1\r\n"))
      #expect(head.contains("\r\ncontent-length: 0\r\n"))
      #expect(!head.contains("transfer-encoding"))
    }
  }

  @Test(arguments: [HTTPRequest.Method.get, .delete])
  func `announces none where a method has none`(method: HTTPRequest.Method) async throws {
    try await RawServer.run(.init("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", then: .stay)) { server in
      _ = try await withTransport { try await $0.request(method, port: server.port).get() }
      let head = try #require(server.requests.first?.lowercased())
      #expect(!head.contains("content-length"))
      #expect(!head.contains("transfer-encoding"))
    }
  }

  @Test func `sends a body with its length`() async throws {
    try await RawServer.run(.init("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", then: .stay)) { server in
      _ = try await withTransport { try await $0.request(.patch, port: server.port, body: "{}").get() }
      #expect(server.requests.first?.lowercased().contains("\r\ncontent-length: 2\r\n") == true)
    }
  }
}
