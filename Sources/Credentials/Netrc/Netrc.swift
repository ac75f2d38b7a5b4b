/// What a netrc file says: which login and password belong to which machine.
///
/// The format was never written down as a whole. Where programs differ, this reads what a person would expect
/// who looks at the file; each case has a test that names it.
public struct Netrc: Sendable {
  /// The entries in the order of the file.
  public let entries: [NetrcEntry]

  /// Reads a file's bytes.
  ///
  /// No content is an error: what cannot be understood is passed over.
  public init(_ bytes: some Sequence<UInt8>) {
    var reader = NetrcReader(bytes: Array(bytes))
    entries = reader.entries()
  }

  /// Reads a text.
  public init(_ text: String) {
    self.init(text.utf8)
  }

  /// The entry whose password is meant for a host: the first that names it, else the `default`.
  ///
  /// An entry without a password is passed over: another may have one.
  ///
  /// - Parameter host: as ``HerokuAPI/Endpoint/host`` has it, an IPv6 address with its brackets.
  public func entry(for host: String) -> NetrcEntry? {
    let usable = entries.filter { $0.password != nil }
    return usable.first { $0.machine.names(host) } ?? usable.first { $0.machine == .anyOther }
  }
}
