import HTTPTypes
import TestSupport
import Testing

@Suite struct RateLimitTests {
  private struct Limits: Decodable {
    var remaining: Int
  }

  @Test(arguments: Way.allCases)
  func `counts requests down, but not the question how many are left`(way: Way) async throws {
    try await way.run { ask in
      #expect(try await ask(.get, "/account")["RateLimit-Remaining"] == "4499")
      #expect(try await ask(.get, "/nowhere")["RateLimit-Remaining"] == "4498")
      for _ in 0..<3 {
        let answer = try await ask(.get, "/account/rate-limits")
        #expect(answer.status == 200)
        #expect(try answer.decoded(as: Limits.self).remaining == 4498)
        #expect(answer["RateLimit-Remaining"] == "4498")
      }
      // Somebody without the token cannot use up the requests of who has it.
      #expect(try await ask(.get, "/account", ["Authorization": nil])["RateLimit-Remaining"] == "4498")
    }
  }

  @Test(arguments: Way.allCases)
  func `refills 75 a minute, up to 4500`(way: Way) async throws {
    let clock = ManualClock()
    try await way.run(requestsLeft: 4400, clock: clock) { ask in
      for (seconds, remaining) in [
        (60, 4475), (1, 4476), (1, 4477), (1, 4478), (1, 4480), (-3600, 4480), (1e9, 4500),
      ] {
        clock.advance(by: .seconds(seconds))
        let answer = try await ask(.get, "/account/rate-limits")
        #expect(answer["RateLimit-Remaining"] == String(remaining), "after \(seconds) seconds")
      }
    }
  }

  @Test(arguments: Way.allCases)
  func `refuses with 429 when none is left, until some have come in`(way: Way) async throws {
    let clock = ManualClock()
    try await way.run(requestsLeft: 1, clock: clock) { ask in
      let first = try await ask(.get, "/account")
      #expect(first.status == 200)
      let refused = try await ask(.post, "/oauth/clients", body: #"{"name": "A", "redirect_uri": "a:b"}"#)
      #expect(refused.status == 429)
      #expect(try refused.errorID == "rate_limit")
      #expect(refused["RateLimit-Remaining"] == "0")
      #expect(try await ask(.get, "/account/rate-limits").status == 200)

      clock.advance(by: .seconds(1))
      #expect(try await ask(.get, "/account").status == 200)
      #expect(try await ask(.get, "/account").status == 429)
      clock.advance(by: .seconds(60))
      #expect(try await ask(.get, "/oauth/clients").clients.count == 42)
    }
  }
}
