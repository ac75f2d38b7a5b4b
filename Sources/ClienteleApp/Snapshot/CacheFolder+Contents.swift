import FoundationEssentials
import Platform

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
