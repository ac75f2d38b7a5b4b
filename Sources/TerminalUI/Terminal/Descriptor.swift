import ClientBrowser
import Platform

/// The system calls on a terminal's descriptor, without its ownership.
struct Descriptor {
  let number: Int32

  var isTerminal: Bool { isatty(number) == 1 }

  /// The size that the terminal has told the system; nil if it has not, as on a serial line.
  var windowSize: Size? {
    var window = winsize()
    guard ioctl(number, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
      return nil
    }
    return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
  }

  /// How the terminal treats what is typed.
  func modes() throws(TerminalError) -> termios {
    var modes = termios()
    guard tcgetattr(number, &modes) == 0 else { throw .systemCallFailed("tcgetattr", code: errno) }
    return modes
  }

  /// Changes how the terminal treats what is typed, once all that was written is out.
  func setModes(_ modes: termios) {
    var modes = modes
    while tcsetattr(number, TCSADRAIN, &modes) != 0, errno == EINTR {}
  }

  /// A stream on a descriptor of its own, to be closed by whoever asked for it.
  func newStream() throws(TerminalError) -> UnsafeMutablePointer<FILE> {
    let copy = fcntl(number, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { throw .systemCallFailed("fcntl", code: errno) }
    guard let stream = fdopen(copy, "r+") else {
      let code = errno
      close(copy)
      throw .systemCallFailed("fdopen", code: code)
    }
    return stream
  }

  /// All that can be read at once, but no more than a loop should handle before it paints.
  ///
  /// Only reads when there is something, so that a terminal which the shell has left in blocking mode stays
  /// in it: the mode belongs to everyone who has the terminal open.
  func readPending() -> InputRead {
    var input: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while input.count < 65_536, hasInput {
      let count = read(number, &buffer, buffer.count)
      if count > 0 {
        input += buffer.prefix(count)
        if count < buffer.count { break }
      } else if count < 0, errno == EINTR || errno == EAGAIN {
        break
      } else if input.isEmpty {
        // Zero bytes, EIO, EBADF: a loop that read on would never rest again.
        return .end
      } else {
        break
      }
    }
    return input.isEmpty ? .nothing : .bytes(input)
  }

  /// Whether a read returns at once: with bytes, or because the terminal is gone.
  private var hasInput: Bool {
    var request = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0
  }

  /// Writes all of it; what cannot be written is dropped, for then the terminal is gone.
  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(number, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var request = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        poll(&request, 1, -1)
      } else if errno != EINTR {
        return
      }
    }
  }
}

/// `write(2)`, which the method of that name hides.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
