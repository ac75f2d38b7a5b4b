import ArgumentParser
import HerokuAPI
import HerokuTransport
import Journal
import TerminalUI
import Tokens

/// What the command line says about the server, the precautions and the browser.
///
/// The same value, whoever has read it: the argument parser, or ``init(browsing:)`` without it.
struct GivenOptions: Hashable, Sendable {
  /// The server's address; nil where none was given.
  var host: String?
  /// Hosts that the token may be sent to besides Heroku's own and this machine.
  var allowedHosts: [String] = []
  /// The second factor, if it was given beforehand.
  var twoFactorCode: String?
  /// Whether whatever would change something is to fail.
  var isReadOnly = false
  /// Where requests are noted: the name of a file, or `-`.
  var log: String?
  /// Whether the browser is to bring a server of its own along.
  var usesSandbox = false
  /// Whether the browser opens with the list of last time, and keeps this one.
  var keepsList = true
  /// Whether what is changed goes into the history.
  var keepsHistory = true
}

/// What holds for this run of the program: made once, at the start, of the command line and the environment.
///
/// Nothing else asks for the environment. What is decided by a single variable stands here in the words of the program;
/// what reads a family of them (tokens, proxies, certificates, the terminal) is given ``environment``.
struct Settings: Sendable {
  /// The variables that are set; one that is empty counts as unset, as in a shell's `${NAME:-}`.
  let environment: [String: String]
  /// The server's address as the person gave it; nil for Heroku's own.
  let address: String?
  /// What was given on the command line.
  let given: GivenOptions
  /// The second factor, if it was given beforehand.
  let twoFactorCode: Secret?
  /// Whether nothing but reading may leave the process.
  let isReadOnly: Bool
  /// Where requests are noted.
  let log: LogDestination?
  /// Where lists are kept; nil where the environment names no place.
  let cacheFolder: CacheFolder?
  /// Where the history of changes is; nil where the environment names no place.
  let journalFolder: JournalFolder?
  /// Where tokens are looked for: one lookup for the whole run, since a pipe can be read only once.
  private let lookup: TokenLookup
  /// How long an Escape waits for what may belong to it.
  let escapeDelay: Duration

  /// Puts what was given and the environment together: what was given goes first.
  init(_ given: GivenOptions = GivenOptions(), environment: [String: String]) {
    let environment = environment.filter { !$0.value.isEmpty }
    self.environment = environment
    self.given = given
    address = given.host ?? environment["HEROKU_HOST"]
    twoFactorCode = given.twoFactorCode.map(Secret.init)
    // Any value but 0: a misspelt yes must not allow changes.
    isReadOnly = given.isReadOnly || environment["CLIENTELE_READ_ONLY"].map { $0 != "0" } ?? false
    log = given.log.map(LogDestination.init)
    cacheFolder = CacheFolder(environment: environment)
    journalFolder = JournalFolder(environment: environment)
    lookup = TokenLookup(environment: environment)
    escapeDelay = EscapeDelay.duration(in: environment)
  }

  /// The server.
  func endpoint() throws(EndpointError) -> Endpoint {
    guard let address else { return .heroku }
    return try Endpoint(parsing: address, allowedHosts: given.allowedHosts)
  }

  /// The proxy and the certificates on the way to a server.
  func transport(to endpoint: Endpoint) throws(ProxyError) -> TransportConfiguration {
    try TransportConfiguration(environment: environment, endpoint: endpoint)
  }

  /// The log, opened; nil where there is none.
  func openedLog() throws(CommandFailure) -> RequestLog? {
    guard let log else { return nil }
    return try RequestLog(log)
  }

  /// Where changes on a server are noted.
  func journal(host: String, origin: JournalEntry.Origin) -> ChangeJournal {
    let file = given.keepsHistory && !given.usesSandbox ? journalFolder.map { JournalFile(in: $0) } : nil
    return ChangeJournal(file.map(ChangeJournal.Place.file) ?? .memory, host: host, origin: origin)
  }

  /// The places where Heroku's own tools keep a token.
  ///
  /// - Parameter mayPrompt: whether a program may talk to the person meanwhile, as it must not while a screen is up.
  func tokenLookup(mayPrompt: Bool = true) -> TokenLookup {
    var lookup = lookup
    lookup.mayPrompt = mayPrompt
    return lookup
  }
}

/// A command that is given the settings, instead of asking the world for them.
protocol SettingsCommand: ParsableCommand {
  /// What its options say.
  var given: GivenOptions { get }

  /// Does what the command is for.
  ///
  /// - Throws: a ``CommandFailure``, which is told on standard error, or what the program is to leave with.
  func run(with settings: Settings) async throws
}

extension SettingsCommand {
  /// Nothing.
  var given: GivenOptions { GivenOptions() }
}

extension GivenOptions {
  /// The options that make another command talk to the same server in the same way, for commands that are advised.
  var server: [(name: String, value: String?)] {
    (host.map { [("host", $0)] } ?? []) + allowedHosts.map { ("allow-host", $0) }
  }
}
