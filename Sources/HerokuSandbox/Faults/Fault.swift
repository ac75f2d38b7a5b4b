import HTTPTypes

/// Something that goes wrong on purpose, and how often.
///
/// A fault is written as its name, or as its name and options: `latency:ms=300,p=0.2,seed=7`. Every fault
/// takes these options:
/// * `p`: how likely it is each time it could happen, from 0 to 1; 1 unless given.
/// * `seed`: what chance begins with; the same seed gives the same course of events.
/// * `skip`: how many times it holds back first.
/// * `times`: how many times it happens at most.
/// * `method`: only requests of this method meet it.
/// * `path`: only requests for this path meet it; a segment that is `*` is any.
public struct Fault: Sendable, Equatable {
  let name: String
  var kind: Kind
  var probability = 1.0
  var seed: UInt64 = 0
  var skip = 0
  var times = Int.max
  var method: HTTPRequest.Method?
  var path: PathPattern?

  /// What goes wrong.
  enum Kind: Sendable, Equatable {
    case latency(Duration)
    case refusedConnection
    case resetBeforeAnswer
    case resetMidAnswer
    case resetAfterMutation
    case truncatedBody
    case wrongLength
    case trickle(bytes: Int, pause: Duration)
    case errorAnswer(ErrorAnswer)
    case twoFactor(code: String)
    case weakETag
    case wrongETag
    case missingNextRange
    case duplicatePage
    case ignoredRangeEnd
    case ignoredRange
    case refusedRange
    case emptyPage
    case oddClient(OddClient)
    case duplicateClient(name: String?)
    case skewedClock(seconds: Int)
    case missingDate
    case withheldSecret
    case warning(String)
    case edited(EditedField)
    case oddCallback(OddCallback)
  }

  /// What is wrong with where a person is sent after the consent.
  enum OddCallback: String, Sendable, CaseIterable {
    case noState = "no-state"
    case otherState = "other-state"
    case noCode = "no-code"
    case expiredCode = "expired-code"
  }

  /// An error that is answered instead of doing what was asked.
  struct ErrorAnswer: Sendable, Equatable {
    var status: Int
    var body: Body
    var id = ""
    var message = ""
    var url: String?
    var retryAfter: RetryAfter?

    /// What the body is.
    enum Body: String, Sendable, CaseIterable {
      /// The API's own, with a request id and what is left of the rate limit.
      case json
      /// A page, as from a proxy in front of the API.
      case html
      case text
      case empty
    }
  }

  /// How an answer says when to come back.
  enum RetryAfter: Sendable, Equatable {
    case seconds(Int)
    case date(secondsFromNow: Int, Timestamp.HTTPForm)
    /// Whatever stands there.
    case text(String)
  }

  /// What is wrong with a client in a list.
  enum OddClient: String, Sendable, CaseIterable {
    case null
    case text
    case empty
    case noID = "no-id"
    case numberID = "number-id"
    case noName = "no-name"
    case nullName = "null-name"
    case noRedirectURI = "no-redirect-uri"
    case badDate = "bad-date"
  }

  /// What somebody else changes.
  enum EditedField: String, Sendable, CaseIterable {
    case name
    case redirectURI = "redirect_uri"
    case secret
  }
}

extension Fault {
  /// Reads a fault, such as `502` or `latency:ms=300,p=0.2,seed=7`.
  public init(_ text: String) throws(FaultError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    guard let entry = FaultCatalogue.entries.first(where: { $0.name == name }) else {
      let names = FaultCatalogue.entries.map(\.name).joined(separator: ", ")
      throw FaultError(description: "There is no fault “\(name)”. The faults are \(names).")
    }

    self.name = name
    var options = try FaultOptions(of: name, parts.dropFirst().first ?? "")
    kind = try entry.read(&options)
    probability = try options.probability("p") ?? probability
    seed = try options.seed("seed") ?? seed
    skip = try options.number("skip", 0...1_000_000) ?? skip
    times = try options.number("times", 0...1_000_000) ?? times
    // A connection is refused before anybody knows what it is for.
    if kind != .refusedConnection {
      method = try options.method("method")
      path = try options.path("path")
    }
    try options.finish()
  }

  /// All faults, one a line, with their own options and what they do; for a help text.
  public static let help = FaultCatalogue.entries
    .map { entry in
      let name = entry.options.isEmpty ? entry.name : "\(entry.name) (\(entry.options))"
      return "\(name): \(entry.effect)"
    }
    .joined(separator: "\n")
}

/// Why a text is no fault, for people.
public struct FaultError: Error, Equatable, CustomStringConvertible {
  /// What is wrong, and what would be right.
  public let description: String
}
