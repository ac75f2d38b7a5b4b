import HerokuAPI

/// What a person is told of a change.
enum SoakOutcome<Value: Sendable>: Sendable {
  case done(Value)
  case notDone(APIError)
  case unknown(APIError)

  init(_ call: () async throws(APIError) -> Value) async {
    do throws(APIError) {
      self = .done(try await call())
    } catch {
      self = error.mayHaveBeenDone ? .unknown(error) : .notDone(error)
    }
  }
}

/// How often each came.
struct SoakTally: Hashable, Sendable {
  var done = 0
  var notDone = 0
  var unknown = 0
  /// Unknown, and in truth done.
  var doneUnseen = 0

  mutating func count<Value>(_ outcome: SoakOutcome<Value>) {
    switch outcome {
    case .done: done += 1
    case .notDone: notDone += 1
    case .unknown: unknown += 1
    }
  }
}
