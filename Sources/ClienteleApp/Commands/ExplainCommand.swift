import ArgumentParser
import ClientIndex
import HerokuAPI
import Platform

/// Takes an address of the authorization flow apart, and says what is wrong with it.
struct ExplainCommand: ServerCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Take an address of signing in apart, and say what is wrong with it.",
    discussion: """
      The address is the one that people are sent to (/oauth/authorize?client_id=...), or the one that they come back to \
      (...?code=...&state=...). It is read from a prompt, or the first line of standard input, so that no code stays in the \
      history of the shell. As an argument it is taken only where it has no code, token or secret in it.

      Nothing is sent anywhere. --compare loads the list of clients, and says which client it is, and letter by letter \
      where a redirect URI differs. What is wrong with the address is no failure of the command, unless --fail-on says so. \
      Codes, tokens and secrets are never printed, nor is any value that nobody here knows.
      """
  )

  @Argument(help: ArgumentHelp("The address, if it holds no code, token or secret.", valueName: "address"))
  var address: String?

  @Flag(help: "Load the list of clients, and compare the address with it.")
  var compare = false

  @Flag(name: .shortAndLong, help: "Print JSON.")
  var json = false

  @Option(
    help: ArgumentHelp("Leave with 14 if there is an error, a warning or a note.", valueName: "severity")
  )
  var failOn: FindingSeverity?

  @OptionGroup var server: ServerOptions

  func run(with settings: Settings) async throws {
    let address = try FlowAddress.read(argument: self.address)
    let identity: Endpoint
    do throws(EndpointError) {
      identity = try settings.endpoint().identity
    } catch {
      throw CommandFailure(.unusableAddress, "Cannot use the server “\(settings.address ?? "")”: \(error).")
    }
    guard compare else {
      let report = FlowReport(address, at: identity)
      try print(report)
      if let failure = failure(of: report) { throw failure }
      return
    }
    try await Session.with(settings) { session throws(CommandFailure) in
      let list = try await session.allClients()
      let report = FlowReport(address, at: identity, among: Array(list.clients.all.clients))
      try print(report)
      let notWhole: CommandFailure? = list.shortfall.isNothing ? nil : .notWhole(list.shortfall)
      if let failure = failure(of: report) { throw failure.and(notWhole) }
      if let notWhole { throw notWhole }
    }
  }

  /// Why it does not end with success, though all is told; nil where nothing is as bad as it is to fail on.
  private func failure(of report: FlowReport) -> CommandFailure? {
    guard let failOn else { return nil }
    let count = report.findings.count { $0.severity >= failOn }
    guard count > 0 else { return nil }
    return CommandFailure(.found, "\(count) thing\(count == 1 ? " is" : "s are") wrong with it, or may be.")
  }

  private func print(_ report: FlowReport) throws(CommandFailure) {
    try StandardOutput.print(json ? report.json : report.text)
  }
}

extension FlowAddress {
  /// What is said of an address as an argument that has what must not stand there.
  static let secretInArgument = """
    That address has a code, a token or a secret in it, and arguments stay in the history of the shell. Leave it out: it is \
    asked for, or read from standard input.
    """

  /// The address that a person gives: as an argument, from a prompt, or from standard input.
  static func read(argument: String?) throws(CommandFailure) -> FlowAddress {
    if let argument, FlowSecrets.areIn(argument) {
      throw CommandFailure(.wrongUsage, secretInArgument)
    }
    do throws(FlowAddressError) {
      return try FlowAddress(parsing: argument ?? Self.typed(asking: "Address: "))
    } catch {
      throw CommandFailure(.wrongUsage, "\(error)")
    }
  }

  /// A line from a prompt or standard input: the first that is not empty.
  static func typed(asking question: String) -> String {
    if isatty(STDIN_FILENO) == 1 { StandardError.ask(question) }
    while let line = readLine() {
      if !line.allSatisfy(\.isWhitespace) { return line }
      if isatty(STDIN_FILENO) == 1 { break }
    }
    return ""
  }
}
