import HerokuAPI
import TestSupport
import Testing

/// Runs with whatever may come, against what must hold whatever comes.
struct BulkRunPropertyTests {
  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `loses nothing, sends nothing twice, and stays within its bounds`(seed: UInt64) {
    var trial = Trial(seed: seed)
    trial.goOn()
  }

  /// A run, and a plain account of it.
  private struct Trial {
    var chance: SeededGenerator
    var run: BulkRun
    let width: Int
    var underWay: [Int: BulkRun.Step] = [:]
    var asks = 0
    /// How often each change was sent without its outcome being known to be that it was not done.
    var mayBeDone: [Int: Int] = [:]
    var sent = 0
    var now = Duration.zero

    init(seed: UInt64) {
      chance = SeededGenerator(seed: seed)
      width = Int.random(in: 1...5, using: &chance)
      var changes: [Change] = []
      for number in 0..<Int.random(in: 0...30, using: &chance) {
        let client = OAuthClient.numbered(Int.random(in: 0...max(1, number), using: &chance))
        switch Int.random(in: 0..<4, using: &chance) {
        case 0: changes.append(.rotate(expecting: client))
        case 1: changes.append(.delete(expecting: client))
        case 2: changes.append(.create(ClientDraft(name: "new \(number)", redirectURI: "https://e.com/")))
        default: changes.append(.moving(client))
        }
      }
      run = BulkRun(changes, width: width, remainingRequests: Bool.random(using: &chance) ? 230 : nil)
    }

    mutating func goOn() {
      for _ in 0..<2000 where !run.isOver {
        step()
      }
      // Whatever has happened, it comes to an end once things go well.
      while !run.isOver {
        if run.pause != nil { run.resume(at: now) }
        begin()
        endOne(well: true)
      }
      #expect(run.counts.left == 0)
      #expect(run.isAtRest && underWay.isEmpty)
    }

    private mutating func step() {
      now += .milliseconds(Int.random(in: 0...50, using: &chance))
      switch Int.random(in: 0..<40, using: &chance) {
      case 0: run.pause(at: now)
      case 1, 2, 3: run.resume(at: now)
      case 4 where Int.random(in: 0..<10, using: &chance) == 0: run.stop()
      case 5: run.tryFailedAgain()
      case 6: run.beginTheRest()
      default: if Bool.random(using: &chance) { begin() } else { endOne(well: false) }
      }
      checkCounts()
    }

    private mutating func begin() {
      let isPaused = run.pause != nil
      let steps = run.steps(at: now)
      #expect(!isPaused || steps.isEmpty)
      var last = -1
      for step in steps {
        switch step {
        case .perform(let index, let change):
          #expect(!run.isStopped)
          #expect(change == run.items[index].change)
          #expect(mayBeDone[index, default: 0] == 0, "\(index) is sent though it may have been done")
          mayBeDone[index] = 1
          take(step, index, &last)
        case .readBack(let index, let id):
          #expect(mayBeDone[index] == 1 && id == run.items[index].change.target?.id)
          take(step, index, &last)
        case .askRemainingRequests:
          asks += 1
          #expect(asks == 1)
        }
      }
      #expect(underWay.count <= width)
      let targets = underWay.keys.compactMap { run.items[$0].change.target?.id }
      #expect(Set(targets).count == targets.count)
    }

    private mutating func take(_ step: BulkRun.Step, _ index: Int, _ last: inout Int) {
      #expect(underWay[index] == nil && index > last)
      last = index
      underWay[index] = step
    }

    private mutating func endOne(well: Bool) {
      if asks > 0, underWay.isEmpty || Bool.random(using: &chance) {
        asks = 0
        run.told(remainingRequests: well ? 4500 : Int.random(in: 150...300, using: &chance), at: now)
        return
      }
      guard let index = underWay.keys.sorted().randomElement(using: &chance),
        let step = underWay.removeValue(forKey: index)
      else { return }
      let client = run.items[index].change.target ?? .numbered(99)
      switch step {
      case .perform:
        let error = well ? nil : Self.errors.randomElement(using: &chance) ?? nil
        if let error, !error.mayHaveBeenDone { mayBeDone[index] = 0 }
        run.ended(index, error.map { .failure($0) } ?? .success(.deleted(client)), at: now)
      case .readBack:
        if well || Bool.random(using: &chance) {
          run.readBack(index, .success(.sample(client)), at: now)
          // It was not done, as the client says.
          if run.items[index].state.kind == .failed { mayBeDone[index] = 0 }
        } else {
          run.readBack(index, .failure(Bool.random(using: &chance) ? .noNetwork : .invalid), at: now)
        }
      case .askRemainingRequests: break
      }
    }

    private func checkCounts() {
      for kind in BulkRun.Kind.allCases {
        #expect(run.counts[kind] == run.items.count { $0.state.kind == kind })
      }
      #expect(run.counts.total == run.items.count)
      #expect(run.underWay == Set(run.items.indices.filter { run.items[$0].state.kind == .underWay }))
      for index in run.items.indices where run.items[index].state.kind == .done {
        #expect(mayBeDone[index] == 1)
      }
    }

    private static let errors: [APIError?] = [
      nil, nil, nil, .noNetwork, .lostAnswer, .badToken, .wantsFactor, .invalid, .rateLimit(),
      .rateLimit(wait: .seconds(3)), .notFound(requestID: nil),
      .conflict(current: .numbered(0), fields: [.name]),
    ]
  }
}
