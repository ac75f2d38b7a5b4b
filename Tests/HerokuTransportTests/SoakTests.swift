import FoundationEssentials
import HerokuAPI
import Synchronization
import TestSupport
import Testing

@testable import HerokuSandbox

/// 2,000 random operations of two people, with faults of all kinds at 20 %.
@Suite(.timeLimit(.minutes(40)))
struct SoakTests {
  @Test(arguments: [20_261_124] as [UInt64])
  func `tells apart what is done, what is not and what is unknown`(seed: UInt64) async throws {
    let configuration = SandboxConfiguration(
      clients: 0,
      token: testToken,
      faults: try SoakFaults.all(seed: seed)
    )
    // A second a request: the rate limit is refilled faster than it is used.
    let clock = SteppingClock()
    let server = SandboxServer { Sandbox(configuration: configuration, seed: seed, clock: { clock.now() }) }
    try await SandboxRun.run(server) { run in
      let people = [try run.client(pacing: .immediate), try run.client(pacing: .immediate)]
      // On a connection of its own, which no fault breaks once it is made.
      let soak = try await withTransport { transport in
        let truth = SandboxRun(transport: transport, port: run.port)
        let soak = Soak(
          people: people,
          truth: try truth.client(pacing: .immediate, sparedFaults: true),
          seed: seed
        )
        for _ in 0..<2000 { try await soak.step() }
        try await soak.settle()
        return soak
      }
      let (tally, reads) = await (soak.tally, soak.reads)
      // Each kind of outcome came, and often enough that the comparisons above say something.
      #expect(tally.done > 500, "\(tally)")
      #expect(tally.notDone > 50, "\(tally)")
      #expect(tally.unknown > 50, "\(tally)")
      #expect(tally.doneUnseen > 20, "\(tally)")
      #expect(reads.succeeded > 200 && reads.failed > 0, "\(reads)")
    }
  }

  @Test func `leaves out no kind of fault`() {
    #expect(SoakFaults.areComplete)
  }
}

/// A time of day that goes on a second whenever it is asked for.
private final class SteppingClock: Sendable {
  private let seconds = Mutex(1_700_000_000.0)

  func now() -> Date {
    seconds.withLock { seconds in
      seconds += 1
      return Date(timeIntervalSince1970: seconds)
    }
  }
}
