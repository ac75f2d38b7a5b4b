import FoundationEssentials

/// What is left of a journal that has become too large: the newest, and what has begun and not ended.
enum JournalCut {
  /// The lines to keep, in their order.
  ///
  /// Of a change that has ended, the line about its beginning tells nothing any more. One without an end is kept
  /// however old it is: it is the one that somebody will ask for; unless these alone are too many.
  ///
  /// - Parameters:
  ///   - bytes: the journal.
  ///   - size: how large the rest may be, in bytes.
  static func kept(of bytes: [UInt8], size: Int) -> [UInt8] {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    let marks = lines.map(Mark.init)
    let ended = Set(marks.filter { !$0.isBegun }.compactMap(\.id))
    var isKept = [Bool](repeating: false, count: lines.count)
    var room = size
    func keep(_ matches: (Mark) -> Bool) {
      for index in lines.indices.reversed() where matches(marks[index]) {
        guard lines[index].count < room else { return }
        room -= lines[index].count + 1
        isKept[index] = true
      }
    }
    func isOpen(_ mark: Mark) -> Bool { mark.isBegun && mark.id.map { !ended.contains($0) } ?? false }
    keep(isOpen)
    keep { !$0.isBegun }
    return lines.indices.filter { isKept[$0] }.flatMap { lines[$0] + [UInt8(ascii: "\n")] }
  }

  /// What a line is about, as far as cutting asks.
  private struct Mark {
    let id: UUID?
    let isBegun: Bool

    init(_ line: ArraySlice<UInt8>) {
      let line = JournalLine(line)
      id = line?.id
      isBegun = line?.state == .begun
    }
  }
}
