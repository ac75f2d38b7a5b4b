import Platform

/// A folded text to be searched for, and where in it the byte is that is met least often.
struct Needle: Sendable {
  let bytes: [UInt8]
  private let rarest: Int

  /// How much of a block is looked at to tell which byte is rare.
  private static let sample = 4096

  /// - Parameter block: a block of the kind that is to be searched.
  init(_ text: FoldedText, rareIn block: [UInt8]) {
    self.init(text.bytes[...], rareIn: block)
  }

  init(_ bytes: ArraySlice<UInt8>, rareIn block: [UInt8]) {
    var frequency = [Int](repeating: 0, count: 256)
    for byte in block.prefix(Self.sample) { frequency[Int(byte)] += 1 }
    let bytes = Array(bytes)
    self.bytes = bytes
    rarest = bytes.indices.min { frequency[Int(bytes[$0])] < frequency[Int(bytes[$1])] } ?? 0
  }

  /// Where the text begins first within a part of a block.
  ///
  /// By `memchr`, which looks at many bytes at once, for the rarest byte; Swift cannot see libc's `memmem` on Linux.
  func first(in block: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int? {
    guard !bytes.isEmpty else { return start }
    return bytes.withUnsafeBytes { wanted in
      guard let block = block.baseAddress else { return nil }
      let byte = Int32(wanted[rarest])
      var start = start
      while start + wanted.count <= end {
        guard let found = memchr(block + start + rarest, byte, end - wanted.count - start + 1) else {
          return nil
        }
        start = UnsafeRawPointer(found) - block - rarest
        // Byte by byte, since most differ in the first and a call would cost more.
        let candidate = block + start
        var same = 0
        while same < wanted.count, candidate.load(fromByteOffset: same, as: UInt8.self) == wanted[same] {
          same += 1
        }
        if same == wanted.count { return start }
        start += 1
      }
      return nil
    }
  }

  /// Whether the text stands at a place of a part of a block.
  func stands(in block: UnsafeRawBufferPointer, at position: Int, of range: Range<Int>) -> Bool {
    guard position >= range.lowerBound, bytes.count <= range.upperBound - position else { return false }
    return bytes.withUnsafeBytes { wanted in
      guard let block = block.baseAddress, let start = wanted.baseAddress else { return wanted.isEmpty }
      return memcmp(block + position, start, wanted.count) == 0
    }
  }

  /// Whether the text occurs in another.
  func isPart(of text: String) -> Bool {
    Array(text.utf8).withUnsafeBytes { occurs(in: $0, 0..<$0.count) }
  }

  /// Whether the text occurs in a part of a block.
  func occurs(in block: UnsafeRawBufferPointer, _ range: Range<Int>) -> Bool {
    first(in: block, from: range.lowerBound, to: range.upperBound) != nil
  }
}
