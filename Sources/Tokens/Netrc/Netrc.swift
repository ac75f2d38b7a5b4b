public import HerokuAPI

/// What a netrc file says: which login and password belong to which machine.
///
/// The format was never written down as a whole. Where programs differ, this reads what a person would expect who looks
/// at the file, and never more: a password that may be meant for another server is not used, and the file's owner is
/// told at which line that was decided.
public struct Netrc: Sendable {
  /// The entries in the order of the file.
  public let entries: [NetrcEntry]
  /// What could not be understood, in the order of the file.
  public let problems: [NetrcProblem]

  /// Reads a file's bytes.
  public init(_ bytes: some Sequence<UInt8>) {
    var reader = NetrcReader(bytes: Array(bytes))
    reader.read()
    entries = reader.entries
    problems = reader.problems
  }

  /// Reads a text.
  public init(_ text: String) {
    self.init(text.utf8)
  }

  /// The entry whose password is meant for a server: the first that names it with its port, else the first that names
  /// it without one, else the `default`.
  ///
  /// An entry without a password is passed over: another of the server's may have one. But the `default` takes the place
  /// of none.
  ///
  /// - Parameters:
  ///   - host: as ``HerokuAPI/Endpoint/host`` has it, an IPv6 address with its brackets.
  ///   - port: the port that is connected to.
  public func entry(for host: String, port: UInt16 = 443) -> NetrcEntry? {
    let named = entries.indices.filter { entries[$0].names(host, port: port) }
    let usable = named.filter { entries[$0].password != nil }
    if let found = usable.first(where: { entries[$0].hasPort }) ?? usable.first { return entries[found] }
    guard named.isEmpty else { return nil }
    return entries.first { $0.machine == .anyOther && $0.password != nil && $0.isMeantFor(port) }
  }

  /// Whether entries name a server, and none of them has a password.
  public func lacksPassword(for host: String, port: UInt16 = 443) -> Bool {
    let own = entries.filter { $0.names(host, port: port) }
    return !own.isEmpty && own.allSatisfy { $0.password == nil }
  }

  /// Whether entries name a server, and all of them another port of it.
  public func namesOtherPorts(of host: String, port: UInt16 = 443) -> Bool {
    let own = entries.filter { $0.isFor(host) }
    return !own.isEmpty && own.allSatisfy { !$0.names(host, port: port) }
  }

  /// What the file's owner should know who wanted the entry of a server: what was wrong in its own entries, or, where
  /// there is none to be used, anywhere.
  public func problems(for host: String, port: UInt16 = 443) -> [NetrcProblem] {
    guard let found = entry(for: host, port: port) else { return problems }
    return problems.filter { problem in
      guard let entry = problem.entry.map({ entries[$0] }) else { return false }
      return entry.names(host, port: port) || entry == found
    }
  }
}

/// One entry of a netrc file.
public struct NetrcEntry: Hashable, Sendable {
  /// Whom an entry is for.
  public enum Machine: Hashable, Sendable {
    /// The host of that name, as the file has it: `HOST`, or `HOST:PORT`.
    case named(String)
    /// Every host that has no entry of its own: `default`.
    case anyOther
  }

  /// Whom the entry is for.
  public let machine: Machine
  /// The login: for Heroku, the account's e-mail address.
  public internal(set) var login: String?
  /// The password: for Heroku, the token.
  public internal(set) var password: Secret?
  /// What `port` says: a number, or a service's name.
  var port: String?
  /// The host and port that the machine's name means; nil where it is no host.
  private let server: Server?

  private struct Server: Hashable {
    let host: String
    let port: UInt16?
  }

  /// An entry that says no more than whom it is for.
  init(machine: Machine) {
    self.machine = machine
    server = if case .named(let name) = machine { Self.server(name) } else { nil }
  }

  /// Whether the machine's name is none that a host can have.
  var isForNoHost: Bool { machine != .anyOther && server == nil }

  /// Whether the entry is for one port alone.
  var hasPort: Bool { port != nil || server?.port != nil }

  /// Whether the entry names a server.
  func names(_ host: String, port: UInt16) -> Bool {
    guard let server, server.host == host.lowercased() else { return false }
    return (server.port ?? port) == port && isMeantFor(port)
  }

  /// Whether the entry names a host, on whichever port.
  func isFor(_ host: String) -> Bool { server?.host == host.lowercased() }

  /// Whether what `port` says, if anything, means a port.
  func isMeantFor(_ number: UInt16) -> Bool {
    switch port?.lowercased() {
    case nil: true
    case "https": number == 443
    case "http": number == 80
    case let text?: UInt16(text) == number
    }
  }

  private static func server(_ name: String) -> Server? {
    if name.contains(":"), let address = IPAddress(name) {
      return Server(host: "[\(address.ipv6Text)]", port: nil)
    }
    // The dot of the root, which no other name has.
    let text = name.hasSuffix(".") ? name.dropLast() : name[...]
    guard let authority = try? Authority(text) else { return nil }
    return Server(host: authority.host.text, port: authority.port)
  }
}

/// Something in a netrc file that could not be understood, and where; never what stands there.
public struct NetrcProblem: Hashable, Sendable {
  /// What it is.
  public enum Kind: Hashable, Sendable {
    /// The file is in an encoding in which it has no words.
    case utf16
    /// A word stands where a keyword is expected, and is none.
    case notUnderstood
    /// A keyword without its value.
    case noValue(keyword: String)
    /// A machine's second login or password.
    case second(keyword: String)
    /// A login or password behind a machine that is commented out.
    case behindComment
    /// A machine whose name is no host.
    case noHost
    /// A macro that no blank line ends, with a machine in it.
    case openMacro
  }

  /// What it is.
  public let kind: Kind
  /// The line it stands on, counted from 1.
  public let line: Int
  /// The entry it belongs to, by its place in ``Netrc/entries``; nil before the first.
  let entry: Int?
}

extension NetrcProblem: CustomStringConvertible {
  /// Where and what, as a clause: “line 3: a second password, which is not used”.
  public var description: String {
    switch kind {
    case .utf16: "it is in UTF-16: save it as UTF-8"
    case .notUnderstood:
      "line \(line): a word that is no keyword; what follows is not used before the next machine"
    case .noValue(let keyword): "line \(line): \(keyword) without a value"
    case .second(let keyword):
      "line \(line): a second \(keyword); what follows is not used before the next machine"
    case .behindComment:
      "line \(line): a machine that is commented out; what follows is not used before the next machine"
    case .noHost: "line \(line): the name of a machine that is no host"
    case .openMacro:
      "line \(line): a macro that no blank line ends, so that the machines below it are part of it"
    }
  }
}
