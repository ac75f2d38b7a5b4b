/// Why a sandbox cannot be reached.
public enum SandboxServerError: Error, Equatable, CustomStringConvertible {
  /// Another program listens on the port.
  case portInUse(Int)
  /// The port is not from 0 to 65535.
  case noSuchPort(Int)
  /// The system refuses the port, as it does with those under 1024 for most users.
  case portNotAllowed(Int)

  /// What is wrong and what can be done, for people.
  public var description: String {
    switch self {
    case .portInUse(let port):
      "Port \(port) of 127.0.0.1 is in use: choose another, or 0 to have one chosen."
    case .noSuchPort(let port):
      "There is no port \(port): ports are from 1 to 65535, and 0 has one chosen."
    case .portNotAllowed(let port):
      "The system does not let this user listen on port \(port): choose one above 1023, or 0 to have one chosen."
    }
  }
}
