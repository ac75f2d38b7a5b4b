/// What is left of the rate limit, as JSON.
struct RateLimitsPayload: Decodable {
  var remaining: Int
}
