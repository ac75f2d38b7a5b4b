import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import Platform
import Subprocess
import SystemPackage
import Testing

/// `clientele try` in a process of its own, with a test in the place of the browser.
enum TryProcess {
  /// A redirect URI on this machine that no other test listens at.
  static func redirectURI() -> String {
    // The whole of 127.0.0.0/8 is this machine on Linux, elsewhere one address of it.
    let random = (0..<3).map { _ in String(Int.random(in: 1...250)) }.joined(separator: ".")
    let host = OperatingSystem.current == .linux ? "127.\(random)" : "127.0.0.1"
    return "http://\(host):\(Int.random(in: 20_000..<30_000))/cb"
  }

  /// Runs it.
  ///
  /// - Parameter person: is given the address to sign in at once it is printed, and returns what is typed.
  static func run(
    _ arguments: [String],
    environment: [Environment.Key: String?] = [:],
    person: @Sendable (String, pid_t) async throws -> String = { _, _ in "" }
  ) async throws -> CommandOutcome {
    let outcome = try await Subprocess.run(
      .path(FilePath(try Program.path())),
      arguments: Arguments(arguments),
      environment: .inherit.updating(
        environment.merging(
          [
            "HEROKU_HOST": nil, "CLIENTELE_READ_ONLY": nil, "XDG_STATE_HOME": try Program.stateHome(),
            "DISPLAY": nil, "WAYLAND_DISPLAY": nil,
          ]
        ) { given, _ in given }
      ),
      input: .inputWriter,
      output: .sequence,
      error: .string(limit: 1 << 20)
    ) { execution in
      var printed = ""
      var isAsked = false
      for try await line in execution.standardOutput.strings() {
        printed += line + "\n"
        let address = String(line.drop { $0 == " " })
        guard !isAsked, address.hasPrefix("http"), address.contains("/oauth/authorize?") else { continue }
        isAsked = true
        let typed = try await person(address, execution.processIdentifier.value)
        _ = try? await execution.standardInputWriter.write(typed)
        try await execution.standardInputWriter.finish()
      }
      return printed
    }
    return CommandOutcome(
      status: outcome.terminationStatus.shellStatus,
      standardOutput: outcome.closureResult,
      standardError: outcome.standardError
    )
  }

  // MARK: The browser

  /// Answers the question at an address to sign in at, and returns the address that the browser is sent to.
  static func decide(_ decision: String, at address: String) async throws -> String {
    let (_, headers, _) = try await send("POST", address, form: "decision=\(decision)")
    return try #require(headers.first(name: "Location"))
  }

  /// Goes to an address, and returns the page.
  @discardableResult
  static func go(to address: String) async throws -> String {
    try await send("GET", address).body
  }

  /// Answers the question, and goes where that leads.
  @discardableResult
  static func signIn(_ decision: String = "allow", at address: String) async throws -> String {
    try await go(to: try await decide(decision, at: address))
  }

  static func send(
    _ method: String,
    _ address: String,
    form: String? = nil
  ) async throws -> (status: UInt, headers: HTTPHeaders, body: String) {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout.connect = .seconds(20)
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    defer { client.shutdown { _ in } }
    var request = HTTPClientRequest(url: address)
    request.method = .RAW(value: method)
    if let form {
      request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
      request.body = .bytes(ByteBuffer(string: form))
    }
    let response = try await client.execute(request, timeout: .seconds(20))
    let body = try await response.body.collect(upTo: 1 << 20)
    return (response.status.code, response.headers, String(buffer: body))
  }
}

extension SandboxProcess {
  /// An authorization as the server has it.
  struct Authorization: Decodable, Hashable, Sendable {
    struct Client: Decodable, Hashable, Sendable {
      let id: String
    }

    let id: String
    let client: Client?
  }

  /// What the account has let in.
  func authorizations() async throws -> [Authorization] {
    try JSONDecoder().decode([Authorization].self, from: await send("GET", "/oauth/authorizations"))
  }

  /// Creates a client, and returns it.
  func made(_ name: String, redirectURI: String) async throws -> Client {
    try await create(name, redirectURI: redirectURI)
    return try await client(named: name)
  }

  /// Runs `clientele try` on the sandbox.
  func tried(
    _ client: String,
    _ arguments: String...,
    environment: [Environment.Key: String?] = [:],
    person: @Sendable (String, pid_t) async throws -> String = { _, _ in "" }
  ) async throws -> CommandOutcome {
    try await TryProcess.run(
      ["try", client, "--host", url] + arguments,
      environment: environment.merging(["HEROKU_API_KEY": Self.token]) { given, _ in given },
      person: person
    )
  }
}
