import ClientBrowser
import Dispatch
import FoundationEssentials
import HerokuAPI
import Platform
import TerminalUI

/// The loop: one mailbox of events, one place where they are handled, one paint after all that were pending.
@MainActor
final class BrowserLoop {
  /// Why the browser ended.
  enum Ending: Equatable {
    case quit
    /// A signal, or the terminal that was closed, which counts as SIGHUP.
    case signal(Int32)
  }

  private let terminal: Terminal
  private var browser: Browser
  private var effects: [Effect]
  private var decoder: KeyDecoder
  private var mailbox: [Event] = []
  private var isDrainDue = false
  private var ending: Ending?
  private var waiter: CheckedContinuation<Ending, Never>?
  private var input: (any DispatchSourceRead)?
  private var signals: TakenSignals?
  private var escapeTimer: DispatchWorkItem?
  private var minute: Int
  private let settings: Settings
  private lazy var runner: EffectRunner = EffectRunner(connection: connection) { [weak self] in self?.post($0)
  }
  private let connection: Connection
  private var farewell = Farewell()

  init(terminal: Terminal, connection: Connection, settings: Settings) {
    self.terminal = terminal
    self.settings = settings
    self.connection = connection
    decoder = KeyDecoder(terminfo: terminal.keySequences)
    let now = Date.now
    minute = Self.minute(of: now)
    (browser, effects) = Browser.start(
      host: connection.host,
      size: terminal.size,
      now: now,
      keepsSnapshot: connection.snapshots != nil
    )
  }

  /// Runs until the browser wants to quit or is ended, and gives the terminal back.
  func run() async -> Ending {
    // The first frame stands before anything is asked of the network.
    terminal.paint(Frame(browser))
    listen()
    perform(effects)
    let ending = await withCheckedContinuation { waiter in
      if let ending = self.ending { waiter.resume(returning: ending) } else { self.waiter = waiter }
    }
    terminal.close()
    for line in farewell.lines { StandardError.print(line) }
    // Whoever loses patience with what is left to be closed can end the program.
    signals?.giveBack()
    await runner.close()
    return ending
  }

  // MARK: What comes in

  private func listen() {
    let input = DispatchSource.makeReadSource(fileDescriptor: terminal.inputDescriptor, queue: .main)
    input.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.readInput() } }
    input.activate()
    self.input = input
    signals = TakenSignals(TakenSignals.browsing) { [weak self] in self?.take($0) }
  }

  private func take(_ signal: Int32) {
    switch signal {
    case TakenSignals.stop: stop()
    case TakenSignals.resized:
      terminal.resize()
      post(.resized(terminal.size))
    default:
      farewell = browser.farewellNow
      end(.signal(signal))
    }
  }

  /// Stops the process until it is continued, with the terminal as it was before.
  private func stop() {
    terminal.suspend()
    TakenSignals.stopHere()
    terminal.resume()
    post(.resized(terminal.size))
  }

  private func readInput() {
    escapeTimer?.cancel()
    escapeTimer = nil
    switch terminal.readInput() {
    case .bytes(let bytes): handle(decoder.feed(bytes).map(Event.init))
    case .nothing: break
    case .end: return end(.signal(TakenSignals.hangup))
    }
    guard decoder.isWaiting else { return }
    let timer = DispatchWorkItem { [weak self] in
      MainActor.assumeIsolated { self?.flushDecoder() }
    }
    escapeTimer = timer
    DispatchQueue.main.asyncAfter(deadline: .now() + settings.escapeDelay.dispatchInterval, execute: timer)
  }

  /// Nothing came after an Escape: it was the key.
  private func flushDecoder() {
    handle(decoder.flush().map(Event.init))
  }

  /// Puts an event into the mailbox.
  ///
  /// All that come before the main actor is free are handled together.
  private func post(_ event: Event) {
    mailbox.append(event)
    guard !isDrainDue else { return }
    isDrainDue = true
    DispatchQueue.main.async { [weak self] in
      MainActor.assumeIsolated { self?.drain() }
    }
  }

  private func drain() {
    isDrainDue = false
    let events = mailbox
    mailbox.removeAll(keepingCapacity: true)
    handle(events)
  }

  // MARK: What is done about it

  private func handle(_ events: [Event]) {
    guard ending == nil, !events.isEmpty else { return }
    let now = Date.now
    if Self.minute(of: now) != minute {
      minute = Self.minute(of: now)
      perform(browser.handle(.clockRead(now)))
    }
    for event in events where ending == nil { perform(browser.handle(event)) }
    if ending == nil { terminal.paint(Frame(browser)) }
  }

  private static func minute(of date: Date) -> Int {
    Int(date.timeIntervalSince1970 / 60)
  }

  private func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .copy(let text):
        terminal.write(
          sequence: Clipboard.sequence(for: text.reveal(), environment: settings.environment) ?? []
        )
      case .remind(let reminder, let delay):
        DispatchQueue.main.asyncAfter(deadline: .now() + delay.dispatchInterval) { [weak self] in
          MainActor.assumeIsolated { self?.post(.reminded(reminder)) }
        }
      case .repaint: terminal.repaintAll()
      // To the whole job, as the terminal would if the key were its own; it comes back as a signal.
      case .suspend: kill(0, TakenSignals.stop)
      case .leave(let farewell):
        self.farewell = farewell
        end(.quit)
      default: runner.perform(effect)
      }
    }
  }

  private func end(_ ending: Ending) {
    guard self.ending == nil else { return }
    self.ending = ending
    input?.cancel()
    waiter?.resume(returning: ending)
  }
}

extension Event {
  fileprivate init(_ input: TerminalInput) {
    switch input {
    case .key(let key): self = .keyPressed(key)
    case .paste(let text): self = .pasted(text)
    }
  }
}

extension Duration {
  /// The same as Dispatch measures it, to the nanosecond.
  fileprivate var dispatchInterval: DispatchTimeInterval {
    .nanoseconds(Int(components.seconds) * 1_000_000_000 + Int(components.attoseconds / 1_000_000_000))
  }
}
