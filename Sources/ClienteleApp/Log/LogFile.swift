import Platform
import Synchronization

/// A file that lines are added to, and that only its owner can read.
final class LogFile: Sendable {
  /// Where it is, as the person named it.
  let path: String
  private let descriptor: Int32
  /// Why the first line that could not be written was not; 0 while all were.
  private let firstError = Mutex<Int32>(0)

  /// Opens a file, and makes it if there is none.
  init(path: String) throws(CommandFailure) {
    self.path = path
    // O_NONBLOCK: a pipe that nobody reads would be waited for, for ever.
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw CommandFailure(
        .wrongUsage,
        "The log file \(path) cannot be opened: \(reason). Nothing was done."
      )
    }
    var status = stat()
    // One that existed may have been open to others; a device's mode is not ours to change.
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG { fchmod(descriptor, 0o600) }
  }

  deinit {
    close(descriptor)
  }

  /// Adds a line, in one piece: several processes may write to the same file.
  func append(_ line: String) {
    // A log that cannot be written must not keep the program from its work; it is told of at the end.
    let bytes = Array((line + "\n").utf8)
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard count < bytes.count else { return }
    let error = count < 0 ? errno : ENOSPC
    firstError.withLock { if $0 == 0 { $0 = error } }
  }

  /// What to tell at the end: nil if every line is in the file.
  var complaint: String? {
    let error = firstError.withLock { $0 }
    guard error != 0 else { return nil }
    return
      "The log file \(path) could not be written: \(String(cString: strerror(error))). It is not complete."
  }
}
