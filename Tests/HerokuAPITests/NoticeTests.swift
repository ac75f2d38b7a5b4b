import HTTPTypes
import HerokuAPI
import Synchronization
import Testing

struct NoticeTests {
  func answer(_ fields: [String: String]) -> HTTPAnswer {
    .json(200, #"{"id": "1", "email": "a@example.com"}"#, fields)
  }

  func notices(of answers: HTTPAnswer...) async throws -> [Notice] {
    let notices = Mutex<[Notice]>([])
    let transport = ScriptedTransport(answers.map(ScriptedTransport.Step.answer))
    let client = HerokuClient.scripted(transport).observed { notice in notices.withLock { $0.append(notice) }
    }
    // A copy shares what was shown.
    let copy = client
    for index in answers.indices {
      _ = try await (index.isMultiple(of: 2) ? client : copy).account()
    }
    return notices.withLock { $0 }
  }

  @Test func `shows each warning once`() async throws {
    let notices = try await notices(
      of: answer(["X-Heroku-Warning": "Old.", "Warning-Message": "Very old."]),
      answer(["X-Heroku-Warning": "Old."]),
      answer(["Warning-Message": "Old."]),
      answer(["X-Heroku-Warning": "New."])
    )
    #expect(notices == [.warning("Old."), .warning("Very old."), .warning("New.")])
  }

  @Test func `shows a warning of an error too`() async {
    let notices = Mutex<[Notice]>([])
    let transport = ScriptedTransport(.error(403, "forbidden", "No.", ["X-Heroku-Warning": "Old."]))
    let client = HerokuClient.scripted(transport).observed { notice in notices.withLock { $0.append(notice) }
    }
    _ = await failure { () throws(APIError) in try await client.account() }
    #expect(notices.withLock { $0 } == [.warning("Old.")])
  }

  @Test func `tells when the requests run out`() async throws {
    let notices = try await notices(
      of: answer(["RateLimit-Remaining": "2399"]),
      answer(["RateLimit-Remaining": "12"]),
      answer(["RateLimit-Remaining": "many"]),
      answer([:])
    )
    #expect(notices == [.rateLimitLow(remaining: 12)])
  }
}
