import ClientBrowser
import ClientIndex
import FoundationEssentials
import HTTPTypes
import HerokuAPI
import HerokuTransport
import Journal
import MainLoop
import Synchronization
import TerminalUI
import TestSupport
import Testing

@testable import ClientBrowser
@testable import ClienteleApp
@testable import HerokuSandbox
@testable import TerminalUI

/// A browser in front of a sandbox whose faults meet it only while they are let in.
@LoopActor
final class FaultyBrowser {
  let frontEnd = ScriptedFrontEnd()
  /// What is really there.
  nonisolated let truth: HerokuClient
  private nonisolated let gate: FaultGate
  private let loop: BrowserLoop
  private let running: Task<BrowserLoop.Departure, Never>
  /// Whose secret was asked for, and may be seen.
  var asked: Set<ClientID> = []
  /// All secrets that each client has had.
  private var secrets: [ClientID: Set<String>] = [:]

  static nonisolated let token = "the-token-of-this-test"

  /// Opens a browser on a sandbox with four clients and two apps, runs a body with it, and closes it.
  static func running(
    _ fault: Fault,
    faultyFromTheStart: Bool = false,
    _ body: @LoopActor @Sendable (FaultyBrowser) async throws -> Void
  ) async throws {
    // Whoever refuses a connection does not know whose it is: this is a server of its own, on which nothing is ever done.
    let refuses = fault.kind == .refusedConnection
    let faulty = SandboxConfiguration(clients: 0, apps: 2, token: token, faults: [fault])
    let usual = SandboxConfiguration(clients: 0, apps: 2, token: token)
    try await SandboxServer(configuration: faulty).run { faultyPort in
      guard refuses else { return try await running(onPort: faultyPort, nil, faultyFromTheStart, body) }
      try await SandboxServer(configuration: usual).run { port in
        try await running(onPort: port, faultyPort, faultyFromTheStart, body)
      }
    }
  }

  /// - Parameter refusingPort: where requests go that meet a fault; nil for where all go.
  private static func running(
    onPort port: Int,
    _ refusingPort: Int?,
    _ faultyFromTheStart: Bool,
    _ body: @LoopActor @Sendable (FaultyBrowser) async throws -> Void
  ) async throws {
    let transport = AsyncHTTPTransport()
    let gate = FaultGate(transport, refusingPort)
    let truth = client(SparedTransport(transport: transport), port)
    do {
      for number in 0..<4 {
        let draft = ClientDraft(name: "Client \(number)", redirectURI: "https://c\(number).example.com/cb")
        _ = try await truth.create(draft)
      }
      gate.isOpen = faultyFromTheStart
      let browser = FaultyBrowser(gate, truth, port)
      try await body(browser)
      try await browser.lookForLeaks()
      await browser.close()
    } catch {
      await transport.shutdown()
      throw error
    }
    await transport.shutdown()
  }

  private static nonisolated func client(
    _ transport: any HTTPTransport,
    _ port: Int,
    _ reauthorization: Reauthorization = Reauthorization()
  ) -> HerokuClient {
    HerokuClient(
      transport: transport,
      endpoint: .sandbox(port: port),
      token: AccessToken(Secret(token)),
      userAgent: "tests/1",
      reauthorization: reauthorization,
      pacing: .immediate
    )
  }

  private init(_ gate: FaultGate, _ truth: HerokuClient, _ port: Int) {
    (self.gate, self.truth) = (gate, truth)
    let journal = ChangeJournal(.memory, host: "sandbox", origin: .browser)
    let backend = Backend(host: "sandbox", snapshots: nil, journal: journal) { ask throws(APIError) in
      let api = Self.client(gate, port, Reauthorization(askForCode: ask)).recorded { await journal.take($0) }
      let signIn = SignInServer(transport: gate, identity: .sandbox(port: port), userAgent: "tests/1")
      return Connection.Opened(client: api, signIn: signIn, transports: [])
    }
    let loop = BrowserLoop(frontEnd: frontEnd, backend: backend)
    self.loop = loop
    running = Task { await loop.run() }
  }

  private func close() async {
    frontEnd.send(.ended(signal: 15))
    _ = await running.value
    await loop.finish()
  }

  // MARK: What is shown

  /// The browser as it is shown.
  var browser: Browser {
    get throws { try #require(frontEnd.shown.last) }
  }

  /// What stands on top.
  var context: Context { get throws { try browser.context } }

  /// Everything that can be read now.
  var screen: String {
    get throws { Frame(try browser).text }
  }

  /// Whether the status says that something was done, or a new secret is handed over.
  var saysDone: Bool {
    get throws { try browser.statusNow?.tone == .success || browser.screens.last is HandOverScreen }
  }

  /// Whether something is said about what was not as it should be.
  var saysTrouble: Bool {
    get throws {
      let browser = try browser
      if [.warning, .failure].contains(browser.statusNow?.tone) { return true }
      if browser.context == .conflict || browser.context == .run { return true }
      if browser.detailLines.contains(where: { $0.value.hasPrefix("withheld") }) { return true }
      return browser.presentation?.blocks.contains { block in
        switch block {
        case .message(let status): [.warning, .failure].contains(status.tone)
        case .field(let field): !field.findings.isEmpty
        default: false
        }
      } == true
    }
  }

  // MARK: What is done

  /// Lets the faults meet every request from now on, or none.
  func letIn(_ isFaulty: Bool) { gate.isOpen = isFaulty }

  /// Presses keys, one after the other, as somebody would who looks at what comes of each.
  func press(_ keys: Key...) { for key in keys { frontEnd.press(key) } }

  func type(_ text: String) { for character in text { frontEnd.press(.character(character)) } }

  /// Waits until nothing is under way, with nobody there who has a second factor, and expects that no screen is locked.
  func settle() async throws {
    try await until { browser in
      if browser.context == .twoFactor {
        self.press(.escape)
        return false
      }
      // Requests wait for it, and it waits behind the question.
      if browser.context == .question, browser.arrivals.contains(where: { $0 is TwoFactorScreen }) {
        self.press(.escape)
        return false
      }
      // A run may be paused, or wait for the limit.
      return browser.shared.work.isIdle && browser.shared.run?.requests.isEmpty != false
    }
    let isLocked = try browser.topmost.isLocked
    #expect(!isLocked, "locked, and nothing is under way")
    try await lookForLeaks()
  }

  /// Waits until a key counts that may have been held down before.
  func wait(for command: Command) async throws {
    try await until { !$0.resting.contains(command) }
  }

  private func until(_ condition: (Browser) -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while true {
      if let browser = frontEnd.shown.last, condition(browser) { return }
      if ContinuousClock.now >= deadline {
        let screen = try screen
        throw NeverSettled(screen: screen)
      }
      try await Task.sleep(for: .milliseconds(2))
    }
  }

  /// Waits until changes that are made together have come to their end.
  func waitForRun() async throws {
    try await until { $0.shared.run?.isUnderWay != true }
  }

  private struct NeverSettled: Error {
    let screen: String
  }

  /// Goes back to the list.
  func leaveScreens() async throws {
    for _ in 0..<6 where try !browser.screens.isEmpty {
      press(.escape)
      if try context == .question { press("y") }
    }
    try await settle()
  }

  // MARK: What must not be shown

  /// Expects that no secret is on the screen that was not asked for, and never the token.
  private func lookForLeaks() async throws {
    for client in try await truth.listCredentials().credentials {
      if let secret = client.secret { secrets[client.client.id, default: []].insert(secret.reveal()) }
    }
    let text = try screen
    #expect(!text.contains(Self.token))
    for (id, secrets) in secrets where !asked.contains(id) {
      // As whether it is there: a failure must not print one.
      let isShown = secrets.contains(where: text.contains)
      #expect(!isShown, "a secret that was not asked for")
    }
  }
}

/// Passes requests on, and has the sandbox spare them its faults, unless these are let in.
final class FaultGate: HTTPTransport {
  private let transport: AsyncHTTPTransport
  private let refusingPort: Int?
  private let state = Mutex(false)

  /// - Parameter refusingPort: where requests go that meet a fault; nil for where all go.
  init(_ transport: AsyncHTTPTransport, _ refusingPort: Int?) {
    (self.transport, self.refusingPort) = (transport, refusingPort)
  }

  var isOpen: Bool {
    get { state.withLock(\.self) }
    set { state.withLock { $0 = newValue } }
  }

  func send(_ request: HTTPRequest, body: [UInt8]) async throws(TransportFailure) -> HTTPAnswer {
    guard isOpen else { return try await SparedTransport(transport: transport).send(request, body: body) }
    var request = request
    if let refusingPort { request.authority = "127.0.0.1:\(refusingPort)" }
    return try await transport.send(request, body: body)
  }
}

extension Endpoint {
  /// A sandbox on this machine.
  fileprivate static func sandbox(port: Int) -> Endpoint {
    guard let endpoint = try? Endpoint(parsing: "http://127.0.0.1:\(port)") else {
      preconditionFailure("this machine is a server")
    }
    return endpoint
  }
}

extension Frame {
  /// What stands in it, a line each row.
  fileprivate var text: String {
    (0..<size.rows).map { row in
      var line = String.UnicodeScalarView()
      for cell in cells[range(ofRow: row)] where cell.width > 0 { line.append(cell.scalar) }
      return String(line)
    }.joined(separator: "\n")
  }
}
