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

  /// Whether another job has the terminal: then it is not to be painted on, its modes are not to be set, and reading is
  /// refused.
  ///
  /// Never where the terminal is not ours to control.
  var isInBackground: Bool {
    let foreground = tcgetpgrp(number)
    return foreground > 0 && foreground != getpgrp()
  }

  /// Whether nobody is at the other end any more.
  var hasHungUp: Bool {
    var request = pollfd(fd: number, events: 0, revents: 0)
    return poll(&request, 1, 0) > 0
  }

  /// The same terminal, opened once more.
  ///
  /// Whether writing blocks belongs to everybody who has the descriptor from the same `open`, the shell too. One of our
  /// own may do as we like. Nil where it cannot be had, as for another user's terminal after `su`.
  func reopened() -> Int32? {
    let flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC
    let descriptor =
      switch OperatingSystem.current {
      // Also in a container or a mount namespace, where the terminal has no name.
      case .linux: open("/proc/self/fd/\(number)", flags)
      case .darwin: ttyname(number).map { open($0, flags) } ?? -1
      }
    return descriptor >= 0 ? descriptor : nil
  }

  /// Forgets what was written and has not arrived, if the terminal takes nothing.
  func dropOutput() {
    tcflush(number, TCOFLUSH)
  }
}

// MARK: Modes

extension Descriptor {
  /// How the terminal treats what is typed.
  func modes() throws(TerminalError) -> termios {
    var modes = termios()
    guard tcgetattr(number, &modes) == 0 else { throw .systemCallFailed("tcgetattr", code: errno) }
    return modes
  }

  /// Changes how the terminal treats what is typed.
  ///
  /// It does not wait until all that was written has arrived, which may be never.
  func setModes(_ modes: termios) {
    var modes = modes
    while tcsetattr(number, TCSANOW, &modes) != 0, errno == EINTR {}
  }

  /// In the background this stops the job, as it does `less` and `vim`, until somebody brings it to the foreground.
  func waitForForeground() {
    guard isInBackground, let modes = try? modes() else { return }
    setModes(modes)
  }
}

extension termios {
  /// These modes, but every byte as it comes and goes, at once, without echo and signals: Ctrl-C, Ctrl-S, Ctrl-V and
  /// Ctrl-Z are keys here.
  var raw: termios {
    var modes = self
    modes.c_iflag &= ~tcflag_t(BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON)
    modes.c_oflag &= ~tcflag_t(OPOST)
    modes.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG | IEXTEN)
    withUnsafeMutableBytes(of: &modes.c_cc) { bytes in
      bytes[Int(VMIN)] = 1
      bytes[Int(VTIME)] = 0
    }
    return modes
  }

  /// Whether a terminal with these modes does the same as with others.
  func isSame(as other: termios) -> Bool {
    c_iflag == other.c_iflag && c_oflag == other.c_oflag && c_cflag == other.c_cflag
      && c_lflag == other.c_lflag
      && withUnsafeBytes(of: c_cc) { mine in
        withUnsafeBytes(of: other.c_cc) { $0.elementsEqual(mine) }
      }
  }
}

// MARK: Input

/// What there was to read from the terminal.
public enum InputRead: Hashable, Sendable {
  /// These bytes, in the order of typing.
  case bytes([UInt8])
  /// Nothing yet.
  case nothing
  /// The terminal is gone: it was closed, or its other end was.
  case end
}

extension Descriptor {
  /// All that can be read at once, but no more than a loop should handle before it paints.
  ///
  /// Only reads when there is something, so that a terminal which the shell has left in blocking mode stays in it, and
  /// nothing in the background, where reading is refused: what is typed there is for another job.
  func readPending() -> InputRead {
    var input: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while input.count < 65_536, hasInput, !isInBackground {
      let count = read(number, &buffer, buffer.count)
      if count > 0 {
        input += buffer.prefix(count)
        if count < buffer.count { break }
      } else if count < 0, errno == EINTR || errno == EAGAIN || (errno == EIO && isInBackground) {
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
}
