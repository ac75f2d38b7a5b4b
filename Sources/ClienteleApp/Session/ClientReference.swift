import ArgumentParser
import HerokuAPI

/// How a person names a client: by its id, by 8 or more characters that its id begins with, or by its name.
struct ClientReference: Hashable, Sendable {
  /// What was typed.
  let text: String

  /// How many characters of an id are enough, as in the browser.
  static let shortestPrefix = 8

  init(_ text: String) {
    self.text = text
  }

  /// The id, if the text has the form of a whole one: then the client is read without the list.
  var completeID: ClientID? {
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12],
      groups.allSatisfy({ $0.utf8.allSatisfy(\.isHexDigit) })
    else { return nil }
    return ClientID(text.lowercased())
  }

  /// The one client that is meant.
  func client(among clients: [OAuthClient]) throws(CommandFailure) -> OAuthClient {
    if let client = clients.first(where: { $0.id.text == text }) { return client }
    let prefix = text.utf8.count >= Self.shortestPrefix ? text.lowercased() : nil
    let candidates = clients.filter { client in
      client.name == text || prefix.map { client.id.text.lowercased().hasPrefix($0) } == true
    }
    guard let client = candidates.first else {
      throw CommandFailure(
        .notFound,
        """
        No client has the id or the name “\(text)”. Names are compared exactly; of an id, \
        \(Self.shortestPrefix) characters or more will do. Nothing was done.
        """
      )
    }
    guard candidates.count == 1 else {
      throw CommandFailure(
        .notFound,
        lines: ["“\(text)” may be any of \(candidates.count) clients. Nothing was done; give an id:"]
          + candidates.sorted { $0.id < $1.id }.map { "  \($0.id)  \($0.name)" }
      )
    }
    return client
  }
}

extension ClientReference: ExpressibleByArgument {
  /// What every command says about how a client is named.
  static let help = ArgumentHelp("The client.", valueName: "client")

  /// The same, at length.
  static let explanation = """
    CLIENT is an id, \(shortestPrefix) or more characters that only this client's id begins with, or a name that only this \
    client has. If it may be several, they are listed, and nothing is done.
    """

  /// Takes any text but an empty one.
  init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    self.init(argument)
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
