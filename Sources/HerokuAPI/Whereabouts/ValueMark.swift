/// What a value is known again by as long as the program runs, and from which nobody gets the value back.
///
/// To write over what was seen, and nothing else, without keeping it.
struct ValueMark: Hashable, Sendable {
  private let bits: Int

  /// Takes the mark of a value, byte by byte.
  init(_ value: String) {
    var value = value
    // Its seed is another in each process.
    var hasher = Hasher()
    value.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    bits = hasher.finalize()
  }
}
