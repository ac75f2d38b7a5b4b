import HTTPTypes

/// The header fields of the Platform API, and one of the sandbox, that HTTP itself does not name.
enum PlatformField: String {
  case herokuWarning = "X-Heroku-Warning"
  case nextRange = "Next-Range"
  case rateLimitRemaining = "RateLimit-Remaining"
  case requestID = "Request-Id"
  /// `none` spares a request every fault: a test can see what is really there.
  case sandboxFaults = "Sandbox-Faults"
  case twoFactorCode = "Heroku-Two-Factor-Code"
  case warningMessage = "Warning-Message"
}

extension HTTPFields {
  /// The value of a field of the Platform API.
  subscript(field: PlatformField) -> String? {
    get {
      HTTPField.Name(field.rawValue).flatMap { self[$0] }
    }
    set {
      guard let name = HTTPField.Name(field.rawValue) else { return }
      self[name] = newValue
    }
  }
}
