import CDigest
import ClientBrowser
import FoundationEssentials
import HerokuAPI
import Platform
import SystemPackage

/// Keeps the snapshot of one server and token.
///
/// Nothing here is an error for the person: what cannot be read or written is done without.
struct SnapshotStore: Sendable {
  /// The largest file that is read or written, in bytes: room for about 400,000 clients.
  static let largestFile = 64 << 20

  private let folder: CacheFolder
  /// Server and token; neither can hold the line feed between them.
  private let key: Secret

  /// The store for a server and a token.
  init(folder: CacheFolder, endpoint: Endpoint, token: Secret) {
    self.folder = folder
    key = Secret("\(endpoint)\n\(token.reveal())")
  }

  /// The name of the file, a one-way digest of server and token; nil where they are too long for one.
  ///
  /// It takes a millisecond, on purpose: so does each guess at the token.
  var name: String? {
    var digest = [CChar](repeating: 0, count: Int(SECRET_DIGEST_LENGTH) + 1)
    guard secret_digest(key.reveal(), "clientelelist", &digest) else { return nil }
    return String(decoding: digest.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self) + CacheFolder.suffix
  }

  /// Reads the snapshot; nil where there is none that can be used.
  ///
  /// One that cannot be read is removed.
  func read() -> ListSnapshot? {
    guard let name else { return nil }
    return folder.withDescriptor(creating: false) { folder in
      let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard file >= 0 else {
        // A symbolic link is not ours; it goes, what it points to stays.
        if errno == ELOOP { unlinkat(folder, name, 0) }
        return nil
      }
      defer { close(file) }
      if let bytes = Self.bytes(of: file), let snapshot = ListSnapshot(fileBytes: bytes) { return snapshot }
      unlinkat(folder, name, 0)
      return nil
    }
  }

  /// Writes the snapshot in the place of an older one, whole or not at all.
  @discardableResult
  func write(_ snapshot: ListSnapshot) -> Bool {
    guard let name else { return false }
    let written = folder.withDescriptor(creating: true) { folder -> Bool? in
      let temporary = "\(name).\(getpid())\(CacheFolder.temporarySuffix)"
      unlinkat(folder, temporary, 0)
      let file = openat(folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard file >= 0 else { return nil }
      defer { close(file) }
      _ = fchmod(file, 0o600)
      if Self.write(snapshot, to: FileDescriptor(rawValue: file)),
        renameat(folder, temporary, folder, name) == 0
      {
        return true
      }
      unlinkat(folder, temporary, 0)
      return nil
    }
    return written ?? false
  }

  /// Whether all of it was written, and can be read again.
  private static func write(_ snapshot: ListSnapshot, to file: FileDescriptor) -> Bool {
    var size = 0
    do throws(Errno) {
      try snapshot.forEachPiece { (piece) throws(Errno) in
        size += piece.count
        guard size <= largestFile else { throw .fileTooLarge }
        try file.writeWhole(piece)
      }
      return true
    } catch {
      return false
    }
  }

  private static func bytes(of file: Int32) -> [UInt8]? {
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
      status.st_size <= largestFile
    else { return nil }
    let size = Int(status.st_size)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let start = buffer.baseAddress {
        let received = readBytes(file, start + count, size - count)
        if received < 0, errno == EINTR { continue }
        guard received > 0 else { break }
        count += received
      }
    }
  }
}

/// libc's name, which the method's own would hide.
private func readBytes(_ file: Int32, _ start: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
  read(file, start, count)
}
