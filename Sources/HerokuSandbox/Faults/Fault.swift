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
public struct Fault: Sendable, Equatable {
  let name: String
  var kind: Kind
  var probability = 1.0
  var seed: UInt64 = 0
  var skip = 0
  var times = Int.max
  var method: HTTPRequest.Method?

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
    case badGateway
    case unavailable(RetryAfter?)
    case internalError
    case rateLimit(RetryAfter?)
    case twoFactor(code: String)
    case weakETag
    case wrongETag
    case missingNextRange
    case duplicatePage
    case ignoredRangeEnd
    case ignoredRange
    case refusedRange
    case withheldSecret
    case warning(String)
    case edited(EditedField)
  }

  /// How an answer says when to come back.
  enum RetryAfter: Sendable, Equatable {
    case seconds(Int)
    case date(secondsFromNow: Int)
  }

  /// What somebody else changes.
  enum EditedField: String, Sendable, CaseIterable {
    case name
    case redirectURI = "redirect_uri"
    case secret
  }
}
