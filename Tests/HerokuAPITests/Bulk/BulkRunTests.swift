import HerokuAPI
import TestSupport
import Testing

struct BulkRunTests {
  @Test func `begins in order, so many at once, and the next as one ends`() {
    var run = BulkRun.moving(5)
    #expect(run.begun() == [0, 1, 2])
    #expect(run.begun() == [])
    run.finish(1)
    #expect(run.begun() == [3])
    run.finish(0)
    run.finish(2)
    #expect(run.begun() == [4])
    #expect(!run.isOver)
    run.finish(4)
    run.finish(3)
    #expect(run.isOver && run.isAtRest)
    #expect(run.counts[.done] == 5)
    #expect(run.items[1].state.outcome == .moved(.numbered(1)))
  }

  @Test func `has nothing to do without changes`() {
    var run = BulkRun([])
    #expect(run.isOver)
    #expect(run.steps(at: .zero) == [])
  }

  @Test func `never has two changes of one client under way`() {
    let client = OAuthClient.numbered(0)
    var run = BulkRun([.moving(client), .delete(expecting: client), .moving(.numbered(1))], width: 3)
    #expect(run.begun() == [0, 2])
    run.finish(0)
    #expect(run.begun() == [1])
  }

  @Test func `goes on where one fails, and tells it at the end`() {
    var run = BulkRun.moving(4, width: 1)
    #expect(run.begun() == [0])
    run.fail(0, .invalid)
    #expect(run.begun() == [1])
    run.fail(1, .conflict(current: .numbered(1), fields: [.redirectURI]))
    #expect(run.begun() == [2])
    run.fail(2, .notFound(requestID: nil))
    #expect(run.begun() == [3])
    run.finish(3)
    #expect(run.kinds == [.failed, .leftAlone, .failed, .done])
    #expect(run.items[0].state.error == .invalid)
    #expect(run.counts.problems == 3)
  }

  @Test func `takes an answer in once, and only of what is under way`() {
    var run = BulkRun.moving(2, width: 1)
    run.finish(0)
    run.finish(7)
    #expect(run.kinds == [.waiting, .waiting])
    #expect(run.begun() == [0])
    run.finish(0)
    run.fail(0, .invalid)
    #expect(run.kinds == [.done, .waiting])
    #expect(run.isAtRest)
  }

  // MARK: Pauses

  @Test func `begins nothing in a pause, and takes in what is under way`() {
    var run = BulkRun.moving(4, width: 2)
    #expect(run.begun() == [0, 1])
    run.pause(at: .zero)
    #expect(run.pause?.reason == .asked)
    run.finish(0)
    #expect(run.begun() == [])
    #expect(!run.isAtRest)
    run.finish(1)
    #expect(run.isAtRest && !run.isOver)
    run.resume(at: .zero)
    #expect(run.begun() == [2, 3])
  }

  @Test(arguments: [
    (APIError.noNetwork, BulkRun.Pause.Reason.network), (.badToken, .token), (.wantsFactor, .secondFactor),
  ])
  func `pauses once for what all of them want, and loses none`(
    error: APIError,
    reason: BulkRun.Pause.Reason
  ) {
    var run = BulkRun.moving(4)
    #expect(run.begun() == [0, 1, 2])
    run.fail(1, error)
    #expect(run.pause?.reason == reason)
    #expect(run.pause?.item == 1)
    #expect(run.pause?.error == error)
    run.fail(0, error)
    run.finish(2)
    #expect(run.pause?.item == 1)
    #expect(run.kinds == [.waiting, .waiting, .done, .waiting])
    #expect(run.begun() == [])
    run.resume(at: .zero)
    #expect(run.begun() == [0, 1, 3])
  }

  @Test func `gives one up that is never answered`() {
    var run = BulkRun.moving(2, width: 1)
    for kind in [BulkRun.Kind.waiting, .failed] {
      #expect(run.begun() == [0])
      run.fail(0, .noNetwork)
      #expect(run.kinds[0] == kind)
      #expect(run.pause?.reason == .network)
      run.resume(at: .zero)
    }
    #expect(run.begun() == [1])
  }

  // MARK: Stopping, and trying again

  @Test func `begins nothing after a stop, and says what was not begun`() {
    var run = BulkRun.moving(4, width: 2)
    #expect(run.begun() == [0, 1])
    run.stop()
    #expect(run.kinds == [.underWay, .underWay, .notBegun, .notBegun])
    run.finish(0)
    run.fail(1, .noNetwork)
    #expect(run.begun() == [])
    #expect(run.isOver && run.pause == nil)
    #expect(run.kinds == [.done, .failed, .notBegun, .notBegun])
    run.beginTheRest()
    #expect(run.begun() == [2, 3])
  }

  @Test func `stops where this side has given a change up`() {
    var run = BulkRun.moving(3, width: 1)
    #expect(run.begun() == [0])
    run.fail(0, .cancelled)
    #expect(run.isStopped && run.isOver)
    #expect(run.kinds == [.notBegun, .notBegun, .notBegun])
  }

  @Test func `tries the failed again, and nothing else`() {
    var run = BulkRun.moving(4, width: 4)
    #expect(run.begun() == [0, 1, 2, 3])
    run.fail(0, .invalid)
    run.fail(1, .conflict(current: .numbered(1), fields: [.redirectURI]))
    run.finish(2)
    run.fail(3, .invalid)
    #expect(run.canTryAgain)
    run.tryFailedAgain()
    #expect(run.begun() == [0, 3])
    run.finish(0)
    run.finish(3)
    #expect(run.kinds == [.done, .leftAlone, .done, .done])
    #expect(!run.canTryAgain)
  }
}
