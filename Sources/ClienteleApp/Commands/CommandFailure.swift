import ArgumentParser
import HerokuAPI

/// Why a command ends without having done what it was asked for.
struct CommandFailure: Error, Hashable {
  /// What people are told on standard error, line by line; each may hold text of other people.
  let lines: [String]
  /// What the program leaves with.
  let status: ExitStatus

  init(_ status: ExitStatus, _ line: String) {
    self.init(status, lines: [line])
  }

  init(_ status: ExitStatus, lines: [String]) {
    self.lines = lines
    self.status = status
  }

  /// An error of the API, in words.
  init(_ error: APIError, of attempt: Attempt, host: String, for audience: Audience = .command) {
    self.init(ExitStatus(error), error.explanation(of: attempt, host: host, for: audience).text)
  }

  /// The secret is needed, and the API withholds it.
  ///
  /// - Parameter done: what was done before that came out, as a sentence; nil if it is nothing.
  static func secretWithheld(_ client: OAuthClient, done: String? = nil) -> CommandFailure {
    CommandFailure(
      done == nil ? .refused : .outputFailed,
      """
      \(done.map { $0 + " But the" } ?? "The") API withholds the secret of “\(client.name)”, as it does from \
      everybody but the client's owner: use a token of the account that owns it.
      """
    )
  }
}

extension CommandFailure {
  /// Some of the secrets of a list are needed, and the API withholds them; the rest is printed.
  ///
  /// - Parameter status: whether that is all there was to do, or something was done before.
  static func secretsWithheld(
    _ clients: [OAuthClient],
    of count: Int,
    status: ExitStatus = .refused
  ) -> CommandFailure {
    if clients.count == 1, let client = clients.first {
      return CommandFailure(status, lines: CommandFailure.secretWithheld(client).lines)
    }
    let those = clients.count == count ? "all \(count)" : "\(clients.count) of the \(count)"
    return CommandFailure(
      status,
      """
      The API withholds the secrets of \(those) clients, as it does from everybody but a client's owner: use a token \
      of the account that owns them.
      """
    )
  }
}

extension CommandFailure {
  /// What was asked for is printed, but it is not all, or may not be.
  static func notWhole(_ shortfall: ListShortfall) -> CommandFailure {
    CommandFailure(.notWhole, shortfall.words)
  }

  /// A client was named in a way that only a whole list would tell, and the list is none.
  static func cannotTell(_ reference: String, _ shortfall: ListShortfall) -> CommandFailure {
    CommandFailure(
      .network,
      "\(shortfall.words) So it cannot be told which one is “\(reference)”. Nothing was done; give its whole id."
    )
  }

  /// Both, with the status of this one.
  func and(_ other: CommandFailure?) -> CommandFailure {
    CommandFailure(status, lines: lines + (other?.lines ?? []))
  }
}

/// What the program leaves with, besides 0 and the argument parser's own 64 for wrong usage.
///
/// `docs/scripts.md` promises these numbers to scripts.
enum ExitStatus: Int32, CaseIterable {
  /// Standard input or output is no terminal, or one on which the browser cannot work.
  case noTerminal = 2
  /// No token.
  case noToken = 3
  /// The sandbox could not listen, or nobody could where a redirect URI leads.
  case cannotListen = 4
  /// A server or proxy address that cannot be used, or to which the token must not be sent.
  case unusableAddress = 5
  /// The API refused, or the program did in its place: nothing was done.
  case refused = 6
  /// There is no such client or app, or more than one such client.
  case notFound = 7
  /// No usable answer came, and nothing was done.
  case network = 8
  /// A change may have been done, or not.
  case outcomeUnknown = 9
  /// What was asked for is done, but could not be written or handed over to where it belongs.
  case outputFailed = 10
  /// The doctor found something that keeps the program from working.
  case notUsable = 11
  /// A client is created or its secret is new, but the app that was to get it did not, or may not have.
  case appNotReached = 12
  /// What was asked for is printed, but it may not be all there is.
  case notWhole = 13
  /// An audit or a search found what it was to fail on.
  case found = 14
  /// Wrong usage, where the argument parser could not see it.
  case wrongUsage = 64
  /// The command to hand a client to cannot be run, as a shell has it: nothing was done.
  case cannotRun = 127
  /// SIGINT, as a shell reports it.
  case interrupted = 130

  /// As the argument parser takes it.
  var exitCode: ExitCode { ExitCode(rawValue) }

  /// What is left with after a signal, as a shell reports it.
  static func code(ofSignal number: Int32) -> ExitCode { ExitCode(128 + number) }
}

extension ExitStatus {
  /// How a command ends after an error of the API.
  init(_ error: APIError) {
    if error.mayHaveBeenDone {
      self = .outcomeUnknown
    } else {
      switch error {
      case .notFound: self = .notFound
      case .unreachable, .unreadable, .outcomeUnknown: self = .network
      case .cancelled: self = .interrupted
      case .refused, .conflict, .changedSinceShown, .configVarsChanged, .readOnly: self = .refused
      }
    }
  }
}
