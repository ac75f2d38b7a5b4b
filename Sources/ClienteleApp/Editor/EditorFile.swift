import Platform
import SystemPackage

/// A file for an editor, in a folder of its own: only its owner can read either.
///
/// An editor leaves more there than it was given: copies, locks, what it would recover. All of it goes with the folder.
struct EditorFile {
  /// Where the file is.
  let path: String
  private let folder: String

  /// Why a file could not be made or read, as a clause.
  struct Failure: Error {
    let reason: String

    /// What `errno` says now.
    fileprivate static var ofSystem: Failure { Failure(reason: String(cString: strerror(errno))) }
  }

  /// The most that is read back, in bytes: an editor that writes without end must not take all memory.
  private static let mostBytes = 64 << 20

  /// Makes the file below `TMPDIR`, with a text.
  init(_ text: String, environment: [String: String]) throws(Failure) {
    var template = Array("\(environment["TMPDIR"] ?? "/tmp")/clientele-XXXXXX".utf8CString)
    // Made with the mode 0700.
    guard let made = mkdtemp(&template) else { throw .ofSystem }
    folder = String(cString: made)
    path = "\(folder)/clients.txt"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let failure = Failure.ofSystem
      remove()
      throw failure
    }
    defer { close(descriptor) }
    do throws(Errno) {
      try FileDescriptor(rawValue: descriptor).writeWhole(text.utf8)
    } catch {
      remove()
      throw Failure(reason: "\(error)")
    }
  }

  /// What is in the file now.
  func text() throws(Failure) -> String {
    // Not waiting, and not followed elsewhere: an editor may have left anything under this name.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw .ofSystem }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .ofSystem }
      guard count > 0 else { break }
      bytes += buffer[..<count]
      guard bytes.count <= Self.mostBytes else { throw Failure(reason: "it has become too large") }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(reason: "it is not UTF-8 any more")
    }
    return text
  }

  /// Removes the folder and what is in it.
  func remove() {
    if let stream = opendir(folder) {
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
        }
        if name != ".", name != ".." { unlink("\(folder)/\(name)") }
      }
      closedir(stream)
    }
    rmdir(folder)
  }
}
