import CSignals
import HerokuAPI
import Platform

/// A program of the person's own that says whether an app works: it is given the app's name, and nothing else of ours.
struct AppCheck: Sendable {
  private let program: ChildProgram
  private let environment: [String: String]

  /// What it is not to know: the key to the account, and a client that the environment may hold.
  private static let withheld: Set<String> = [
    "HEROKU_API_KEY", "HEROKU_OAUTH_ID", "HEROKU_OAUTH_SECRET",
  ]
  /// What keeps it from reading the answers that are meant for us, and from writing where only data goes.
  private static let script = #"exec "$0" "$@" </dev/null >&2"#

  /// Finds the program, before anything is done.
  init(_ name: String, environment: [String: String]) throws(CommandFailure) {
    program = try ChildProgram([name], searchPath: environment["PATH"])
    self.environment = environment.filter { !Self.withheld.contains($0.key) }
  }

  /// What was typed.
  var name: String { program.name }

  /// Runs it about an app, and waits for its end.
  ///
  /// - Parameter wait: waits for a child, and gives its status as `waitpid` does.
  /// - Returns: what is wrong, as a clause; nil where it has ended with 0.
  func problem(with app: HerokuApp, waitingBy wait: (pid_t) -> Int32) -> String? {
    let arguments = ["/bin/sh", "-c", Self.script, program.path, app.name]
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    var values: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") }
    words.append(nil)
    values.append(nil)
    defer { for text in words + values { free(text) } }
    var process: pid_t = 0
    let error = inherited_signals_spawn(&process, "/bin/sh", words, values)
    guard error == 0 else { return "“\(name)” could not be started: \(String(cString: strerror(error)))" }
    let status = wait(process)
    let signal = status & 0x7f
    guard signal == 0 else { return "“\(name)” was ended by the signal \(signal)" }
    let code = status >> 8 & 0xff
    return code == 0 ? nil : "“\(name)” has ended with \(code)"
  }
}
