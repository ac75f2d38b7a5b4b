import Credentials
import HerokuAPI
import HerokuTransport

extension DoctorReport {
  /// Adds how the server is reached, where the token is, and what the server says to it.
  mutating func addServer(_ settings: Settings, log: RequestLog?) async {
    let endpoint: Endpoint
    do throws(EndpointError) {
      endpoint = try settings.endpoint()
    } catch {
      return add("host", "“\(settings.address ?? "")”: \(error)", .failure)
    }
    add("host", endpoint.displayName)
    addNetwork(settings, endpoint)
    let search = await settings.credentialsLookup().search(for: endpoint)
    add(search)
    guard let found = search.found,
      let connection = try? Connection(to: endpoint, token: found.accessToken, settings: settings, log: log)
    else {
      return
    }
    await addAnswers(connection)
  }

  private mutating func addNetwork(_ settings: Settings, _ endpoint: Endpoint) {
    do throws(ProxyError) {
      let configuration = try settings.transport(to: endpoint)
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
      add("account", error.explanation(of: .readAccount, host: connection.host, for: .command).text, .failure)
    }
  }

  private static func answers(of client: HerokuClient) async -> Result<(Account, Int), APIError> {
    do throws(APIError) {
      return .success((try await client.account(), try await client.remainingRequests()))
    } catch {
      return .failure(error)
    }
  }
}
