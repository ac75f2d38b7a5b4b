/// How much a finding matters; the greater, the worse.
public enum FindingSeverity: UInt8, Hashable, Sendable, CaseIterable {
  /// It cannot work; it is not sent.
  case error = 3
  /// It is risky; people may want it all the same, and are asked.
  case warning = 2
  /// It may be just what is meant; nobody is asked.
  case note = 1
}

extension FindingSeverity: Comparable {
  /// Whether a finding matters less than another.
  public static func < (left: FindingSeverity, right: FindingSeverity) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension FindingSeverity {
  /// What it is called.
  public var word: String {
    switch self {
    case .error: "error"
    case .warning: "warning"
    case .note: "note"
    }
  }
}
