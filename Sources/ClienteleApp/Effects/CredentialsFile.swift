import HerokuAPI
import Platform
import SystemPackage

/// A file with a client's id and secret, as programs read their environment from.
struct CredentialsFile {
  /// Why a file was not written, in words for people.
  struct Failure: Error {
    let reason: String
  }

  /// The text of the file: assignments that a shell evaluates, and that programs read which know quotes.
  static func text(of credentials: ClientCredentials) -> String {
    ShellAssignments.document(credentials)
      ?? """
      HEROKU_OAUTH_ID=\(ShellText.quoted(credentials.client.id.text))
      HEROKU_OAUTH_SECRET=

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
    do throws(Errno) {
      try FileDescriptor(rawValue: descriptor).writeWhole(text(of: credentials).utf8)
    } catch {
      unlink(path)
      throw Failure(reason: "Could not write \(path): \(error). The file was removed again.")
    }
  }
}
