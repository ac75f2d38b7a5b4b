import HerokuAPI
import Testing

struct BulkRunRateLimitTests {
  @Test func `keeps its reserve, and asks the server before it believes its own count`() {
    var run = BulkRun.moving(10, width: 4, remaining: 204)
    // Two requests each: two may begin.
    let steps = run.steps(at: .zero)
    #expect(steps.count == 3)
    #expect(steps.last == .askRemainingRequests(after: .zero))
    #expect(run.steps(at: .zero) == [])
    run.finish(0)
    #expect(run.steps(at: .zero) == [])
    run.told(remainingRequests: 4000, at: .zero)
    #expect(run.begun() == [2, 3, 4])
  }

  @Test func `waits for as long as the requests take to come again`() {
    var run = BulkRun.moving(10, remaining: 200)
    #expect(run.steps(at: .zero) == [.askRemainingRequests(after: .zero)])
    run.told(remainingRequests: 140, at: .zero)
    // 60 below the reserve, and some to go on with, at 75 a minute.
    #expect(run.steps(at: .zero) == [.askRemainingRequests(after: .milliseconds(60_800))])
    run.told(remainingRequests: 216, at: .seconds(61))
    #expect(run.begun() == [0, 1, 2])
  }

  @Test func `waits for as long as a 429 asks, loses nothing, and does not count it as a pause`() {
    var run = BulkRun.moving(3, width: 2)
    #expect(run.begun() == [0, 1])
    run.fail(0, .rateLimit(wait: .seconds(40)))
    run.fail(1, .rateLimit(wait: .seconds(40)))
    #expect(run.pause == nil)
    #expect(run.steps(at: .zero) == [.askRemainingRequests(after: .seconds(40))])
    run.told(remainingRequests: nil, at: .seconds(40))
    #expect(run.begun() == [0, 1])
  }

  @Test func `goes on without a count where the server tells none`() {
    var run = BulkRun.moving(3, remaining: 0)
    #expect(run.steps(at: .zero) == [.askRemainingRequests(after: .zero)])
    run.told(remainingRequests: nil, at: .zero)
    #expect(run.begun() == [0, 1, 2])
  }

  @Test func `takes in what answers say of other programs' requests`() {
    var run = BulkRun.moving(10, width: 1, remaining: 4500)
    #expect(run.begun() == [0])
    run.noted(remainingRequests: 201)
    run.finish(0)
    #expect(run.steps(at: .zero) == [.askRemainingRequests(after: .zero)])
  }

  @Test func `counts what is under way as not yet told`() {
    var run = BulkRun.moving(10, width: 3, remaining: 204)
    #expect(run.begun() == [0, 1])
    run.told(remainingRequests: 205, at: .zero)
    #expect(run.begun() == [])
  }

  @Test func `reads back at the cost of the reserve`() {
    var run = BulkRun.moving(1, remaining: 202)
    #expect(run.begun() == [0])
    run.fail(0, .lostAnswer)
    #expect(run.steps(at: .zero) == [.readBack(0, run.items[0].change.target!.id)])
  }

  // MARK: Time

  @Test func `estimates the time left by what it took, with as many at once`() {
    var run = BulkRun.moving(12, width: 2)
    #expect(run.begun(at: .zero) == [0, 1])
    run.finish(0, at: .seconds(1))
    #expect(run.timeLeft == nil)
    run.finish(1, at: .seconds(1))
    #expect(run.timeLeft == .seconds(5))
  }

  @Test func `does not count the time of a pause`() {
    var run = BulkRun.moving(4, width: 1)
    #expect(run.begun(at: .zero) == [0])
    run.finish(0, at: .seconds(1))
    run.pause(at: .seconds(1))
    run.resume(at: .seconds(1000))
    #expect(run.begun(at: .seconds(1000)) == [1])
    run.finish(1, at: .seconds(1001))
    #expect(run.timeLeft == .seconds(2))
  }

  @Test func `counts the wait for requests in`() {
    var run = BulkRun.moving(76, width: 1, remaining: 202)
    #expect(run.begun(at: .zero) == [0])
    run.finish(0, at: .seconds(1))
    // 75 to go at a second each, and 150 requests at 75 a minute.
    #expect(run.timeLeft == .seconds(75 + 120))
  }
}
