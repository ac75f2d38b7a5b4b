/// A place where a token may be.
public enum CredentialsSource: Hashable, Sendable {
  /// The variable `HEROKU_API_KEY`.
  case environment
  /// The system's secret store, asked through a program; the account is nil while nobody knows it.
  case secretStore(program: String, account: String?)
  /// A netrc file, by its path as people write it, and the entry that is wanted.
  case netrc(path: String, machine: NetrcEntry.Machine)

  /// Where it is, without what in it is meant: “~/.netrc”.
  public var place: String {
    switch self {
    case .environment: "HEROKU_API_KEY"
    case .secretStore(let program, _): "the secret store (\(program))"
    case .netrc(let path, _): path
    }
  }
}

extension CredentialsSource: CustomStringConvertible {
  /// Where it is and what in it is meant: “~/.netrc, machine api.heroku.com”.
  public var description: String {
    switch self {
    case .environment, .secretStore(_, account: nil): place
    case .secretStore(_, let account?): "\(place), account \(account)"
    case .netrc(_, .named(let machine)): "\(place), machine \(machine)"
    case .netrc(_, .anyOther): "\(place), default"
    }
  }
}
