import MainLoop
import Platform
import Testing

@testable import ClienteleApp

/// Signals belong to the process, and one value at a time listens: one test after the other.
@Suite(.serialized) struct TakenSignalsTests {
  /// What arrives of signals that are sent once something listens, until as many have come as are wanted.
  @LoopActor
  private func arrivals(of numbers: [Int32], when send: () -> Void) async -> [Int32] {
    let (stream, arrived) = AsyncStream.makeStream(of: Int32.self)
    let signals = TakenSignals([SIGUSR1, SIGUSR2]) { numbers in
      for number in numbers { arrived.yield(number) }
    }
    defer { signals.giveBack() }
    send()
    var received: [Int32] = []
    for await number in stream {
      received.append(number)
      if received.count == numbers.count { break }
    }
    return received
  }

  @Test @LoopActor func `signals come as events, in order`() async {
    let sent = [SIGUSR1, SIGUSR2, SIGUSR1]
    let received = await arrivals(of: sent) { for number in sent { raiseHere(number) } }
    #expect(received == sent)
  }

  @Test @LoopActor func `a signal that comes while nobody listens is kept`() async {
    let signals = TakenSignals([SIGUSR1]) { _ in }
    signals.stopListening()
    raiseHere(SIGUSR1)
    #expect(await arrivals(of: [SIGUSR1]) {} == [SIGUSR1])
  }

  @Test @LoopActor func `given back, they do what they did before`() {
    signal(SIGUSR2, SIG_DFL)
    TakenSignals([SIGUSR2]) { _ in }.giveBack()
    var action = sigaction()
    sigaction(SIGUSR2, nil, &action)
    #expect(action.isDefault)
  }

  @Test @LoopActor func `what was ignored stays ignored`() {
    signal(SIGUSR2, SIG_IGN)
    defer { signal(SIGUSR2, SIG_DFL) }
    let signals = TakenSignals([SIGUSR2]) { _ in }
    defer { signals.giveBack() }
    var action = sigaction()
    sigaction(SIGUSR2, nil, &action)
    #expect(action.isIgnored)
  }
}

/// Sends a signal to this thread, which takes it before this returns; the loop's thread may block signals.
private func raiseHere(_ number: Int32) {
  var unblocked = sigset_t()
  var before = sigset_t()
  sigemptyset(&unblocked)
  sigaddset(&unblocked, number)
  pthread_sigmask(SIG_UNBLOCK, &unblocked, &before)
  raise(number)
  pthread_sigmask(SIG_SETMASK, &before, nil)
}

extension sigaction {
  fileprivate var isDefault: Bool { handler == nil }
  fileprivate var isIgnored: Bool { handler == UnsafeRawPointer(bitPattern: 1) }

  /// The handler's address; `SIG_DFL` and `SIG_IGN` are no functions, but the numbers 0 and 1.
  private var handler: UnsafeRawPointer? {
    withUnsafeBytes(of: self) { $0.load(as: UnsafeRawPointer?.self) }
  }
}
