import HerokuAPI

/// Why a command ends without having done what it was asked for.
struct CommandFailure: Error, Hashable {
  /// What people are told on standard error.
  let message: String
  /// What the program leaves with.
  let status: ExitStatus

  init(_ status: ExitStatus, _ message: String) {
    self.message = message
    self.status = status
  }

  /// An error of the API, in words.
  init(_ error: APIError, of attempt: Attempt, host: String) {
    self.init(ExitStatus(error), error.explanation(of: attempt, host: host, for: .command).text)
  }
}
