import Platform

/// The journal: a file of lines, each about one change, to which every process of a person appends.
public struct JournalFile: Hashable, Sendable {
  /// The name in the folder.
  public static let name = "journal.jsonl"
  /// How large it may become, in bytes, before its older half is cut off: room for some 6,000 changes.
  public static let standardLimit = 8 << 20

  private static let temporaryName = "journal.part"
  private let folder: JournalFolder
  private let limit: Int

  /// The journal in a folder.
  ///
  /// - Parameter limit: how large it may become, in bytes.
  public init(in folder: JournalFolder, limit: Int = JournalFile.standardLimit) {
    self.folder = folder
    self.limit = limit
  }

  /// The absolute path.
  public var path: String { "\(folder.path)/\(Self.name)" }

  /// Appends an entry, in one write.
  ///
  /// - Returns: whether others could have read the file until now; from now on they cannot.
  @discardableResult
  public func append(_ entry: JournalEntry) throws(JournalProblem) -> Bool {
    guard let line = JournalLine(entry).bytes() else { throw JournalProblem(path, "a line has no JSON form") }
    return try folder.locked(creating: true) { (folder) throws(JournalProblem) -> Bool in
      try append(line, in: folder)
    } ?? false
  }

  private func append(_ line: [UInt8], in folder: OpenFolder) throws(JournalProblem) -> Bool {
    let outcome = try folder.withFile(Self.name, flags: O_RDWR | O_CREAT | O_APPEND) {
      (file, size, wasOpen) throws(JournalProblem) -> (size: Int, wasOpen: Bool) in
      // What a crash has left of a line must not swallow this one.
      let bytes = Self.endsLine(file, size) ? line : [UInt8(ascii: "\n")] + line
      let count = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      guard count == bytes.count else {
        let code = count < 0 ? errno : ENOSPC
        // Half a line is worth nothing; while nobody else writes, it can be taken back.
        if count > 0, folder.isLocked { ftruncate(file, off_t(size)) }
        throw JournalProblem(path, errno: code)
      }
      return (size + bytes.count, wasOpen)
    }
    guard let outcome else { return false }
    if outcome.size > limit, folder.isLocked { cut(folder) }
    return outcome.wasOpen || folder.wasOpen
  }

  private static func endsLine(_ file: Int32, _ size: Int) -> Bool {
    guard size > 0 else { return true }
    var last: UInt8 = 0
    return pread(file, &last, 1, off_t(size - 1)) != 1 || last == UInt8(ascii: "\n")
  }

  /// Cuts the older part off, or leaves everything as it is.
  private func cut(_ folder: OpenFolder) {
    guard let bytes = try? Self.bytes(in: folder) else { return }
    let kept = JournalCut.kept(of: bytes, size: limit / 2)
    unlinkat(folder.descriptor, Self.temporaryName, 0)
    let isWritten = try? folder.withFile(Self.temporaryName, flags: O_WRONLY | O_CREAT | O_EXCL) {
      file,
      _,
      _ in
      kept.withUnsafeBytes { write(file, $0.baseAddress, $0.count) } == kept.count
    }
    guard isWritten == true else {
      unlinkat(folder.descriptor, Self.temporaryName, 0)
      return
    }
    renameat(folder.descriptor, Self.temporaryName, folder.descriptor, Self.name)
  }

  /// Reads the journal; an empty one where there is none.
  ///
  /// - Parameter latest: how many bytes of its end are read; the line that they begin within is left out.
  public func history(latest: Int = .max) throws(JournalProblem) -> History {
    let bytes = try folder.locked(creating: false) { (folder) throws(JournalProblem) -> [UInt8] in
      try Self.bytes(in: folder, latest: latest)
    }
    return History(bytes ?? [])
  }

  /// Removes the journal, and says how many changes were in it.
  public func clear() throws(JournalProblem) -> Int {
    try folder.locked(creating: false) { (folder) throws(JournalProblem) -> Int in
      unlinkat(folder.descriptor, Self.temporaryName, 0)
      let count = (try? Self.bytes(in: folder)).map { History($0).entries.count }
      guard unlinkat(folder.descriptor, Self.name, 0) == 0 || errno == ENOENT else {
        throw JournalProblem(path, errno: errno)
      }
      return count ?? 0
    } ?? 0
  }

  private static func bytes(
    in folder: OpenFolder,
    latest: Int = .max
  ) throws(JournalProblem) -> [UInt8] {
    try folder.withFile(name, flags: O_RDONLY) { file, size, _ in
      // One byte more tells whether a line begins there.
      let first = size > latest ? size - latest - 1 : 0
      let bytes = [UInt8](unsafeUninitializedCapacity: size - first) { buffer, count in
        while count < size - first, let start = buffer.baseAddress {
          let received = pread(file, start + count, size - first - count, off_t(first + count))
          if received < 0, errno == EINTR { continue }
          guard received > 0 else { break }
          count += received
        }
      }
      guard first > 0 else { return bytes }
      return Array(bytes.drop { $0 != UInt8(ascii: "\n") }.dropFirst())
    } ?? []
  }
}
