public import HerokuAPI

/// One entry of a netrc file.
public struct NetrcEntry: Hashable, Sendable {
  /// Whom an entry is for.
  public enum Machine: Hashable, Sendable {
    /// The host of that name.
    case named(String)
    /// Every host that has no entry of its own: `default`.
    case anyOther

    /// Whether the entry names a host.
    func names(_ host: String) -> Bool {
      guard case .named(let name) = self else { return false }
      return [name.lowercased(), "[\(name.lowercased())]"].contains(host.lowercased())
    }
  }

  /// Whom the entry is for.
  public internal(set) var machine: Machine
  /// The login: for Heroku, the account's e-mail address.
  public internal(set) var login: String?
  /// The password: for Heroku, the token.
  public internal(set) var password: Secret?

  /// An entry that says no more than whom it is for.
  init(machine: Machine) {
    self.machine = machine
  }
}
