import Platform

/// What this process does about a signal, so far as it can be compared: the mask has bytes in it that nobody
/// writes.
struct SignalAction: Equatable {
  private let handler: [UInt8]
  private let flags: Int32

  init(of number: Int32) {
    var action = sigaction()
    sigaction(number, nil, &action)
    // The handler stands first; it is one of a union, whose name differs from system to system.
    handler = withUnsafeBytes(of: action) { Array($0.prefix(MemoryLayout<UInt>.size)) }
    flags = action.sa_flags
  }
}
