/// What a sandbox holds, whom it answers and how fast.
public struct SandboxConfiguration: Sendable {
  /// How many sample clients there are.
  ///
  /// The first 42 are the same for every number.
  public var clients: Int
  /// How long every answer is held back.
  public var latency: Duration
  /// The one token that is accepted.
  public var token: String
  /// What goes wrong on purpose.
  public var faults: [Fault]

  /// Makes a configuration.
  public init(clients: Int = 42, latency: Duration = .zero, token: String, faults: [Fault] = []) {
    self.clients = max(0, clients)
    self.latency = max(.zero, latency)
    self.token = token
    self.faults = faults
  }
}
