import HerokuAPI
import HerokuTransport
import Tokens

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
    await addNetwork(settings, endpoint)
    let search = await settings.tokenLookup().search(for: endpoint)
    add(search)
    guard let found = search.found,
      let connection = try? Connection(to: endpoint, token: found.accessToken, settings: settings, log: log)
    else {
      return
    }
    await addAnswers(connection)
  }

  /// Adds the proxy and the certificates, each of them tried.
  private mutating func addNetwork(_ settings: Settings, _ endpoint: Endpoint) async {
    do throws(ProxyError) {
      let configuration = try settings.transport(to: endpoint)
      let trouble = await configuration.proxyTrouble(reaching: endpoint)
      let remark = trouble.map { ": \($0.cause(endpoint.displayName))" } ?? ""
      add("proxy", "\(configuration.proxy?.description ?? "none")\(remark)", trouble == nil ? .ok : .failure)
    } catch {
      add("proxy", "\(error)", .failure)
    }
    let exceptions = ProxyExceptions(environment: settings.environment).notUnderstood
    if !exceptions.isEmpty {
      add("proxy", "NO_PROXY has what cannot be understood: \(exceptions.joined(separator: ", "))", .warning)
    }
    add(Trust(environment: settings.environment), areNeeded: endpoint.scheme == .https)
  }

  /// Adds the certificates that are believed.
  mutating func add(_ trust: Trust, areNeeded: Bool) {
    let (result, remarks) = trust.check()
    switch result {
    case .success(let words): add("certificates", words)
    case .failure(let problem): add("certificates", problem.words, areNeeded ? .failure : .warning)
    }
    for remark in remarks { add("certificates", remark, .warning) }
  }

  /// Adds what a search for a token came to: the token's source, what was tried before, and the warnings.
  mutating func add(_ search: TokenSearch) {
    if let found = search.found {
      add("token", found.source.description)
    } else {
      add("token", "none for \(search.endpoint.displayName)", .failure)
    }
    for attempt in search.attempts {
      switch attempt.outcome {
      case .found: continue
      case .absent: add("looked in", attempt.description)
      // The warnings of what was found say it as a sentence.
      case .failed where search.found != nil, .unusable where search.found != nil: continue
      case .failed, .unusable: add("looked in", attempt.description, .warning)
      }
    }
    for warning in search.found?.warnings ?? [] {
      add("token", warning, .warning)
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
