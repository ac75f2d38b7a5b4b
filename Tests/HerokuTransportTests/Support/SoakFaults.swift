import HerokuAPI

@testable import HerokuSandbox

/// Faults of all kinds, such that a request meets one with a given likelihood.
enum SoakFaults {
  /// What keeps a request from being done, or its answer from coming whole and at once: of one request only one.
  private static let disturbances = [
    "reset-before", "reset-midway", "reset-after", "truncated", "wrong-length", "latency:ms=1",
    "trickle:bytes=256,ms=1", "500", "502", "503:retry-after=2", "503", "429:retry-after=3", "429",
    "two-factor", "401", "402", "403",
  ]

  /// What is wrong with an answer that comes, or happens beside it; each by itself.
  private static let falsehoods = [
    "refused", "weak-etag", "wrong-etag", "withheld-secret", "warning", "edited:field=name",
    "edited:field=redirect_uri", "416", "ignore-range", "ignore-range-end", "no-next-range", "duplicate-page",
    "duplicate-client", "skewed-clock", "no-date",
  ]

  /// What a soak leaves out.
  ///
  /// A client that nobody can read is missing in every list, and a page that leads nowhere ends one, which is told; what
  /// is compared here is whole lists. Nobody signs in, so that no callback can be odd.
  private static let leftOut: Set<String> = ["odd-client", "empty-page", "odd-callback"]

  /// Every kind, from a seed.
  static func all(seed: UInt64) throws(FaultError) -> [Fault] {
    let each = Self.share(of: 0.2, among: disturbances.count)
    var faults: [Fault] = []
    for (index, text) in (disturbances + falsehoods).enumerated() {
      let probability = index < disturbances.count ? each : 0.2
      faults.append(
        try Fault("\(text)\(text.contains(":") ? "," : ":")p=\(probability),seed=\(seed &+ UInt64(index))")
      )
    }
    return faults
  }

  /// Whether no kind there is was left out.
  static var areComplete: Bool {
    let used = Set((disturbances + falsehoods).map { $0.prefix { $0 != ":" } })
    return FaultCatalogue.entries.allSatisfy {
      used.contains($0.name[...]) || leftOut.contains($0.name)
    }
  }

  /// How likely each of several is if one of them happens with a likelihood altogether.
  private static func share(of total: Double, among count: Int) -> Double {
    // Small numbers: to first order, a little too much, made up for by the second.
    let each = total / Double(count)
    return each * (1 + total / 2)
  }
}

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
