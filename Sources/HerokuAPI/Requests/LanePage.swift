/// What comes of a request for a page of a lane.
enum LanePage: Sendable {
  /// The clients, and the answer that they came in.
  case clients([OAuthClient], HTTPAnswer)
  /// A 416 or a 429: lanes are not for this server, or not now.
  case turnedAway(FailedAttempt)
}
