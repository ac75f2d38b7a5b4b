import HerokuAPI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file with a client's id and secret, as programs read their environment from.
struct CredentialsFile {
  /// Why a file was not written, in words for people.
  struct Failure: Error {
    let reason: String
  }

  /// The text of the file.
  static func text(of credentials: ClientCredentials) -> String {
    """
    HEROKU_OAUTH_ID=\(credentials.client.id.text)
    HEROKU_OAUTH_SECRET=\(credentials.secret?.reveal() ?? "")

    """
  }

  /// Writes a new file that only its owner can read.
  ///
  /// A file that exists is left alone, a symbolic link too.
  static func write(_ credentials: ClientCredentials, to path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST {
        throw Failure(reason: "\(path) exists already and was left as it is. Give another name.")
      }
      throw Failure(
        reason: "Could not create \(path): \(String(cString: strerror(errno))). Nothing was written."
      )
    }
    defer { close(descriptor) }
    // The mode given to open is reduced by the umask, never widened; say it again for exotic file systems.
    _ = fchmod(descriptor, 0o600)
    var bytes = Array(text(of: credentials).utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { writeBytes(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let reason = String(cString: strerror(errno))
        unlink(path)
        throw Failure(reason: "Could not write \(path): \(reason). The file was removed again.")
      }
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
