import HTTPTypes
import HerokuAPI
import Synchronization

/// A transport that answers from a script, one step a request, and keeps what it was asked.
final class ScriptedTransport: HTTPTransport {
  enum Step: Sendable {
    case answer(HTTPAnswer)
    case failure(TransportFailure)
    /// Waits until the task is cancelled, and ends as a real transport would.
    case untilCancelled(mayHaveBeenSent: Bool)
  }

  struct Asked: Sendable {
    var head: HTTPRequest
    var body: String

    /// Method and path: `GET /account`.
    var line: String { "\(head.method) \(head.path ?? "")" }
  }

  private struct State {
    var steps: [Step]
    var asked: [Asked] = []
  }

  private let state: Mutex<State>

  init(_ steps: [Step]) {
    state = Mutex(State(steps: steps))
  }

  convenience init(_ answers: HTTPAnswer...) {
    self.init(answers.map(Step.answer))
  }

  var asked: [Asked] { state.withLock { $0.asked } }
  var lines: [String] { asked.map(\.line) }

  func send(_ request: HTTPRequest, body: [UInt8]) async throws(TransportFailure) -> HTTPAnswer {
    let step = state.withLock { state -> Step? in
      state.asked.append(Asked(head: request, body: String(decoding: body, as: UTF8.self)))
      return state.steps.isEmpty ? nil : state.steps.removeFirst()
    }
    switch step {
    case .answer(let answer):
      return answer
    case .failure(let failure):
      throw failure
    case .untilCancelled(let mayHaveBeenSent):
      let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
      // Iterating ends when the task is cancelled; the continuation is held until then.
      for await _ in stream {}
      continuation.finish()
      throw TransportFailure(.cancelled, mayHaveBeenSent: mayHaveBeenSent)
    case nil:
      throw TransportFailure(.other, mayHaveBeenSent: true, detail: "the script has ended")
    }
  }
}

extension HTTPAnswer {
  static func json(_ status: Int, _ body: String, _ fields: [String: String] = [:]) -> HTTPAnswer {
    var head = HTTPResponse(status: HTTPResponse.Status(code: status))
    for (name, value) in fields {
      if let name = HTTPField.Name(name) { head.headerFields.append(HTTPField(name: name, value: value)) }
    }
    return HTTPAnswer(head: head, body: AnswerBody(body.utf8))
  }

  static func error(_ status: Int, _ id: String, _ message: String = "No.", _ fields: [String: String] = [:])
    -> HTTPAnswer
  {
    .json(status, #"{"id": "\#(id)", "message": "\#(message)"}"#, fields)
  }
}
