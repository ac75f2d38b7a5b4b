/// What `clientele doctor` found: lines for a person, and whether the program would work.
///
/// A plain value: whoever gathers the facts adds lines, and none of them may hold a secret.
public struct DoctorReport: Hashable, Sendable {
  /// How one thing stands.
  public enum Status: String, Hashable, Sendable {
    /// As it should be.
    case ok
    /// It works, but its owner should know.
    case warning
    /// It keeps the program from working.
    case failure
  }

  /// One thing and how it stands.
  public struct Line: Hashable, Sendable {
    /// What it is about: “proxy”.
    public let label: String
    /// How it stands, in words.
    public let value: String
    /// How it stands, as a judgement.
    public let status: Status

    /// A thing and how it stands.
    public init(label: String, value: String, status: Status = .ok) {
      self.label = label
      self.value = value
      self.status = status
    }
  }

  /// The lines in the order in which they are shown.
  public private(set) var lines: [Line]

  /// A report of some lines.
  public init(lines: [Line] = []) {
    self.lines = lines
  }

  /// Adds a line.
  public mutating func add(_ label: String, _ value: String, _ status: Status = .ok) {
    lines.append(Line(label: label, value: value, status: status))
  }

  /// Whether the program would work: the exit code is 0 only then.
  public var isUsable: Bool { !lines.contains { $0.status == .failure } }
}
