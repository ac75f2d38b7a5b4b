import HerokuAPI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where data goes, and nothing else.
enum StandardOutput {
  /// Writes a text that was only read, whole.
  ///
  /// A reader that has gone, as `head` does, is no failure: it has what it wanted.
  static func print(_ text: String) throws(CommandFailure) {
    do throws(WriteFailure) {
      try write(text)
    } catch {
      guard error.code != EPIPE else { return }
      throw CommandFailure(.outputFailed, "The standard output could not be written: \(error.reason).")
    }
  }

  /// Writes what came of a change, whole.
  ///
  /// Here a reader that has gone is a failure: nobody has got the secret that was made.
  ///
  /// - Parameters:
  ///   - done: what was done, as a sentence.
  ///   - client: whose secret it is.
  static func print(_ text: String, after done: String, of client: OAuthClient) throws(CommandFailure) {
    do throws(WriteFailure) {
      try write(text)
    } catch {
      throw CommandFailure(
        .outputFailed,
        "\(done) But the standard output could not be written: \(error.reason). \(client.wayToSecret)"
      )
    }
  }

  private struct WriteFailure: Error {
    let code: Int32
    var reason: String { String(cString: strerror(code)) }
  }

  private static func write(_ text: String) throws(WriteFailure) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { writeBytes(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw WriteFailure(code: errno) }
      bytes = bytes.dropFirst(count)
    }
  }

  /// libc's `write`, which the method's own name hides.
  private static func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes, count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes, count)
    #else
      Darwin.write(descriptor, bytes, count)
    #endif
  }
}
