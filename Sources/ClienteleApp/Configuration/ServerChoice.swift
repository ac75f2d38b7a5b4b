import Credentials
import HerokuAPI
import HerokuTransport

/// Which server is talked to, with which token, and with what care: the one place where that is chosen.
///
/// A plain value, so that the browser can start without the argument parser.
struct ServerChoice: Sendable {
  /// The server's address as the person gave it; nil for Heroku's own.
  var address: String? = Environment["HEROKU_HOST"]
  /// Hosts that the token may be sent to besides Heroku's own and this machine.
  var allowedHosts: [String] = []
  /// The second factor, if it was given beforehand.
  var twoFactorCode: Secret?
  /// Whether nothing but reading may leave the process; `CLIENTELE_READ_ONLY` decides it too.
  var isReadOnly = false
  /// The file that requests are noted in.
  var logPath: String?

  /// The precautions, taken; where the log cannot be opened, says why and ends the program.
  func precautions() throws -> Precautions.Opened {
    try Precautions.Opened(isReadOnly: isReadOnly, logPath: logPath)
  }

  /// The server.
  func endpoint() throws(EndpointError) -> Endpoint {
    guard let address else { return .heroku }
    return try Endpoint(parsing: address, allowedHosts: allowedHosts)
  }

  /// The server with its token, and with what the person has asked for besides.
  ///
  /// - Parameter mayPromptLater: whether a program may talk to the person when the token is looked up again, as it
  ///   must not while a screen is up.
  func connection(mayPromptLater: Bool = true) async throws -> Connection {
    let connection = try precautions().applied(to: try await connection(lookup: CredentialsLookup.here))
    return connection.reauthorized(givenCode: twoFactorCode, mayPrompt: mayPromptLater)
  }

  /// The server with its token, wherever Heroku's own tools keep it.
  ///
  /// Where there is none, says where it was looked for and ends the program.
  private func connection(lookup: CredentialsLookup) async throws -> Connection {
    do {
      let endpoint = try endpoint()
      let search = await lookup.search(for: endpoint)
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

extension CredentialsLookup {
  /// A lookup with the process's environment.
  static var here: CredentialsLookup { CredentialsLookup(environment: Environment.variables) }
}
