public import HerokuAPI

extension FindingSeverity {
  /// The sign before a finding, which tells how bad it is without colours.
  public var sign: String {
    switch self {
    case .error: "✗"
    case .warning: "!"
    case .note: "·"
    }
  }
}
