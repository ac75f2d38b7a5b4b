import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import Subprocess
import SystemPackage
import Testing

/// A sandbox in a process of its own, and a plain HTTP client that looks at its state: not our own core, which
/// would hide its own mistakes.
struct SandboxProcess: Sendable {
  static let token = "end-to-end-token"
  /// Every token that its answers hold: its own, and that of another program that the account has let in.
  static let tokens = [token, "sandbox-the-token-of-another-program"]
  /// The base URL, from the first line it prints.
  let url: String

  /// Runs a body with a sandbox, and ends the process after it.
  @discardableResult
  static func running<Result: Sendable>(
    clients: Int = 12,
    arguments: [String] = [],
    body: @Sendable (SandboxProcess) async throws -> Result
  ) async throws -> Result {
    let all = ["sandbox", "--clients", "\(clients)", "--token", token] + arguments
    let outcome = try await run(
      .path(FilePath(try Program.path())),
      arguments: Arguments(all),
      input: .none,
      output: .sequence,
      error: .discarded
    ) { sandbox in
      var lines = sandbox.standardOutput.strings().makeAsyncIterator()
      let url = try #require(try await lines.next(), "the sandbox printed nothing")
      let result: Swift.Result<Result, any Error>
      do {
        result = .success(try await body(SandboxProcess(url: url)))
      } catch {
        result = .failure(error)
      }
      try sandbox.send(signal: .terminate)
      return result
    }
    return try outcome.closureResult.get()
  }

  /// The shell command that opens the browser on it.
  ///
  /// - Parameter url: where the browser finds it; nil for where it is.
  func browse(_ arguments: String = "", at url: String? = nil) throws -> String {
    "HEROKU_API_KEY=\(Self.token) exec '\(try Program.path())' --host \(url ?? self.url) \(arguments)"
  }

  /// Makes requests until not more than so many are left before the rate limit.
  func spend(downTo count: Int) async throws {
    struct Limits: Decodable { let remaining: Int }
    while true {
      let left = try JSONDecoder().decode(Limits.self, from: try await send("GET", "/account/rate-limits"))
        .remaining
      guard left > count else { return }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for lane in 0..<8 {
          let share = (left - count) / 8 + ((left - count) % 8 > lane ? 1 : 0)
          group.addTask { for _ in 0..<share { _ = try await send("GET", "/account") } }
        }
        try await group.waitForAll()
      }
    }
  }

  // MARK: State

  /// A client as the server has it.
  struct Client: Decodable, Sendable {
    let id: String
    let name: String
    let redirectURI: String
    let secret: String

    private enum CodingKeys: String, CodingKey {
      case id, name, secret
      case redirectURI = "redirect_uri"
    }
  }

  /// All clients as the server has them.
  func clients() async throws -> [Client] {
    let body = try await send("GET", "/oauth/clients", range: "id ..; max=1000")
    return try JSONDecoder().decode([Client].self, from: body)
  }

  /// The client with a name; there must be just one.
  func client(named name: String) async throws -> Client {
    let found = try await clients().filter { $0.name == name }
    try #require(found.count == 1, "\(found.count) clients are named \(name)")
    return found[0]
  }

  /// Creates a client behind the browser's back.
  func create(_ name: String, redirectURI: String) async throws {
    _ = try await send(
      "POST",
      "/oauth/clients",
      json: #"{"name": "\#(name)", "redirect_uri": "\#(redirectURI)"}"#
    )
  }

  /// Changes a client behind the browser's back.
  func change(_ id: String, redirectURI: String) async throws {
    _ = try await send("PATCH", "/oauth/clients/\(id)", json: #"{"redirect_uri": "\#(redirectURI)"}"#)
  }

  /// Gives a client another name behind everybody's back.
  func change(_ id: String, name: String) async throws {
    _ = try await send("PATCH", "/oauth/clients/\(id)", json: #"{"name": "\#(name)"}"#)
  }

  /// The config vars of an app as the server has them.
  func configVars(of app: String) async throws -> [String: String] {
    try JSONDecoder().decode([String: String].self, from: await send("GET", "/apps/\(app)/config-vars"))
  }

  func send(_ method: String, _ path: String, range: String? = nil, json: String? = nil) async throws
    -> Data
  {
    var request = HTTPClientRequest(url: url + path)
    request.method = .RAW(value: method)
    // What is really there: a fault must neither hide it nor be used up.
    request.headers.add(name: "Sandbox-Faults", value: "none")
    request.headers.add(name: "Accept", value: "application/vnd.heroku+json; version=3")
    request.headers.add(name: "Authorization", value: "Bearer \(Self.token)")
    if let range { request.headers.add(name: "Range", value: range) }
    if let json {
      request.headers.add(name: "Content-Type", value: "application/json")
      request.body = .bytes(ByteBuffer(string: json))
    }
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
    let body = try await response.body.collect(upTo: 16 << 20)
    try #require((200..<300).contains(Int(response.status.code)), "\(method) \(path): \(response.status)")
    return Data(body.readableBytesView)
  }
}
