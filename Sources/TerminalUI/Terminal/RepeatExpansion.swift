/// Writes out in full what ncurses abbreviates with REP (`CSI n b`: the character before, n times more).
///
/// ncurses uses it wherever the description of the terminal has it, and that of xterm has. But a good part of
/// the emulators that call themselves `xterm-256color` do not know it; on those the rest of the row would
/// stand too far left. There is no switch for it, and it saves only a few bytes.
enum RepeatExpansion {
  /// No run is longer than a row.
  private static let longestRun = 1000

  /// The bytes with every REP replaced by what it stands for.
  static func expanding(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 64)
    var index = 0
    while index < bytes.count {
      if bytes[index] == Byte.escape, let last = result.last, (0x20...0x7e).contains(last),
        let (count, end) = repetition(in: bytes, at: index)
      {
        result.append(contentsOf: repeatElement(last, count: count))
        index = end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// The count of a REP that begins here, and where it ends; nil if another sequence does.
  private static func repetition(in bytes: [UInt8], at start: Int) -> (count: Int, end: Int)? {
    guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "[") else { return nil }
    var count = 0
    var index = start + 2
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) {
      count = min(longestRun, count * 10 + Int(bytes[index] - UInt8(ascii: "0")))
      index += 1
    }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "b"), index > start + 2 else { return nil }
    return (count, index + 1)
  }
}
