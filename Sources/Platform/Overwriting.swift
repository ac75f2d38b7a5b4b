/// Overwrites memory with zeroes, also where nobody reads it any more, which lets a compiler leave out other writes.
public func overwrite(_ memory: UnsafeMutableRawBufferPointer) {
  guard let start = memory.baseAddress else { return }
  #if canImport(Darwin)
    _ = memset_s(start, memory.count, 0, memory.count)
  #else
    explicit_bzero(start, memory.count)
  #endif
}
