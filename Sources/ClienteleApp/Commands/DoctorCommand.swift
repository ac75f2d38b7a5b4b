import ArgumentParser
import ClientBrowser
import Credentials
import HerokuAPI
import HerokuTransport
import TerminalUI

/// Says whether the program would work here, and what it found on the way.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say whether clientele would work here: token, server, proxy, certificates, terminal.",
    discussion:
      "No secret is shown. It leaves with 0 only if nothing keeps the program from working, else with 11."
  )

  @OptionGroup var server: ServerOptions

  func run() async throws {
    var report = DoctorReport()
    report.add("version", Version.current)
    do throws(EndpointError) {
      try await report.addServer(try server.endpoint())
    } catch {
      report.add("host", "“\(server.address ?? "")”: \(error)", .failure)
    }
    await report.addTerminal(Environment.variables)
    print(report.description, terminator: "")
    if !report.isUsable { throw ExitStatus.notUsable.exitCode }
  }
}

extension DoctorReport {
  /// Adds how the server is reached, where the token is, and what the server says to it.
  fileprivate mutating func addServer(_ endpoint: Endpoint) async throws(EndpointError) {
    add("host", endpoint.displayName)
    addNetwork(endpoint)
    let search = await CredentialsLookup(environment: Environment.variables).search(for: endpoint)
    add(search)
    guard let found = search.found,
      let connection = try? Connection.server(endpoint, token: found.accessToken)
    else { return }
    await addAnswers(connection)
  }

  private mutating func addNetwork(_ endpoint: Endpoint) {
    do throws(ProxyError) {
      let configuration = try TransportConfiguration(environment: Environment.variables, endpoint: endpoint)
      add("proxy", configuration.proxy?.description ?? "none")
      let places = [configuration.trust.file, configuration.trust.directory].compactMap { $0 }
      add("certificates", places.isEmpty ? "the system’s" : places.joined(separator: ", "))
    } catch {
      add("proxy", "\(error)", .failure)
    }
  }

  /// Asks whose token it is and how many requests are left.
  private mutating func addAnswers(_ connection: Connection) async {
    do throws(APIError) {
      let opened = try await connection.open()
      let answers = await Self.answers(of: opened.client)
      await opened.close()
      let (account, remaining) = try answers.get()
      add("account", account.email)
      add("rate limit", "\(remaining) requests left", remaining < 100 ? .warning : .ok)
    } catch {
      add("account", error.explanation(of: .readAccount, host: connection.host).text, .failure)
    }
  }

  private static func answers(of client: HerokuClient) async -> Result<(Account, Int), APIError> {
    do throws(APIError) {
      return .success((try await client.account(), try await client.remainingRequests()))
    } catch {
      return .failure(error)
    }
  }

  /// Adds what the browser would find of a terminal.
  ///
  /// What is missing is a warning only: commands need none.
  @MainActor
  fileprivate mutating func addTerminal(_ environment: [String: String]) {
    if let obstacle = Terminal.obstacle(environment: environment) {
      add("terminal", obstacle.description, .warning)
    } else {
      add("terminal", environment["TERM"] ?? "")
    }
    if let size = Terminal.size() {
      let wanted = Layout.minimum
      let fits = Layout(size: size).arrangement != .tooSmall
      let remark = fits ? "" : ", the browser wants \(wanted.columns)x\(wanted.rows)"
      add("size", "\(size.columns)x\(size.rows)\(remark)", fits ? .ok : .warning)
    }
    add("colours", environment["NO_COLOR"] == nil ? "as the terminal has them" : "none: NO_COLOR is set")
    add(
      "locale",
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first ?? "not set: C.UTF-8"
    )
    add("clipboard", "OSC 52; whether the terminal allows it, it does not tell")
  }
}
