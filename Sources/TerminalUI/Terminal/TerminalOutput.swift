import Platform

/// What is on its way to the terminal.
///
/// Writing never waits: what a terminal does not take is kept until it does, and the program stays free to do something
/// else, above all to end.
struct TerminalOutput {
  /// What a loop waits on while something is kept.
  let descriptor: Descriptor
  /// Whether the descriptor is one of our own, which does not block.
  private let isOwn: Bool
  private var kept: ArraySlice<UInt8> = []
  private var isBroken = false

  /// Without a descriptor of our own only so much is written at a time, once there is room for some: more could block.
  private static let smallPiece = 64

  init(to terminal: Descriptor) {
    let own = terminal.reopened()
    descriptor = own.map(Descriptor.init) ?? terminal
    isOwn = own != nil
  }

  /// Whether the terminal has not taken everything yet.
  var isBlocked: Bool { !kept.isEmpty }

  /// Writes what the terminal takes now, and keeps the rest; false if the terminal is gone.
  @discardableResult
  mutating func write(_ bytes: [UInt8]) -> Bool {
    kept += bytes
    return flush()
  }

  /// Writes what was kept, as far as the terminal takes it now; false if the terminal is gone, and all of it dropped.
  @discardableResult
  mutating func flush() -> Bool {
    while !kept.isEmpty, isOwn || hasRoom(within: 0) {
      let piece = isOwn ? kept : kept.prefix(Self.smallPiece)
      let count = piece.withUnsafeBytes { systemWrite(descriptor.number, $0.baseAddress, $0.count) }
      if count > 0 {
        kept = kept.dropFirst(count)
      } else if count < 0, errno == EAGAIN {
        break
      } else if count == 0 || errno != EINTR {
        kept = []
        isBroken = true
      }
    }
    if kept.isEmpty { kept = [] }
    return !isBroken
  }

  /// Writes what gives the terminal back, whether or not it takes the rest.
  ///
  /// A terminal that takes nothing for a moment gets neither what was kept nor what is under way in the system.
  mutating func finish(with bytes: [UInt8]) {
    wait()
    if isBlocked {
      descriptor.dropOutput()
      // CAN: what was cut off in the middle is no sequence any more.
      kept = [0x18]
    }
    write(bytes)
    wait()
    kept = []
  }

  /// Gives the terminal a moment to take what was kept.
  private mutating func wait() {
    let deadline = ContinuousClock.now + .milliseconds(200)
    while isBlocked, ContinuousClock.now < deadline {
      if hasRoom(within: 50) { flush() }
    }
  }

  private func hasRoom(within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: descriptor.number, events: Int16(POLLOUT), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }

  /// Closes the descriptor, if it is our own.
  func close() {
    if isOwn { closeDescriptor(descriptor.number) }
  }
}

/// `write(2)`, which the method of that name hides.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

/// `close(2)`, which methods of that name hide.
func closeDescriptor(_ descriptor: Int32) {
  close(descriptor)
}
