import MainLoop
import Platform
import Synchronization
import Testing

/// The loop with a thread of its own, as it has where nobody gives it one.
@Suite struct MainLoopTests {
  /// A pipe that is closed with the test.
  private struct Pipe: ~Copyable {
    let reading: Int32
    let writing: Int32

    init() throws {
      var ends: [Int32] = [-1, -1]
      try #require(pipe(&ends) == 0)
      (reading, writing) = (ends[0], ends[1])
    }

    deinit {
      close(reading)
      close(writing)
    }

    func send(_ text: String) { _ = Platform.write(writing, text, text.utf8.count) }
  }

  @LoopActor private static func read(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = Platform.read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }

  @Test func `everything of the actor runs on one thread`() async {
    let thread = await LoopActor.run { UInt(bitPattern: pthread_self().hashValue) }
    await withTaskGroup(of: UInt.self) { group in
      for _ in 0..<200 {
        group.addTask { @LoopActor in
          LoopActor.shared.preconditionIsolated()
          return UInt(bitPattern: pthread_self().hashValue)
        }
      }
      for await other in group { #expect(other == thread) }
    }
  }

  @Test @LoopActor func `jobs run in the order in which they were given`() async {
    var order: [Int] = []
    let tasks = (0..<100).map { number in Task { order.append(number) } }
    for task in tasks { await task.value }
    #expect(order == Array(0..<100))
  }

  @Test @LoopActor func `a descriptor is told of as long as it is watched, and not otherwise`() async throws {
    let pipe = try Pipe()
    let reading = pipe.reading
    let (news, came) = AsyncStream.makeStream(of: String.self)
    let watched = WatchedDescriptor(reading, for: .reading) { came.yield(Self.read(reading)) }
    var next = news.makeAsyncIterator()

    pipe.send("before")
    watched.isWatched = true
    #expect(await next.next() == "before")

    watched.isWatched = false
    pipe.send("meanwhile, ")
    // The loop turns several times, and does not look.
    for _ in 0..<10 { await Task.yield() }
    pipe.send("afterwards")
    watched.isWatched = true
    #expect(await next.next() == "meanwhile, afterwards")
    watched.isWatched = false
  }

  @Test @LoopActor func `given up between the news and the handler, it is not told`() async throws {
    let pipe = try Pipe()
    let (reading, writing) = (pipe.reading, pipe.writing)
    var told: [String] = []
    var others: [WatchedDescriptor] = []
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      for name in ["reading", "writing"] {
        others.append(
          WatchedDescriptor(
            name == "reading" ? reading : writing,
            for: name == "reading" ? .reading : .writing
          ) {
            told.append(name)
            for other in others { other.isWatched = false }
            done.resume()
          }
        )
      }
      pipe.send("x")
      for other in others { other.isWatched = true }
    }
    for _ in 0..<10 { await Task.yield() }
    #expect(told.count == 1)
  }

  @Test @LoopActor func `the end of what is read is told`() async throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let reading = ends[0]
    close(ends[1])
    let text = await withCheckedContinuation { (answer: CheckedContinuation<String, Never>) in
      var watched: WatchedDescriptor?
      watched = WatchedDescriptor(reading, for: .reading) {
        watched?.isWatched = false
        watched = nil
        answer.resume(returning: Self.read(reading))
      }
      watched?.isWatched = true
    }
    close(reading)
    #expect(text.isEmpty)
  }

  @Test @LoopActor func `timers come in the order of their times, not too early, and not when cancelled`()
    async
  {
    let start = ContinuousClock.now
    var came: [String] = []
    await withCheckedContinuation { (done: CheckedContinuation<Void, Never>) in
      _ = LoopTimer(after: .milliseconds(30)) {
        came.append("third")
        done.resume()
      }
      _ = LoopTimer(after: .milliseconds(10)) { came.append("first") }
      let second = LoopTimer(after: .milliseconds(20)) { came.append("second") }
      second.cancel()
    }
    #expect(came == ["first", "third"])
    #expect(ContinuousClock.now - start >= .milliseconds(30))
  }

  @Test @LoopActor func `a job from another thread ends the waiting`() async {
    for _ in 0..<500 {
      let answer = await withCheckedContinuation { (answer: CheckedContinuation<Int, Never>) in
        startThread { Task { @LoopActor in answer.resume(returning: 1) } }
      }
      #expect(answer == 1)
    }
  }
}

extension LoopActor {
  /// Runs something on the loop.
  fileprivate static func run<Value: Sendable>(_ body: @LoopActor @Sendable () -> Value) async -> Value {
    await body()
  }
}
