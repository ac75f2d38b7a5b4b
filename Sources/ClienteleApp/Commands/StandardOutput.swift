#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where data goes, and nothing else.
enum StandardOutput {
  /// Writes a text, whole.
  ///
  /// A reader that has gone, as `head` does, is no failure: it has what it wanted.
  static func print(_ text: String) throws(CommandFailure) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EPIPE { return }
      guard count > 0 else {
        let reason = String(cString: strerror(errno))
        throw CommandFailure(
          .outputFailed,
          "It was done, but standard output could not be written: \(reason)."
        )
      }
      bytes = bytes.dropFirst(count)
    }
  }
}
