import SystemPackage

/// A file that was read as a whole.
public struct ReadFile: Hashable, Sendable {
  /// What is in it.
  public let bytes: [UInt8]
  /// Whether its group, or everybody, may read it.
  public let isReadableByOthers: Bool

  /// A file with that content.
  public init(bytes: [UInt8], isReadableByOthers: Bool = false) {
    self.bytes = bytes
    self.isReadableByOthers = isReadableByOthers
  }

  /// The most that is read.
  static let maximumSize = 1 << 20

  /// Reads a file.
  public init(path: String) throws(UnreadableFile) {
    do {
      // Opening a pipe would wait for somebody to write to it.
      let file = try FileDescriptor.open(FilePath(path), .readOnly, options: [.nonBlocking, .closeOnExec])
      self = try file.closeAfter { try Self(reading: file) }
    } catch let problem as UnreadableFile {
      throw problem
    } catch Errno.noSuchFileOrDirectory, Errno.notDirectory {
      throw .absent
    } catch let error as Errno {
      throw .refused(error.description)
    } catch {
      throw .refused("\(error)")
    }
  }

  private init(reading file: FileDescriptor) throws {
    let state = try file.stat()
    switch state.type {
    case .regular: break
    case .directory: throw UnreadableFile.directory
    default: throw UnreadableFile.notAFile
    }
    var bytes: [UInt8] = []
    // The size that the system tells may be outdated, or 0 for a file that is made up as it is read.
    while bytes.count <= Self.maximumSize {
      let chunk = try [UInt8](unsafeUninitializedCapacity: 1 << 14) { buffer, count in
        count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      guard !chunk.isEmpty else {
        self.init(
          bytes: bytes,
          isReadableByOthers: !state.permissions.isDisjoint(with: [.groupRead, .otherRead])
        )
        return
      }
      bytes += chunk
    }
    throw UnreadableFile.tooLarge
  }
}
