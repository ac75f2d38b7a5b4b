import ClientBrowser
import HerokuAPI
import MainLoop
import Platform
import Synchronization
import TerminalUI
import TestSupport
import Testing

@testable import ClienteleApp

/// The loop and what performs its effects, without a terminal and without a server.
@LoopActor
@Suite struct BrowserLoopTests {
  private let frontEnd = ScriptedFrontEnd()
  private nonisolated static let client = OAuthClient.sample("Analytics", id: "01234567")

  /// A loop that runs on an API, once the list is there.
  private func running(_ api: ScriptedAPI) async throws -> (BrowserLoop, Task<BrowserLoop.Departure, Never>) {
    let backend = Backend(host: "api.example.com", snapshots: nil) { _ throws(APIError) in api }
    let loop = BrowserLoop(frontEnd: frontEnd, backend: backend, now: { .testNow })
    let run = Task { await loop.run() }
    try await until { frontEnd.text.contains("\(api.clients.count) client") }
    return (loop, run)
  }

  private func until(_ condition: () -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while !condition() {
      try #require(ContinuousClock.now < deadline, "the screen shows\n\(frontEnd.text)")
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  @Test func `what could not be opened is opened again with the next request`() async throws {
    let isUp = Mutex(false)
    let api = ScriptedAPI(clients: [Self.client])
    let backend = Backend(host: "api.example.com", snapshots: nil) { _ throws(APIError) in
      guard isUp.withLock({ $0 }) else {
        throw .unreachable(TransportFailure(.refused, mayHaveBeenSent: false))
      }
      return api
    }
    let loop = BrowserLoop(frontEnd: frontEnd, backend: backend, now: { .testNow })
    let run = Task { await loop.run() }
    try await until { frontEnd.text.contains("Could not load the clients") }
    isUp.withLock { $0 = true }
    frontEnd.press("r")
    try await until { frontEnd.text.contains("1 client") }
    frontEnd.press("q")
    #expect(await run.value.ending == .quit)
  }

  /// A change that waits until it is told how it ends.
  private final class HeldChange: Sendable {
    private let state = Mutex<(asked: [Change], answer: CheckedContinuation<Void, Never>?)>(([], nil))
    var asked: [Change] { state.withLock { $0.asked } }

    func wait(for change: Change) async {
      await withCheckedContinuation { answer in state.withLock { $0 = ($0.asked + [change], answer) } }
    }

    func end() { state.withLock { $0.answer.take() }?.resume() }
  }

  /// Deletes the only client, by the keys for it, and waits until that is under way.
  private func startDeleting(_ held: HeldChange) async throws {
    frontEnd.press("d")
    frontEnd.type(Self.client.name)
    frontEnd.press(.enter)
    try await until { held.asked == [.delete(expecting: Self.client)] }
  }

  private func deleting(_ held: HeldChange) -> ScriptedAPI {
    ScriptedAPI(clients: [Self.client]) { change throws(APIError) in
      await held.wait(for: change)
      return .deleted(Self.client)
    }
  }

  @Test func `a quit ends the loop, and nothing behind it in the same piece is done`() async throws {
    let held = HeldChange()
    let (_, run) = try await running(deleting(held))
    let before = frontEnd.shown.count
    frontEnd.send(
      .input(
        [.key("q"), .key("d")] + Self.client.name.map { .key(.character($0)) } + [
          .key(.enter), .paste("text"),
        ]
      )
    )
    let departure = await run.value
    #expect(departure == BrowserLoop.Departure(ending: .quit, farewell: Farewell()))
    #expect(frontEnd.isClosed)
    #expect(held.asked.isEmpty)
    #expect(frontEnd.shown.count == before, "nothing is shown after it")
    frontEnd.press("d")
    #expect(frontEnd.shown.count == before)
  }

  @Test func `leaving by key waits for a change under way, and tells its outcome afterwards`() async throws {
    let held = HeldChange()
    let (loop, run) = try await running(deleting(held))
    try await startDeleting(held)
    frontEnd.press(.control("c"))
    try await Task.sleep(for: .milliseconds(20))
    if !frontEnd.text.contains("Waiting for the answer") { frontEnd.press("y") }
    try await until { frontEnd.text.contains("Waiting for the answer") }
    #expect(!frontEnd.isClosed)
    held.end()
    let departure = await run.value
    #expect(departure.ending == .quit)
    #expect(departure.farewell.lines.count == 1)
    #expect(departure.farewell.lines.first?.contains("Analytics") == true)
    await loop.finish()
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal does not wait, and says that the outcome is not known`(number: Int32) async throws {
    let held = HeldChange()
    let (loop, run) = try await running(deleting(held))
    try await startDeleting(held)
    frontEnd.send(.ended(signal: number))
    let departure = await run.value
    #expect(departure.ending == .signal(number))
    #expect(departure.farewell.lines.count == 1)
    #expect(departure.farewell.lines.first?.contains("Analytics") == true)
    await loop.finish()
    held.end()
  }

  @Test func `reads that are under way are given up at once`() async throws {
    let cancelled = Mutex(false)
    var api = ScriptedAPI(clients: [Self.client])
    api.read = { _ throws(APIError) in
      try? await Task.sleep(for: .seconds(600))
      cancelled.withLock { $0 = Task.isCancelled }
      throw .cancelled
    }
    let (loop, run) = try await running(api)
    frontEnd.press("s")
    try await Task.sleep(for: .milliseconds(20))
    frontEnd.press("q")
    #expect(await run.value.ending == .quit)
    await loop.finish()
    try await until { cancelled.withLock(\.self) }
  }

  @Test func `ids of several clients are copied a line each, and so is their JSON`() async throws {
    let clients = (0..<3).map { OAuthClient.sample("Client \($0)", id: "1000000\($0)") }
    let (_, run) = try await running(ScriptedAPI(clients: clients))
    for key in ["*", "y", "i"] as [Key] { frontEnd.press(key) }
    try await until { !frontEnd.copied.isEmpty }
    #expect(frontEnd.copied == [clients.map(\.id.text).joined(separator: "\n")])
    let secrets = clients.map { ClientCredentials(client: $0, secret: Secret("s")) }
    #expect(ClientJSON.lines(secrets).joined(separator: "\n") + "\n" == ClientJSON.document(secrets))
    frontEnd.press("q")
    _ = await run.value
  }

  @Test func `a copy that is known to have failed is not called sent`() async throws {
    let (_, run) = try await running(ScriptedAPI(clients: [Self.client]))
    frontEnd.press("y")
    frontEnd.press("i")
    try await until { !frontEnd.copied.isEmpty }
    #expect(frontEnd.copied == [Self.client.id.text])
    frontEnd.copyFailure = .tooLong(limit: 74_994)
    frontEnd.press("y")
    frontEnd.press("i")
    try await until { frontEnd.text.contains("74994") || frontEnd.text.contains("74,994") }
    #expect(!frontEnd.text.contains("sent"))
    frontEnd.press("q")
    _ = await run.value
  }

  @Test func `what became of a paste without an end is said`() async throws {
    let (_, run) = try await running(ScriptedAPI(clients: [Self.client]))
    for (loss, word) in [
      (LostPaste.stalled, "Esc or Ctrl-C"), (.ended, "nothing of it was taken"), (.late, "dropped"),
    ] {
      frontEnd.send(.input([.lostPaste(loss)]))
      #expect(frontEnd.text.contains(word))
    }
    frontEnd.press("q")
    _ = await run.value
  }

  @Test func `repainting and suspending are the front end's`() async throws {
    let (_, run) = try await running(ScriptedAPI(clients: [Self.client]))
    frontEnd.press(.control("l"), .control("z"))
    #expect(frontEnd.repaints == 1)
    #expect(frontEnd.suspensions == 1)
    frontEnd.press("q")
    _ = await run.value
  }
}
