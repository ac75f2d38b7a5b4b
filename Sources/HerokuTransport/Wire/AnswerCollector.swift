import AsyncHTTPClient
import HTTPTypes
import HerokuAPI
import NIOCore
import NIOHTTP1
import Synchronization

extension HTTPClient {
  /// Sends a request and collects the answer, unless it is too large or takes too long; a cancelled task cancels it.
  ///
  /// By way of the library's futures: each of its own asynchronous calls begins tasks on the system's pool, and that wakes
  /// the process up every second for as long as it lives.
  func answer(
    to request: HTTPRequest,
    body: [UInt8],
    upTo limit: Int,
    deadline: NIODeadline
  ) async throws -> HTTPAnswer {
    let exchange = execute(
      request: try Request(request, body: body),
      delegate: AnswerCollector(limit: limit),
      deadline: deadline
    )
    return try await withTaskCancellationHandler {
      try await exchange.get()
    } onCancel: {
      exchange.cancel()
    }
  }
}

extension HTTPClient.Request {
  /// The same request in async-http-client's words.
  fileprivate init(_ request: HTTPRequest, body: [UInt8]) throws {
    var headers = HTTPHeaders(request.headerFields.map { ($0.name.rawName, $0.value) })
    headers.replaceOrAdd(name: "Accept-Encoding", value: "gzip")
    try self.init(
      url: "\(request.scheme ?? "https")://\(request.authority ?? "")\(request.path ?? "/")",
      // This initializer finds the library's own case; a method of its RAW case would lose its rules about bodies.
      method: HTTPMethod(rawValue: request.method.rawValue),
      headers: headers,
      body: body.isEmpty ? nil : .byteBuffer(ByteBuffer(bytes: body))
    )
  }
}

/// Collects one answer.
private final class AnswerCollector: HTTPClientResponseDelegate {
  /// The most that the body may have, in bytes.
  private let limit: Int
  private let answer = Mutex<HTTPAnswer?>(nil)

  init(limit: Int) {
    self.limit = limit
  }

  func didReceiveHead(
    task: HTTPClient.Task<HTTPAnswer>,
    _ head: HTTPResponseHead
  ) -> EventLoopFuture<Void> {
    task.eventLoop.makeCompletedFuture {
      let head = try HTTPResponse(head)
      if let length = head.headerFields[.contentLength].flatMap({ Int($0) }), length > limit {
        throw TransportFailure(.tooLarge, mayHaveBeenSent: true)
      }
      answer.withLock { $0 = HTTPAnswer(head: head) }
    }
  }

  func didReceiveBodyPart(
    task: HTTPClient.Task<HTTPAnswer>,
    _ buffer: ByteBuffer
  ) -> EventLoopFuture<Void> {
    task.eventLoop.makeCompletedFuture {
      try answer.withLock { answer in
        guard (answer?.body.count ?? 0) + buffer.readableBytes <= limit else {
          throw TransportFailure(.tooLarge, mayHaveBeenSent: true)
        }
        answer?.body.append(contentsOf: buffer.readableBytesView)
      }
    }
  }

  func didFinishRequest(task: HTTPClient.Task<HTTPAnswer>) throws -> HTTPAnswer {
    // The library never finishes a request that has had no head.
    guard let answer = answer.withLock({ $0.take() }) else {
      throw TransportFailure(.malformedAnswer, mayHaveBeenSent: true)
    }
    return answer
  }
}

extension HTTPResponse {
  fileprivate init(_ head: HTTPResponseHead) throws(TransportFailure) {
    guard (100...999).contains(head.status.code) else {
      throw TransportFailure(.malformedAnswer, mayHaveBeenSent: true, detail: "status \(head.status.code)")
    }
    self.init(status: Status(code: Int(head.status.code), reasonPhrase: head.status.reasonPhrase))
    for (name, value) in head.headers {
      // Not what HTTP calls a name: nothing that anybody here could look for.
      guard let name = HTTPField.Name(name) else { continue }
      headerFields.append(HTTPField(name: name, value: value))
    }
  }
}
