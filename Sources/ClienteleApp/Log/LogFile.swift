#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that lines are added to, and that only its owner can read.
final class LogFile: Sendable {
  private let descriptor: Int32

  /// Opens a file, and makes it if there is none.
  init(path: String) throws(CommandFailure) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
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
    // A log that cannot be written must not keep the program from its work.
    let bytes = Array((line + "\n").utf8)
    bytes.withUnsafeBytes { _ = write(descriptor, $0.baseAddress, $0.count) }
  }
}
