import Credentials
import HerokuAPI

extension Connection {
  /// The connection, with what a command does about a refusal: it looks the token up again, and asks the terminal.
  ///
  /// - Parameters:
  ///   - givenCode: the second factor, if it was given beforehand.
  ///   - mayPrompt: whether a program may talk to the person when the token is looked up.
  func reauthorized(givenCode: Secret?, mayPrompt: Bool = true) -> Connection {
    var connection = self
    let endpoint = endpoint
    connection.reauthorization = Reauthorization(
      findToken: {
        guard let endpoint else { return nil }
        var lookup = CredentialsLookup.here
        lookup.mayPrompt = mayPrompt
        return await lookup.find(for: endpoint)?.accessToken
      },
      askForCode: { await TwoFactorTerminal.ask($0) },
      givenCode: givenCode
    )
    return connection
  }
}
