import Platform
import Synchronization
import SystemPackage

/// A file that was read as a whole.
public struct ReadFile: Hashable, Sendable {
  /// What is in it.
  public let bytes: [UInt8]
  /// Whether its group, or everybody, may read it.
  public let isReadableByOthers: Bool
  /// Whether it was a pipe, from which the same cannot be read again.
  public let isPipe: Bool

  /// A file with that content.
  public init(bytes: [UInt8], isReadableByOthers: Bool = false, isPipe: Bool = false) {
    self.bytes = bytes
    self.isReadableByOthers = isReadableByOthers
    self.isPipe = isPipe
  }

  /// The most that is read.
  static let maximumSize = 1 << 20

  /// Reads a file, or what is written to a pipe.
  ///
  /// - Parameters:
  ///   - path: the file's path; `/dev/fd/N`, as a shell makes it of `<(…)`, is the process's own descriptor.
  ///   - patience: how long a pipe may take.
  public init(path: String, patience: Duration = .seconds(10)) throws(UnreadableFile) {
    do {
      let file = try Self.open(path)
      self = try file.closeAfter { try Self(reading: file, until: .now + patience) }
    } catch let problem as UnreadableFile {
      throw problem
    } catch Errno.noSuchFileOrDirectory, Errno.notDirectory {
      throw Self.isLink(path) ? UnreadableFile.refused("it is a symbolic link to what is not there") : .absent
    } catch let error as Errno {
      throw .refused(error.description)
    } catch {
      throw .refused("\(error)")
    }
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  private static func open(_ path: String) throws -> FileDescriptor {
    if let number = descriptor(in: path) {
      let inherited = FileDescriptor(rawValue: number)
      // Opening a pipe by its path gives one that does not tell its end if that was reached before; a socket
      // cannot be opened at all. A plain file, though, would go on where somebody else has left off.
      if try inherited.stat().type != .regular { return try inherited.duplicate() }
    }
    // Without .nonBlocking, opening a pipe would wait for somebody to write to it.
    return try FileDescriptor.open(FilePath(path), .readOnly, options: [.nonBlocking, .closeOnExec])
  }

  /// The number of the descriptor that a path names.
  private static func descriptor(in path: String) -> CInt? {
    if path == "/dev/stdin" { return STDIN_FILENO }
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return CInt(path.dropFirst(folder.count)).flatMap { $0 >= 0 ? $0 : nil }
    }
    return nil
  }

  private init(reading file: FileDescriptor, until deadline: ContinuousClock.Instant) throws {
    let state = try file.stat()
    switch state.type {
    case .regular, .fifo, .socket: break
    case .directory: throw UnreadableFile.directory
    default: throw UnreadableFile.notAFile
    }
    let isPipe = state.type != .regular
    var bytes: [UInt8] = []
    // The size that the system tells may be outdated, or 0 for a file that is made up as it is read.
    while bytes.count <= Self.maximumSize {
      if isPipe { try Self.wait(for: file, until: deadline) }
      let chunk = try [UInt8](unsafeUninitializedCapacity: 1 << 14) { buffer, count in
        count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      guard !chunk.isEmpty else {
        self.init(
          bytes: bytes,
          isReadableByOthers: !isPipe && !state.permissions.isDisjoint(with: [.groupRead, .otherRead]),
          isPipe: isPipe
        )
        return
      }
      bytes += chunk
    }
    throw UnreadableFile.tooLarge
  }

  /// Waits until a pipe has something to read, or its end: before anybody has opened it for writing, a read would take
  /// it for empty.
  private static func wait(for file: FileDescriptor, until deadline: ContinuousClock.Instant) throws {
    while ContinuousClock.now < deadline {
      guard !Task.isCancelled else { throw UnreadableFile.refused("it was interrupted") }
      var question = pollfd(fd: file.rawValue, events: Int16(POLLIN), revents: 0)
      // In slices, so that it notices when it is cancelled.
      if poll(&question, 1, 100) > 0 { return }
    }
    throw UnreadableFile.silentPipe
  }
}

/// Why a file was not read.
public enum UnreadableFile: Error, Hashable, Sendable {
  /// There is none of that name.
  case absent
  /// It is a directory.
  case directory
  /// It is a device, which might never end.
  case notAFile
  /// It is a pipe to which nothing was written, or whose end did not come.
  case silentPipe
  /// It is larger than any file of credentials.
  case tooLarge
  /// The system refused; the text says why.
  case refused(String)
}

extension UnreadableFile: CustomStringConvertible {
  /// The reason in words, without a full stop.
  public var description: String {
    switch self {
    case .absent: "no such file"
    case .directory: "it is a directory"
    case .notAFile: "it is neither a plain file nor a pipe"
    case .silentPipe: "it is a pipe whose end did not come in time"
    case .tooLarge: "it is larger than a file of credentials can be"
    case .refused(let reason): reason
    }
  }
}

/// Reads files, and remembers what was in pipes: that can be read only once.
final class FileMemory: Sendable {
  private let pipes = Mutex<[String: ReadFile]>([:])

  /// Reads a file, or gives what was in the pipe when it was read.
  func read(_ path: String) throws(UnreadableFile) -> ReadFile {
    if let known = pipes.withLock({ $0[path] }) { return known }
    let file = try ReadFile(path: path)
    if file.isPipe { pipes.withLock { $0[path] = file } }
    return file
  }
}
