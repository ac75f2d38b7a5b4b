/// The attributes of a client that a person can set.
public enum ClientField: String, Hashable, Sendable, CaseIterable {
  /// The name shown on the consent page.
  case name
  /// The redirect URI.
  case redirectURI = "redirect_uri"

  /// What people call the field.
  public var label: String {
    switch self {
    case .name: "name"
    case .redirectURI: "redirect URI"
    }
  }
}

extension OAuthClient {
  /// The value of a field that a person can set.
  public subscript(field: ClientField) -> String {
    get {
      switch field {
      case .name: name
      case .redirectURI: redirectURI
      }
    }
    set {
      switch field {
      case .name: name = newValue
      case .redirectURI: redirectURI = newValue
      }
    }
  }
}
