import ClientBrowser
import HerokuAPI
import Platform
import SystemPackage
import TerminalText

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
    try write(text(of: credentials), to: path)
  }

  /// Writes several clients: one new file of JSON, or a new folder with a file for each, named by its id.
  ///
  /// Only its owner can read any of them.
  static func write(
    _ credentials: [ClientCredentials],
    as form: CredentialsForm,
    to path: String
  ) throws(Failure) {
    guard form == .dotenv else { return try write(ClientJSON.document(credentials), to: path) }
    try makeFolders(above: path)
    guard mkdir(path, 0o700) == 0 else {
      if errno == EEXIST {
        throw Failure(reason: "\(path) exists already and was left as it is. Give another name.")
      }
      throw Failure(
        reason: "Could not create \(path): \(String(cString: strerror(errno))). Nothing was written."
      )
    }
    for client in credentials { try write(client, to: "\(path)/\(fileName(of: client)).env") }
  }

  /// Makes the folders that a path goes through and that are not there, readable by their owner alone.
  private static func makeFolders(above path: String) throws(Failure) {
    let parents = FilePath(path).removingLastComponent()
    var folder = FilePath(root: parents.root, [])
    for component in parents.components {
      folder.append(component)
      guard mkdir(folder.string, 0o700) != 0, errno != EEXIST else { continue }
      throw Failure(
        reason: "Could not create \(folder): \(String(cString: strerror(errno))). Nothing was written."
      )
    }
  }

  /// A file's name that shows which client it is, and is one whatever the client's name and id are.
  private static func fileName(of credentials: ClientCredentials) -> String {
    func plain(_ text: String) -> String {
      String(text.unicodeScalars.map { isPlain($0) ? Character($0) : "-" })
    }
    return plain(String(credentials.client.name.prefix(40))) + "-" + plain(credentials.client.id.text)
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", "_": true
    default: false
    }
  }

  private static func write(_ text: String, to path: String) throws(Failure) {
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
      try FileDescriptor(rawValue: descriptor).writeWhole(text.utf8)
    } catch {
      unlink(path)
      throw Failure(reason: "Could not write \(path): \(error). The file was removed again.")
    }
  }
}
