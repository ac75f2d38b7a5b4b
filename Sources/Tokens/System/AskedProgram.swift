import TerminalText

/// A program that is asked for something: its standard output is the answer.
public struct AskedProgram: Hashable, Sendable {
  /// Its name, as it is looked for in `PATH`.
  public let name: String
  /// Its arguments.
  ///
  /// They are visible to everybody on the machine, so that none is a secret.
  public let arguments: [String]
  /// How long it may take.
  ///
  /// It may have to ask a person, who may have to look up a pass phrase.
  public let timeLimit: Duration

  /// A program, what it is asked, and how long it may take.
  public init(name: String, arguments: [String], timeLimit: Duration) {
    self.name = name
    self.arguments = arguments
    self.timeLimit = timeLimit
  }

  /// GnuPG, to decrypt a file.
  static func gpg(decrypting path: String, mayPrompt: Bool) -> AskedProgram {
    let prompting = mayPrompt ? [] : ["--pinentry-mode", "error"]
    // Without the two dashes a path that starts with one would be an option.
    let arguments = ["--batch", "--quiet"] + prompting + ["--decrypt", "--", path]
    return AskedProgram(name: "gpg", arguments: arguments, timeLimit: .seconds(60))
  }
}

/// How a program that was asked ended.
public enum ProgramAnswer: Hashable, Sendable {
  /// It exited with a code, having written to its standard output and standard error.
  case exited(Int, output: [UInt8], error: String)
  /// There is no program of that name.
  case notInstalled
  /// A signal ended it.
  case signaled(Int)
  /// It took longer than it may, and was ended.
  case timedOut(Duration)
  /// It could not be started or listened to; the text says why.
  case failed(String)

  /// For people: why a program gave no token, without a full stop.
  ///
  /// Never what it wrote to standard output.
  func failure(of program: String) -> String {
    switch self {
    case .exited(let code, _, let error):
      Self.firstLine(error, of: program).map { "\(program) says: \($0)" } ?? "\(program) exited with \(code)"
    case .notInstalled: "\(program) is not installed"
    case .signaled(let number): "signal \(number) ended \(program)"
    case .timedOut(let limit): "\(program) did not answer within \(Self.seconds(limit)) s"
    case .failed(let reason): "\(program) could not be asked: \(reason)"
    }
  }

  /// A duration as its seconds, with a fraction only where there is one.
  private static func seconds(_ duration: Duration) -> String {
    let (whole, fraction) = duration.components
    return fraction == 0 ? "\(whole)" : "\(Double(whole) + Double(fraction) / 1e18)"
  }

  /// The first line with anything in it, of moderate length and fit for a terminal.
  private static func firstLine(_ text: String, of program: String) -> String? {
    let lines = text.split { $0.isNewline }.map { CleanText(String($0)).text }
    guard var line = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    // Most programs put their name before what they say.
    if line.hasPrefix("\(program): ") { line = String(line.dropFirst(program.count + 2)) }
    if line.count > 160 { return "\(line.prefix(160))…" }
    return line.hasSuffix(".") ? String(line.dropLast()) : line
  }
}
