extension Fault {
  /// Reads a fault, such as `502` or `latency:ms=300,p=0.2,seed=7`.
  public init(_ text: String) throws(FaultError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    guard let entry = FaultCatalogue.entries.first(where: { $0.name == name }) else {
      let names = FaultCatalogue.entries.map(\.name).joined(separator: ", ")
      throw FaultError(description: "There is no fault “\(name)”. The faults are \(names).")
    }

    self.name = name
    var options = try FaultOptions(of: name, parts.dropFirst().first ?? "")
    kind = try entry.read(&options)
    probability = try options.probability("p") ?? probability
    seed = try options.seed("seed") ?? seed
    skip = try options.number("skip", 0...1_000_000) ?? skip
    times = try options.number("times", 0...1_000_000) ?? times
    // A connection is refused before anybody knows what it is for.
    if kind != .refusedConnection { method = try options.method("method") }
    try options.finish()
  }

  /// All faults, one a line, with their own options and what they do; for a help text.
  public static let help = FaultCatalogue.entries
    .map { entry in
      let name = entry.options.isEmpty ? entry.name : "\(entry.name) (\(entry.options))"
      return "\(name): \(entry.effect)"
    }
    .joined(separator: "\n")
}
