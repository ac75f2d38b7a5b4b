import CNcurses
import Platform

/// Catches what ncurses writes, so that a frame reaches the terminal in one piece and in sequences that every
/// emulator knows.
///
/// ncurses writes to a descriptor, and takes that for the terminal whose modes it sets. So the descriptor is
/// the terminal's, but for the moments in which it paints: then it is a file in memory.
struct OutputCapture {
  /// The descriptor that ncurses writes to; a copy of our own.
  private let written: Int32
  private let terminal: Descriptor
  /// The file in memory; nil where there is none to be had, and ncurses writes to the terminal itself.
  private let file: Int32?
  private var sequences = PlainSequences()

  /// - Parameters:
  ///   - stream: the stream that ncurses was given.
  ///   - terminal: the descriptor that the stream's is a copy of.
  init(of stream: UnsafeMutablePointer<FILE>, for terminal: Descriptor) {
    written = fileno(stream)
    self.terminal = terminal
    let file = anonymous_file()
    self.file = file >= 0 ? file : nil
  }

  /// Lets ncurses write, and passes on what it has written.
  @MainActor
  mutating func passOn(_ write: @MainActor () -> Void) {
    guard let file, dup2(file, written) >= 0 else { return write() }
    write()
    dup2(terminal.number, written)
    terminal.write(sequences.rewriting(contents(of: file)))
  }

  /// Lets ncurses write, and drops what it has written; does nothing if there is no file to catch it in.
  @MainActor
  func drop(_ write: @MainActor () -> Void) {
    guard let file, dup2(file, written) >= 0 else { return }
    write()
    dup2(terminal.number, written)
    lseek(file, 0, SEEK_SET)
  }

  /// What was written to the file, which is empty again afterwards.
  private func contents(of file: Int32) -> [UInt8] {
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
    if let file { closeDescriptor(file) }
  }
}

/// `close(2)`, which the method of that name hides.
private func closeDescriptor(_ descriptor: Int32) {
  close(descriptor)
}
