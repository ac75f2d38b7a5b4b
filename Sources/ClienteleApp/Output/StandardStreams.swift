import HerokuAPI
import Platform
import Synchronization
import SystemPackage
import TerminalText

/// The three streams that the program is started with.
enum StandardStreams {
  /// Makes sure that what is opened from now on takes the place of none of them.
  ///
  /// A shell can start a program without one (`2>&-`). The next file or connection would get its number, and be written
  /// what is meant for people. The place is taken by something that cannot be used as the stream that is missing.
  static func keepPlaces() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest number that is free, and so this one: those before it are taken.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}

/// Where people are told things that are no data: the one way of the program's words to standard error.
///
/// Names, answers of servers, arguments, paths and variables may be in any line; what would drive a terminal, or
/// could not be seen, is shown as `�`. Also where it is no terminal: logs and files are looked at on one later.
enum StandardError {
  /// Whether a person reads it as it comes.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Whether a person can be asked something, and answer.
  static var canAsk: Bool { isTerminal && isatty(STDIN_FILENO) == 1 }

  /// How many cells of the last line the next text takes the place of.
  private static let progressWidth = Mutex(0)

  /// Writes a line; a line feed in it does not end it.
  static func print(_ line: String) {
    print(lines: [line])
  }

  /// Writes lines, at once.
  static func print(lines: [String]) {
    write(lines.map { CleanText($0).text + "\n" }.joined())
  }

  /// Writes what a person types an answer behind.
  static func ask(_ question: String) {
    write(CleanText(question).text)
  }

  /// Shows on a terminal how far something is, in a line that the next text takes the place of; nil takes it away.
  static func showProgress(_ text: String?) {
    guard isTerminal else { return }
    write("", progress: text.map { CleanText($0).text.cut(toWidth: progressCells) })
  }

  /// Fits every terminal, with room for the cursor.
  private static let progressCells = 79

  private static func write(_ text: String, progress: String? = nil) {
    progressWidth.withLock { width in
      // Blanks, because not every terminal knows how to erase a line.
      let erasure = width > 0 ? "\r\(String(repeating: " ", count: width))\r" : ""
      width = progress?.cellWidth ?? 0
      // Where it cannot be written, there is nobody left to be told.
      _ = try? FileDescriptor.standardError.writeAll((erasure + text + (progress ?? "")).utf8)
    }
  }
}

/// Where data goes, and nothing else.
enum StandardOutput {
  /// Writes a text that was only read, whole.
  ///
  /// A reader that has gone, as `head` does, is no failure: it has what it wanted. Unless it must have been there.
  static func print(_ text: String, toleratingLostReader: Bool = true) throws(CommandFailure) {
    do throws(Errno) {
      try FileDescriptor.standardOutput.writeWhole(text.utf8)
    } catch {
      guard error != .brokenPipe || !toleratingLostReader else { return }
      throw CommandFailure(.outputFailed, "The standard output could not be written: \(error).")
    }
  }

  /// Writes what came of a change, whole.
  ///
  /// Here a reader that has gone is a failure: nobody has got the secret that was made.
  ///
  /// - Parameters:
  ///   - done: what was done, as a sentence.
  ///   - wayToSecret: how to get at the secret once more, as a sentence.
  static func print(_ text: String, after done: String, wayToSecret: String) throws(CommandFailure) {
    do throws(Errno) {
      try FileDescriptor.standardOutput.writeWhole(text.utf8)
    } catch {
      throw CommandFailure(
        .outputFailed,
        "\(done) But the standard output could not be written: \(error). \(wayToSecret)"
      )
    }
  }

  /// Writes what came of several changes, whole.
  ///
  /// - Parameter wayToSecrets: how to get at the secrets once more, as lines.
  static func print(_ text: String, wayToSecrets: [String]) throws(CommandFailure) {
    do throws(Errno) {
      try FileDescriptor.standardOutput.writeWhole(text.utf8)
    } catch {
      throw CommandFailure(
        .outputFailed,
        lines: ["The standard output could not be written: \(error)."] + wayToSecrets
      )
    }
  }
}

extension FileDescriptor {
  /// Writes bytes whole, with as many calls as that takes.
  func writeWhole(_ bytes: some Sequence<UInt8>) throws(Errno) {
    do {
      try writeAll(bytes)
    } catch {
      throw error as? Errno ?? .ioError
    }
  }
}
