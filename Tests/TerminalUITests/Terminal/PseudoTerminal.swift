import CNcurses
import ClientBrowser
import Platform

/// A terminal for tests: what is written to it can be read, and what is typed on it is up to the test.
final class PseudoTerminal {
  /// Where a program has its terminal.
  let descriptor: Int32
  private var keyboard: Int32

  struct Failure: Error {
    let code: Int32
  }

  init(size: Size = Size(columns: 40, rows: 10)) throws {
    var ends = (keyboard: Int32(-1), screen: Int32(-1))
    guard openpty(&ends.keyboard, &ends.screen, nil, nil, nil) == 0 else { throw Failure(code: errno) }
    (keyboard, descriptor) = ends
    // Children of other tests must not keep the terminal open.
    for end in [keyboard, descriptor] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    resize(to: size)
  }

  deinit {
    hangUp()
    close(descriptor)
  }

  /// The modes that a program finds, as bytes that can be compared.
  var modes: [UInt8] {
    var modes = termios()
    tcgetattr(descriptor, &modes)
    return withUnsafeBytes(of: modes) { Array($0) }
  }

  /// Whether lines are put together, echoed, and keys turned into signals, as a shell has it.
  var isCooked: Bool {
    var modes = termios()
    tcgetattr(descriptor, &modes)
    let cooked = tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    return modes.c_lflag & cooked == cooked
  }

  /// Changes the modes, as a shell or `stty` does.
  func change(_ body: (inout termios) -> Void) {
    var modes = termios()
    tcgetattr(descriptor, &modes)
    body(&modes)
    tcsetattr(descriptor, TCSANOW, &modes)
  }

  /// What can be read at once; nothing is waited for but the first byte.
  func takeSome() -> String {
    guard isReadable(keyboard) else { return "" }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(keyboard, &buffer, buffer.count)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }

  func resize(to size: Size) {
    var window = winsize(
      ws_row: UInt16(size.rows),
      ws_col: UInt16(size.columns),
      ws_xpixel: 0,
      ws_ypixel: 0
    )
    _ = ioctl(keyboard, UInt(TIOCSWINSZ), &window)
  }

  /// What has been written since the last time.
  ///
  /// The kernel passes it on in its own time, but in order: a mark behind it tells when all of it has come.
  func takeOutput() -> String {
    let mark = "\u{1b}_taken\u{1b}\\"
    let bytes = Array(mark.utf8)
    _ = write(descriptor, bytes, bytes.count)
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while !output.suffix(bytes.count).elementsEqual(bytes), isReadable(keyboard) {
      let count = read(keyboard, &buffer, buffer.count)
      guard count > 0 else { break }
      output += buffer.prefix(count)
    }
    return String(decoding: output.dropLast(bytes.count), as: UTF8.self)
  }

  /// Types a text, and returns when all of it can be read.
  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(keyboard, bytes, bytes.count)
    var pending: Int32 = 0
    while isReadable(descriptor), ioctl(descriptor, UInt(FIONREAD), &pending) == 0, pending < bytes.count {}
  }

  /// Waits for something to read; false if nothing comes.
  private func isReadable(_ descriptor: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 10_000) > 0
  }

  /// Closes the window.
  func hangUp() {
    guard keyboard >= 0 else { return }
    close(keyboard)
    keyboard = -1
  }
}
