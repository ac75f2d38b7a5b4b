import CNcurses
import MainLoop
import Platform

/// The file in memory that ncurses writes to, so that a frame reaches the terminal in one piece, in sequences that every
/// emulator knows, and without waiting for a terminal that takes nothing.
struct OutputCapture {
  /// The file.
  let file: Int32
  private var sequences = PlainSequences()

  init() throws(TerminalError) {
    file = anonymous_file()
    guard file >= 0 else { throw .systemCallFailed("memfd_create", code: errno) }
  }

  /// What ncurses writes, ready for the terminal.
  @LoopActor
  mutating func bytes(of write: @LoopActor () -> Void) -> [UInt8] {
    write()
    return sequences.rewriting(contents())
  }

  /// Lets ncurses write, and drops what it has written.
  @LoopActor
  func drop(_ write: @LoopActor () -> Void) {
    write()
    lseek(file, 0, SEEK_SET)
  }

  /// What was written to the file, which is empty again afterwards.
  private func contents() -> [UInt8] {
    let count = lseek(file, 0, SEEK_CUR)
    guard count > 0 else { return [] }
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, read in
      read = max(0, pread(file, buffer.baseAddress, buffer.count, 0))
    }
    // What lies there is written over by the next frame, as far as that goes; the position says how far.
    lseek(file, 0, SEEK_SET)
    return bytes
  }

  /// Closes the file.
  func close() {
    closeDescriptor(file)
  }
}
