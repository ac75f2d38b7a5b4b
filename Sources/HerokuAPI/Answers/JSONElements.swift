/// The elements of a JSON array as they stand in its bytes, whatever is in them.
///
/// JSONDecoder gives up a whole list where one text in it is no Unicode; apart from each other, the others can be read.
struct JSONElements {
  /// The bytes of each, in their order.
  let slices: [ArraySlice<UInt8>]

  /// Cuts an array up; nil where the bytes are not one whole array.
  init?(_ bytes: [UInt8]) {
    var slices: [ArraySlice<UInt8>] = []
    var depth = 0
    var (isInText, isEscaped) = (false, false)
    var start = 0
    var end: Int?
    for (index, byte) in bytes.enumerated() {
      if isInText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInText = false
        }
        continue
      }
      switch byte {
      case _ where end != nil:
        guard Self.isBlank(byte) else { return nil }
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        if depth == 0 {
          guard byte == UInt8(ascii: "["), bytes[..<index].allSatisfy(Self.isBlank) else { return nil }
          start = index + 1
        }
        depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        guard depth >= 0 else { return nil }
        if depth == 0 {
          slices.append(bytes[start..<index])
          end = index
        }
      case UInt8(ascii: ",") where depth == 1:
        slices.append(bytes[start..<index])
        start = index + 1
      case UInt8(ascii: "\""):
        guard depth > 0 else { return nil }
        isInText = true
      default: break
      }
    }
    guard end != nil else { return nil }
    self.slices = slices.count == 1 && slices[0].allSatisfy(Self.isBlank) ? [] : slices
  }

  /// Whether an element begins and ends as an object does.
  static func isObject(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.first { !isBlank($0) } == UInt8(ascii: "{") && bytes.last { !isBlank($0) } == UInt8(ascii: "}")
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= UInt8(ascii: " ") }
}
