import ArgumentParser
import Credentials
import HerokuAPI
import HerokuTransport

/// Which server a command talks to, and with which token: the one place where that is chosen.
struct ServerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The server, as a domain or a URL. Default: HEROKU_HOST, or api.heroku.com.",
      valueName: "url"
    )
  )
  var host: String?

  @Option(
    help: ArgumentHelp(
      "Send the token to this host too, besides Heroku's own and this machine.",
      valueName: "host"
    )
  )
  var allowHost: [String] = []

  @Option(
    help: ArgumentHelp(
      "The second factor, should the account want one. Without it a terminal is asked.",
      valueName: "code"
    )
  )
  var twoFactorCode: String?

  @OptionGroup var precautions: Precautions

  /// The server with its token, and with what the person has asked for besides.
  ///
  /// - Parameter mayPromptLater: whether a program may talk to the person when the token is looked up again, as it
  ///   must not while a screen is up.
  func connection(mayPromptLater: Bool = true) async throws -> Connection {
    var connection = try precautions.applied(to: try await chooseServer())
    let endpoint = connection.endpoint
    connection.reauthorization = Reauthorization(
      findToken: {
        guard let endpoint else { return nil }
        var lookup = CredentialsLookup(environment: Environment.variables)
        lookup.mayPrompt = mayPromptLater
        return await lookup.find(for: endpoint)?.accessToken
      },
      askForCode: { await TwoFactorTerminal.ask($0) },
      givenCode: twoFactorCode.map(Secret.init)
    )
    return connection
  }

  /// The server's address as the person gave it; nil for Heroku's own.
  var address: String? { host ?? Environment["HEROKU_HOST"] }

  /// A code that cannot be one would be a header that cannot be sent.
  func validate() throws {
    if let twoFactorCode, twoFactorCode.isEmpty || !twoFactorCode.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    {
      throw ValidationError("--two-factor-code takes digits, or a recovery code.")
    }
  }

  /// The server.
  func endpoint() throws(EndpointError) -> Endpoint {
    guard let address else { return .heroku }
    return try Endpoint(parsing: address, allowedHosts: allowHost)
  }

  /// The server with its token, wherever Heroku's own tools keep it.
  ///
  /// Where there is none, says where it was looked for and ends the program.
  private func chooseServer() async throws -> Connection {
    do {
      let endpoint = try endpoint()
      let search = await CredentialsLookup(environment: Environment.variables).search(for: endpoint)
      guard let found = search.found else {
        StandardError.print(
          "No Heroku token: set HEROKU_API_KEY, or try --sandbox.\n\(search.explanation)"
        )
        throw ExitStatus.noCredentials.exitCode
      }
      for warning in found.warnings { StandardError.print(warning) }
      return try .server(endpoint, token: found.accessToken)
    } catch let error as EndpointError {
      StandardError.print("Cannot use the server “\(address ?? "")”: \(error).")
      throw ExitStatus.unusableAddress.exitCode
    } catch let error as ProxyError {
      StandardError.print("Cannot use the proxy that the environment names: \(error).")
      throw ExitStatus.unusableAddress.exitCode
    }
  }
}
