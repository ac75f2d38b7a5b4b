import HerokuAPI
import TestSupport
import Testing

struct BulkRunUnknownTests {
  private let client = OAuthClient.numbered(0)

  /// A run of one change, whose answer was lost; with what it wants to do about it.
  private func lost(_ change: Change, _ error: APIError = .lostAnswer) -> (BulkRun, [BulkRun.Step]) {
    var run = BulkRun([change])
    _ = run.steps(at: .zero)
    run.ended(0, .failure(error), at: .zero)
    let steps = run.steps(at: .zero)
    return (run, steps)
  }

  private func read(_ change: Change, as current: OAuthClient) -> BulkRun.State {
    var (run, steps) = lost(change)
    #expect(steps == [.readBack(0, client.id)])
    run.readBack(0, .success(.sample(current)), at: .zero)
    #expect(run.isOver)
    return run.items[0].state
  }

  @Test func `reads an update back, and knows by that whether it was done`() {
    #expect(read(.moving(client), as: client.moved) == .done(.moved(client)))
    let notDone = read(.moving(client), as: client)
    #expect(notDone.kind == .failed)
    #expect(notDone.error?.mayHaveBeenDone == false)
    let theirs = client.with(redirectURI: "https://theirs.example.com/")
    #expect(
      read(.moving(client), as: theirs) == .leftAlone(.conflict(current: theirs, fields: [.redirectURI]))
    )
  }

  @Test func `reads a deletion back`() {
    #expect(read(.delete(expecting: client), as: client).kind == .failed)
    var (run, _) = lost(.delete(expecting: client))
    run.readBack(0, .failure(.notFound(requestID: nil)), at: .zero)
    #expect(run.items[0].state == .done(.deleted(client)))
  }

  @Test func `does not take a client that has changed for one that was rotated`() {
    #expect(read(.rotate(expecting: client), as: client).kind == .failed)
    #expect(read(.rotate(expecting: client), as: client.with(updated: 5)).kind == .unknown)
  }

  @Test func `tells an unknown creation, and never sends it again`() {
    var (run, steps) = lost(.create(ClientDraft(name: "new", redirectURI: "https://example.com/")))
    #expect(steps == [])
    #expect(run.isOver && run.kinds == [.unknown])
    #expect(!run.canTryAgain)
    run.tryFailedAgain()
    #expect(run.steps(at: .zero) == [])
    #expect(run.kinds == [.unknown])
  }

  @Test(arguments: [
    APIError.lostAnswer,
    .refused(Refusal(status: 500, id: "", message: "", mayHaveBeenDone: true)),
    .unreadable(UnreadableAnswer(status: 200, problem: "it is HTML", mayHaveBeenDone: true)),
  ])
  func `reads back whatever may have been done`(error: APIError) {
    var (run, steps) = lost(.moving(client), error)
    #expect(steps == [.readBack(0, client.id)])
    run.readBack(0, .success(.sample(client)), at: .zero)
    #expect(run.items[0].state.error?.mayHaveBeenDone == false)
  }

  @Test func `waits with reading back until the network is there again`() {
    var (run, _) = lost(.moving(client))
    run.readBack(0, .failure(.noNetwork), at: .zero)
    #expect(run.pause?.reason == .network)
    #expect(run.steps(at: .zero) == [])
    run.resume(at: .zero)
    #expect(run.steps(at: .zero) == [.readBack(0, client.id)])
    run.readBack(0, .success(.sample(client.moved)), at: .zero)
    #expect(run.kinds == [.done])
  }

  @Test func `leaves unknown what cannot be read back, and reads it when the failed are tried again`() {
    var (run, _) = lost(.moving(client))
    run.readBack(0, .failure(.invalid), at: .zero)
    #expect(run.items[0].state == .unknown(.lostAnswer))
    #expect(run.canTryAgain)
    run.tryFailedAgain()
    #expect(run.steps(at: .zero) == [.readBack(0, client.id)])
  }

  @Test func `leaves unknown what waits for a network when it is stopped`() {
    var (run, _) = lost(.moving(client))
    run.readBack(0, .failure(.noNetwork), at: .zero)
    run.stop()
    #expect(run.isOver && run.items[0].state == .unknown(.lostAnswer))
  }

  @Test func `reads back what is unknown after a stop as well`() {
    var run = BulkRun.moving(3, width: 1)
    #expect(run.begun() == [0])
    run.stop()
    run.fail(0, .lostAnswer)
    #expect(run.steps(at: .zero) == [.readBack(0, client.id)])
    run.readBack(0, .success(.sample(client.moved)), at: .zero)
    #expect(run.kinds == [.done, .notBegun, .notBegun])
  }
}
