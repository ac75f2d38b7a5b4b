extension GivenOptions {
  /// What a command line says that only opens the browser; nil where it is for the argument parser: another command, help,
  /// or anything that it would refuse.
  ///
  /// The parser takes four milliseconds, a third of the time until the first frame. What is understood here means to it
  /// just the same; in doubt, it is asked.
  init?(browsing arguments: some Collection<String>) {
    self.init()
    var words = arguments.makeIterator()
    var seen: Set<Substring> = []
    while let word = words.next() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts[0]
      let isFirst = seen.insert(name).inserted
      guard isFirst || name == "--allow-host" else { return nil }
      switch name {
      case "--sandbox" where parts.count == 1: usesSandbox = true
      case "--read-only" where parts.count == 1: isReadOnly = true
      case "--no-cache" where parts.count == 1: keepsList = false
      case "--no-history" where parts.count == 1: keepsHistory = false
      case "--host", "--allow-host", "--two-factor-code", "--log":
        let value = parts.count == 2 ? String(parts[1]) : words.next() ?? ""
        // What looks like an option may be a value that was forgotten.
        guard !value.isEmpty, value == "-" || !value.hasPrefix("-") else { return nil }
        switch name {
        case "--host": host = value
        case "--allow-host": allowedHosts.append(value)
        case "--log": log = value
        default: twoFactorCode = value
        }
      case "browse" where parts.count == 1 && seen.count == 1: continue
      default: return nil
      }
    }
    if problem != nil { return nil }
  }

  /// What contradicts itself, in words for people; nil where nothing does.
  var problem: String? {
    if let twoFactorCode, twoFactorCode.isEmpty || !twoFactorCode.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    {
      // It would be a header that cannot be sent.
      return "--two-factor-code takes digits, or a recovery code."
    }
    if usesSandbox, host != nil { return "--sandbox brings a server of its own: leave --host out." }
    return nil
  }
}
