import MainLoop
import Platform
import Testing

@Suite struct WorkPoolTests {
  @concurrent private static func thread() async -> Int { pthread_self().hashValue }

  @LoopActor private static func threads() async -> [Int] {
    let before = pthread_self().hashValue
    let during = await thread()
    return [before, during, pthread_self().hashValue]
  }

  @Test func `what prefers it leaves the loop, and comes back`() async {
    let threads = await Task.onLoop(Self.threads).value
    #expect(threads[0] == threads[2])
    #expect(threads[0] != threads[1])
  }

  @Test func `many jobs at once are all done, by a few threads`() async {
    let (sum, threads) = await withTaskGroup(of: (Int, Int).self) { group in
      for number in 0..<10_000 {
        group.addTask(executorPreference: WorkPool.shared) {
          await Task.yield()
          return (number, await Self.thread())
        }
      }
      return await group.reduce(into: (0, Set<Int>())) { all, one in
        all.0 += one.0
        all.1.insert(one.1)
      }
    }
    #expect(sum == 49_995_000)
    #expect((1...4).contains(threads.count))
  }
}
