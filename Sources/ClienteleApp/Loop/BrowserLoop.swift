import ClientBrowser
import FoundationEssentials
import HerokuAPI
import MainLoop
import TerminalUI

/// The loop: one mailbox of events, one place where they are handled, one picture after all that were pending.
@LoopActor
final class BrowserLoop {
  /// Why the browser ended.
  enum Ending: Equatable {
    case quit
    /// A signal, or the terminal that was closed, which counts as SIGHUP.
    case signal(Int32)
  }

  /// What is left when the browser has been left.
  struct Departure: Equatable {
    var ending: Ending
    /// What is to be said about what was under way, once the screen is closed.
    var farewell: Farewell
  }

  private let frontEnd: any FrontEnd
  private let now: @LoopActor () -> Date
  private var browser: Browser
  private var effects: [Effect]
  private var mailbox: [Event] = []
  private var isDrainDue = false
  private var ending: Ending?
  /// Whom to tell that it has ended.
  private var tellEnding: ((Ending) -> Void)?
  private var minute: Int
  private lazy var runner: EffectRunner = EffectRunner(backend) { [weak self] in self?.post($0) }
  private let backend: Backend
  private var farewell = Farewell()

  /// - Parameter now: what time it is.
  init(frontEnd: any FrontEnd, backend: Backend, now: @escaping @LoopActor () -> Date = { .now }) {
    self.frontEnd = frontEnd
    self.backend = backend
    self.now = now
    let start = now()
    minute = Self.minute(of: start)
    (browser, effects) = Browser.start(
      host: backend.host,
      size: frontEnd.size,
      now: start,
      keepsSnapshot: backend.snapshots != nil
    )
  }

  /// Runs until the browser wants to quit or is ended, and gives the front end back.
  func run() async -> Departure {
    // The first frame stands before anything is asked of the network.
    frontEnd.show(browser)
    frontEnd.start { [weak self] in self?.take($0) }
    perform(effects)
    let ending = await end()
    frontEnd.close()
    return Departure(ending: ending, farewell: farewell)
  }

  /// Waits until it is over, and says why.
  private func end() async -> Ending {
    await withCheckedContinuation { waiter in
      tellEnding = { waiter.resume(returning: $0) }
      if let ending { tellEnding?(ending) }
    }
  }

  /// Ends what is still under way once the screen has been given back.
  ///
  /// After a signal nothing is waited for.
  func finish() async {
    runner.dropReads()
    if ending == .quit { await runner.close() }
  }

  // MARK: What comes in

  private func take(_ event: FrontEndEvent) {
    switch event {
    case .input(let input): handle(input.map(Event.init))
    case .resized(let size): handle([.resized(size)])
    case .ended(let signal):
      farewell = browser.farewellNow
      end(.signal(signal))
    }
  }

  /// Puts an event into the mailbox.
  ///
  /// All that come before the loop comes to them are handled together.
  private func post(_ event: Event) {
    mailbox.append(event)
    guard !isDrainDue else { return }
    isDrainDue = true
    Task { [weak self] in self?.drain() }
  }

  private func drain() {
    isDrainDue = false
    let events = mailbox
    mailbox.removeAll(keepingCapacity: true)
    handle(events)
  }

  // MARK: What is done about it

  /// Handles events up to the one that ends the browser; what comes behind that is nobody's any more.
  private func handle(_ events: [Event]) {
    guard ending == nil, !events.isEmpty else { return }
    let now = now()
    if Self.minute(of: now) != minute {
      minute = Self.minute(of: now)
      perform(browser.handle(.clockRead(now)))
    }
    for event in events where ending == nil { perform(browser.handle(event)) }
    if ending == nil { frontEnd.show(browser) }
  }

  private static func minute(of date: Date) -> Int {
    Int(date.timeIntervalSince1970 / 60)
  }

  private func perform(_ effects: [Effect]) {
    for effect in effects where ending == nil {
      switch effect {
      case .copy(let lines):
        if let failure = frontEnd.copy(lines.map { $0.reveal() }) {
          post(.copyFailed(reason: failure.description))
        }
      case .copyCredentials(let credentials):
        if let failure = frontEnd.copy(ClientJSON.lines(credentials)) {
          post(.copyFailed(reason: failure.description))
        }
      case .remind(let reminder, let delay):
        _ = LoopTimer(after: delay) { [weak self] in self?.post(.reminded(reminder)) }
      case .edit(let id, let text): edit(text, id)
      case .repaint: frontEnd.repaint()
      case .suspend: frontEnd.suspend()
      case .leave(let farewell):
        self.farewell = farewell
        end(.quit)
      default: runner.perform(effect)
      }
    }
  }

  /// Opens the editor, where what is edited there could be saved.
  private func edit(_ text: String, _ id: RequestID) {
    guard !backend.isReadOnly else {
      let reason =
        "This is read-only mode, so no editor was opened. Start without --read-only to make changes."
      return post(.edited(id, .failed(reason: reason, saved: nil)))
    }
    frontEnd.edit(text) { [weak self] in self?.post(.edited(id, $0)) }
  }

  private func end(_ ending: Ending) {
    guard self.ending == nil else { return }
    self.ending = ending
    tellEnding?(ending)
  }
}

extension Event {
  fileprivate init(_ input: TerminalInput) {
    switch input {
    case .key(let key): self = .keyPressed(key)
    case .paste(let text): self = .pasted(text)
    case .lostPaste(let loss): self = .pasteLost(loss)
    }
  }
}
