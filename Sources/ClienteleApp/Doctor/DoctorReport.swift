import TerminalText

/// What `clientele doctor` found: lines for a person, and whether the program would work.
///
/// A plain value: whoever gathers the facts adds lines, and none of them may hold a secret.
struct DoctorReport: Hashable, Sendable {
  /// How one thing stands.
  enum Status: String, Hashable, Sendable {
    /// As it should be.
    case ok
    /// It works, but its owner should know.
    case warning
    /// It keeps the program from working.
    case failure
  }

  /// One thing and how it stands.
  struct Line: Hashable, Sendable {
    /// What it is about: “proxy”.
    let label: String
    /// How it stands, in words.
    let value: String
    /// How it stands, as a judgement.
    var status = Status.ok
  }

  /// The lines in the order in which they are shown.
  private(set) var lines: [Line] = []

  /// Adds a line.
  mutating func add(_ label: String, _ value: String, _ status: Status = .ok) {
    lines.append(Line(label: label, value: value, status: status))
  }

  /// Whether the program would work: the exit code is 0 only then.
  var isUsable: Bool { !lines.contains { $0.status == .failure } }
}

extension DoctorReport: CustomStringConvertible {
  /// The report as text: a line each, with the judgement first and the values aligned, and a line end after the last.
  ///
  /// Words rather than signs or colours, so that it can be pasted into an issue. Values come from the environment and
  /// from servers: what a terminal would obey is shown as U+FFFD.
  var description: String {
    let shown = lines.map { ($0.status.rawValue, CleanText($0.label).text, CleanText($0.value).text) }
    let statusWidth = shown.map(\.0.count).max() ?? 0
    let labelWidth = shown.map(\.1.count).max() ?? 0
    return shown.map { status, label, value in
      "\(Self.padded(status, to: statusWidth))  \(Self.padded(label, to: labelWidth))  \(value)\n"
    }.joined()
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: width - text.count)
  }
}
