import HerokuAPI
import Synchronization
import Tokens

/// A system with just the files and programs that a test gives it, which keeps count of what was touched.
final class FakeSystem: Sendable {
  static let home = "/home/me"

  private let files: [String: Result<ReadFile, UnreadableFile>]
  private let answers: [String: ProgramAnswer]
  private let touched = Mutex<(paths: [String], programs: [AskedProgram])>(([], []))

  init(files: [String: Result<ReadFile, UnreadableFile>] = [:], answers: [String: ProgramAnswer] = [:]) {
    self.files = files
    self.answers = answers
  }

  /// A system with text files, none of which others can read.
  convenience init(texts: [String: String], answers: [String: ProgramAnswer] = [:]) {
    self.init(files: texts.mapValues { .success(ReadFile(bytes: Array($0.utf8))) }, answers: answers)
  }

  /// The files that were read or looked for.
  var paths: [String] { touched.withLock { $0.paths } }
  /// The programs that were asked.
  var programs: [AskedProgram] { touched.withLock { $0.programs } }

  func lookup(
    _ environment: [String: String] = [:],
    home: String? = home,
    store: SecretStore = .secretService
  ) -> TokenLookup {
    TokenLookup(
      environment: environment,
      home: home,
      secretStore: store,
      readFile: { (path) throws(UnreadableFile) in
        self.touched.withLock { $0.paths.append(path) }
        guard let file = self.files[path] else { throw .absent }
        return try file.get()
      },
      runProgram: { program in
        self.touched.withLock { $0.programs.append(program) }
        return self.answers[program.name] ?? .notInstalled
      }
    )
  }
}

extension ProgramAnswer {
  /// Success, with a text on standard output.
  static func output(_ text: String) -> ProgramAnswer { .exited(0, output: Array(text.utf8), error: "") }
  /// Failure, with a text on standard error.
  static func error(_ text: String, code: Int = 1) -> ProgramAnswer { .exited(code, output: [], error: text) }
}

extension TokenSearch {
  /// The token that was found, as a text.
  var token: String? { found?.token.reveal() }
  /// The attempts as people see them.
  var trace: [String] { attempts.map(\.description) }
}
