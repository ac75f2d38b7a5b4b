import Platform
import SystemPackage
import Testing

/// A terminal that shows nothing: a test reads what is written to it, or does not.
final class BareTerminal: Sendable {
  /// The side of the keyboard and the screen.
  let outside: FileDescriptor
  /// The side of the program.
  let inside: FileDescriptor

  struct Failure: Error {}

  /// Makes one of a size that holds a browser.
  init() throws {
    var (keyboard, screen) = (Int32(-1), Int32(-1))
    guard openpty(&keyboard, &screen, nil, nil, nil) == 0 else { throw Failure() }
    outside = FileDescriptor(rawValue: keyboard)
    inside = FileDescriptor(rawValue: screen)
    var size = winsize(ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0)
    guard ioctl(keyboard, UInt(TIOCSWINSZ), &size) == 0 else { throw Failure() }
    for descriptor in [outside, inside] { _ = fcntl(descriptor.rawValue, F_SETFD, FD_CLOEXEC) }
  }

  /// Closes both sides.
  func close() {
    try? outside.close()
    try? inside.close()
  }

  /// Reads what is written until a text has come.
  @discardableResult
  func read(until text: String) async throws -> String {
    let deadline = ContinuousClock.now + .seconds(20)
    var seen: [UInt8] = []
    while !String(decoding: seen, as: UTF8.self).contains(text) {
      try #require(ContinuousClock.now < deadline, "never saw “\(text)”")
      var request = pollfd(fd: outside.rawValue, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, 0) > 0 else {
        try await Task.sleep(for: .milliseconds(5))
        continue
      }
      seen += try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        count = try outside.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
    }
    return String(decoding: seen, as: UTF8.self)
  }

  /// What has been written since the last time.
  ///
  /// The kernel passes it on in its own time, but in order: a mark behind it tells when all of it has come.
  func takeOutput() -> String {
    let mark = Array("\u{1b}_taken\u{1b}\\".utf8)
    _ = try? inside.writeAll(mark)
    var output: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { buffer.deallocate() }
    var request = pollfd(fd: outside.rawValue, events: Int16(POLLIN), revents: 0)
    while !output.suffix(mark.count).elementsEqual(mark), poll(&request, 1, 10_000) > 0,
      let count = try? outside.read(into: buffer), count > 0
    {
      output += buffer.prefix(count)
    }
    return String(decoding: output.dropLast(mark.count), as: UTF8.self)
  }

  /// The modes, as text.
  var modes: String {
    var modes = termios()
    tcgetattr(inside.rawValue, &modes)
    return "\(modes.c_iflag) \(modes.c_oflag) \(modes.c_cflag) \(modes.c_lflag) \(modes.c_cc)"
  }

  /// Takes what has been written, without waiting for more.
  func drain() {
    var request = pollfd(fd: outside.rawValue, events: Int16(POLLIN), revents: 0)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { buffer.deallocate() }
    while poll(&request, 1, 0) > 0, let count = try? outside.read(into: buffer), count > 0 {}
  }

  /// Types bytes, as many as the way to the program takes, while what it writes is taken.
  func type(_ bytes: [UInt8]) {
    let flags = fcntl(outside.rawValue, F_GETFL)
    _ = fcntl(outside.rawValue, F_SETFL, flags | O_NONBLOCK)
    defer { _ = fcntl(outside.rawValue, F_SETFL, flags) }
    _ = bytes.withUnsafeBytes { write(outside.rawValue, $0.baseAddress, $0.count) }
    drain()
  }

  /// Fills the way to the screen, so that it takes nothing more until somebody reads.
  func fill() {
    let flags = fcntl(inside.rawValue, F_GETFL)
    // The flag belongs to what the program has too, so that it is taken back.
    _ = fcntl(inside.rawValue, F_SETFL, flags | O_NONBLOCK)
    defer { _ = fcntl(inside.rawValue, F_SETFL, flags) }
    let junk = [UInt8](repeating: UInt8(ascii: " "), count: 4096)
    // The kernel makes room a few times, while it moves what is there.
    for _ in 0..<64 {
      while junk.withUnsafeBytes({ write(inside.rawValue, $0.baseAddress, $0.count) }) > 0 {}
      sched_yield()
    }
  }
}
