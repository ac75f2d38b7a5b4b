import Platform

/// The folder that the journal is in: `$XDG_STATE_HOME/clientele`, else `~/.local/state/clientele`.
public struct JournalFolder: Hashable, Sendable {
  /// The absolute path.
  public let path: String

  /// A folder; it is made with the first line that is written.
  public init(_ path: String) {
    self.path = path
  }

  /// The folder that an environment means; nil where it names neither a place for state nor a home.
  ///
  /// A relative `XDG_STATE_HOME` is ignored, as the XDG Base Directory Specification wants it.
  public init?(environment: [String: String]) {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      self.init(state + "/clientele")
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      self.init(home + "/.local/state/clientele")
    } else {
      return nil
    }
  }

  /// Opens the folder for use with `openat`, lets nobody else write meanwhile, and closes it after the body.
  ///
  /// It must be a directory, no symbolic link, and ours; one that is open to others is closed to them first.
  ///
  /// - Parameter creating: whether it is made if it is not there; else the body is not called, and nil is returned.
  func locked<Result>(
    creating: Bool,
    _ body: (OpenFolder) throws(JournalProblem) -> Result
  ) throws(JournalProblem) -> Result? {
    if creating { makeFolders() }
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      if !creating, errno == ENOENT { return nil }
      throw JournalProblem(path, errno: errno)
    }
    // Closing it also ends the lock.
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw JournalProblem(path, errno: errno) }
    guard status.st_uid == geteuid() else { throw JournalProblem(path, "it belongs to somebody else") }
    let wasOpen = status.st_mode & 0o077 != 0
    if status.st_mode & 0o7777 != 0o700, fchmod(descriptor, 0o700) != 0 {
      throw JournalProblem(path, "it is open to others, and cannot be closed to them")
    }
    return try body(
      OpenFolder(path: path, descriptor: descriptor, isLocked: Self.lock(descriptor), wasOpen: wasOpen)
    )
  }

  /// Makes the folder with those above it that can be missing: `.local` and `state` of a new home.
  private func makeFolders() {
    var ends = path.indices.filter { path[$0] == "/" }.suffix(3).map { path[..<$0] }
    ends.append(path[...])
    for folder in ends where !folder.isEmpty { mkdir(String(folder), 0o700) }
  }

  /// Waits for others a moment, and then goes on without: one of them may have been stopped, and no change waits for that.
  private static func lock(_ descriptor: Int32) -> Bool {
    for _ in 0..<200 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      guard errno == EWOULDBLOCK || errno == EINTR else { return false }
      usleep(5000)
    }
    return false
  }
}

/// The folder while it is open.
struct OpenFolder {
  let path: String
  let descriptor: Int32
  /// Whether nobody else writes.
  let isLocked: Bool
  /// Whether others could have looked into it until now.
  let wasOpen: Bool

  /// Opens a file of the folder and closes it after the body; nil where there is none.
  func withFile<Result>(
    _ name: String,
    flags: Int32,
    _ body: (_ file: Int32, _ size: Int, _ wasOpen: Bool) throws(JournalProblem) -> Result
  ) throws(JournalProblem) -> Result? {
    let path = "\(path)/\(name)"
    // O_NONBLOCK: a pipe that nobody reads would be waited for, for ever.
    let file = openat(descriptor, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      if flags & O_CREAT == 0, errno == ENOENT { return nil }
      throw JournalProblem(path, errno: errno)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw JournalProblem(path, errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw JournalProblem(path, "it is no regular file") }
    guard status.st_uid == geteuid() else { throw JournalProblem(path, "it belongs to somebody else") }
    let wasOpen = status.st_mode & 0o077 != 0
    if status.st_mode & 0o7777 != 0o600, fchmod(file, 0o600) != 0 {
      throw JournalProblem(path, "others can read it, and it cannot be closed to them")
    }
    return try body(file, Int(status.st_size), wasOpen)
  }
}
