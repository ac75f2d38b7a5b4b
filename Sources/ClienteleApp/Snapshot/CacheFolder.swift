import FoundationEssentials
import Platform

/// The folder that snapshots are kept in: `$XDG_CACHE_HOME/clientele`, else `~/.cache/clientele`.
struct CacheFolder: Sendable {
  /// What the names of snapshots end with.
  static let suffix = ".list"
  /// What the names of snapshots being written end with; a crash may leave one.
  static let temporarySuffix = ".part"

  /// The absolute path.
  let path: String

  /// The folder that an environment means; nil where it names neither a cache nor a home.
  ///
  /// A relative `XDG_CACHE_HOME` is ignored, as the XDG Base Directory Specification wants it.
  init?(environment: [String: String]) {
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
      path = cache + "/clientele"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      path = home + "/.cache/clientele"
    } else {
      return nil
    }
  }

  /// Opens the folder, for use with `openat`, and closes it after the body; nil where it cannot be used.
  ///
  /// It must be a directory, no symbolic link, and ours; one that is open to others is closed to them first.
  func withDescriptor<Result>(creating: Bool, _ body: (Int32) -> Result?) -> Result? {
    if creating {
      // Only the last two can be missing: the cache's parent is a home or was chosen by the person.
      let parent = path[..<(path.lastIndex(of: "/") ?? path.endIndex)]
      mkdir(String(parent), 0o700)
      mkdir(path, 0o700)
    }
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_uid == geteuid() else { return nil }
    if status.st_mode & 0o7777 != 0o700, fchmod(descriptor, 0o700) != 0 { return nil }
    return body(descriptor)
  }

  /// The names of all snapshots, and of what a crash has left of one.
  func names() -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(Self.suffix) || name.hasSuffix(Self.temporarySuffix) { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes every snapshot, and says how many went and how many did not.
  func clear() -> (removed: Int, left: Int) {
    let names = names()
    guard !names.isEmpty else { return (0, 0) }
    let removed = withDescriptor(creating: false) { folder in
      names.count { unlinkat(folder, $0, 0) == 0 }
    }
    return (removed ?? 0, names.count - (removed ?? 0))
  }
}

extension CacheFolder {
  /// What is in the folder.
  enum Contents: Hashable {
    /// There is no folder yet; the first list that is kept makes it.
    case missing
    /// What stands there is not ours to use.
    case unusable
    /// So many lists, of so many bytes together, and when the newest was written.
    case lists(count: Int, bytes: Int, newest: Date?)
  }

  /// Looks at the folder, and changes nothing but a mode that is open to others.
  func contents() -> Contents {
    var status = stat()
    guard lstat(path, &status) == 0 else { return errno == ENOENT ? .missing : .unusable }
    let lists = withDescriptor(creating: false) { folder in
      names().filter { $0.hasSuffix(Self.suffix) }.compactMap { name -> (bytes: Int, date: Date)? in
        var status = stat()
        guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
        let seconds = TimeInterval(status.modificationTime.tv_sec)
        return (Int(status.st_size), Date(timeIntervalSince1970: seconds))
      }
    }
    guard let lists else { return .unusable }
    return .lists(count: lists.count, bytes: lists.map(\.bytes).reduce(0, +), newest: lists.map(\.date).max())
  }
}
