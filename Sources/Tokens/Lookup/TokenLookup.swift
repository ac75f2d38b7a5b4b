public import HerokuAPI

/// Looks for a token where Heroku's CLI keeps it, in its order: `HEROKU_API_KEY`, the system's secret store, the netrc
/// file.
///
/// It may start programs that talk to the person, for a pass phrase: look before the screen is taken.
public struct TokenLookup: Sendable {
  /// Asks a program and waits for its answer.
  public typealias ProgramRunner = @Sendable (AskedProgram) async -> ProgramAnswer
  /// Reads a whole file.
  public typealias FileReader = @Sendable (String) throws(UnreadableFile) -> ReadFile

  /// The environment, without variables that are empty.
  let environment: [String: String]
  /// The person's home directory; nil if nobody knows it.
  let home: String?
  let secretStore: SecretStore
  let readFile: FileReader
  let runProgram: ProgramRunner

  /// Whether GnuPG may ask for a pass phrase on the terminal.
  ///
  /// While a screen is up it must not: then it decrypts only with a key that is unlocked already.
  public var mayPrompt = true

  /// A lookup in this system.
  ///
  /// - Parameters:
  ///   - environment: all variables, for the lookup and for the programs it starts.
  ///   - secretStore: how the system's secret store is asked.
  ///   - timeLimit: how long any program may take; nil for what suits each.
  public init(
    environment: [String: String],
    secretStore: SecretStore = .ofThisSystem,
    timeLimit: Duration? = nil
  ) {
    let files = FileMemory()
    self.init(
      environment: environment,
      home: environment["HOME"],
      secretStore: secretStore,
      readFile: { (path) throws(UnreadableFile) in try files.read(path) },
      runProgram: { program in
        await ChildProcess.ask(program, environment: environment, timeLimit: timeLimit ?? program.timeLimit)
      }
    )
  }

  /// A lookup in a world of the caller's.
  public init(
    environment: [String: String],
    home: String?,
    secretStore: SecretStore = .ofThisSystem,
    readFile: @escaping FileReader,
    runProgram: @escaping ProgramRunner
  ) {
    // A variable that is empty counts as unset, as in a shell's `${NAME:-}`.
    self.environment = environment.filter { !$0.value.isEmpty }
    self.home = home.flatMap { $0.isEmpty ? nil : $0 }
    self.secretStore = secretStore
    self.readFile = readFile
    self.runProgram = runProgram
  }

  /// The token for a server; nil if there is none.
  public func find(for endpoint: Endpoint) async -> FoundToken? {
    await search(for: endpoint).found
  }

  /// Looks for a token for a server, and keeps track of where.
  public func search(for endpoint: Endpoint) async -> TokenSearch {
    var search = TokenSearch(endpoint: endpoint)
    if let token = environment["HEROKU_API_KEY"] {
      // Whoever sets it means it: if it is unusable, the token of somebody else must not take its place.
      search.note(.environment, text: token)
      return search
    }
    let hint = likelyMeant.map { " (\($0) is, but the variable is called HEROKU_API_KEY)" } ?? ""
    search.note(.environment, .absent("not set\(hint)"))
    await lookInSecretStore(&search)
    if search.found == nil { await lookInNetrc(&search) }
    return search
  }

  /// A variable that somebody may have set in the place of `HEROKU_API_KEY`: `HEROKU_API_TOKEN`, for one.
  private var likelyMeant: String? {
    let names = environment.keys.filter { name in
      let name = name.uppercased()
      return name == "HEROKU_API" || name.hasPrefix("HEROKU_API_KEY")
        || (name.hasPrefix("HEROKU") && (name.hasSuffix("KEY") || name.hasSuffix("TOKEN")))
    }
    return names.min()
  }

  /// A path as people write it: with `~` for their home.
  func shown(_ path: String) -> String {
    guard let home, home != "/", path.hasPrefix("\(home)/") else { return path }
    return "~\(path.dropFirst(home.count))"
  }
}
