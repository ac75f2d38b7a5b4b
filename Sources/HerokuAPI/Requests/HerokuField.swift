import HTTPTypes

/// The header fields of the API that HTTP itself does not know.
enum HerokuField: String {
  /// The second factor of an account that demands one.
  case twoFactorCode = "Heroku-Two-Factor-Code"
  /// The range to ask for next, on a 206.
  case nextRange = "Next-Range"
  /// How many requests the account may still make.
  case rateLimitRemaining = "RateLimit-Remaining"
  /// The name under which the API's own log knows the request; a comma list.
  case requestID = "Request-Id"
  /// A warning for people.
  case herokuWarning = "X-Heroku-Warning"
  /// A warning for people, by its other name.
  case warningMessage = "Warning-Message"
}

extension HTTPFields {
  /// The value of one of the API's own fields.
  subscript(field: HerokuField) -> String? {
    get { HTTPField.Name(field.rawValue).flatMap { self[$0] } }
    set {
      guard let name = HTTPField.Name(field.rawValue) else { return }
      self[name] = newValue
    }
  }

  /// Every value of one of the API's own fields, apart.
  subscript(values field: HerokuField) -> [String] {
    HTTPField.Name(field.rawValue).map { self[values: $0] } ?? []
  }
}
