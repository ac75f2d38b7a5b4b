/// How an answer travels to who asked.
struct Delivery: Sendable, Equatable {
  /// How long it is held back.
  var delay = Duration.zero
  var manner = Manner.whole

  enum Manner: Sendable, Equatable {
    case whole
    /// No byte of it comes: the connection is reset.
    case reset
    /// The connection is reset in the middle of the body.
    case resetMidway
    /// The connection is closed in the middle of the body.
    case truncated
    /// `Content-Length` tells of half of the body.
    case wrongLength
    /// The body comes so many bytes at a time.
    case trickle(bytes: Int, pause: Duration)
  }
}
