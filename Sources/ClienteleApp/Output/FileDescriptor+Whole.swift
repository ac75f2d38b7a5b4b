import SystemPackage

extension FileDescriptor {
  /// Writes bytes whole, with as many calls as that takes.
  func writeWhole(_ bytes: some Sequence<UInt8>) throws(Errno) {
    do {
      try writeAll(bytes)
    } catch {
      throw error as? Errno ?? .ioError
    }
  }
}
