import ArgumentParser
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

  @OptionGroup var precautions: Precautions

  /// The server with its token, and with what the person has asked for besides.
  func connection() throws -> Connection {
    try precautions.applied(to: try chooseServer())
  }

  /// The server with its token.
  ///
  /// Where there is none, says why and ends the program.
  private func chooseServer() throws -> Connection {
    let address = host ?? Environment["HEROKU_HOST"]
    do {
      let endpoint = try address.map { try Endpoint(parsing: $0, allowedHosts: allowHost) } ?? .heroku
      guard let token = Environment["HEROKU_API_KEY"] else {
        StandardError.print("No Heroku token: set HEROKU_API_KEY, or try --sandbox.")
        throw ExitStatus.noCredentials.exitCode
      }
      return try .server(endpoint, token: Secret(token))
    } catch let error as EndpointError {
      StandardError.print("Cannot use the server “\(address ?? "")”: \(error).")
      throw ExitStatus.unusableAddress.exitCode
    } catch let error as ProxyError {
      StandardError.print("Cannot use the proxy that the environment names: \(error).")
      throw ExitStatus.unusableAddress.exitCode
    }
  }
}
