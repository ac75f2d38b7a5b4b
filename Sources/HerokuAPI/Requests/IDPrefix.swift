/// The first 32 bits of a UUID: its place among all ids, as closely as lanes need it.
struct IDPrefix: Hashable, Sendable {
  let bits: UInt32

  init(_ bits: UInt32) {
    self.bits = bits
  }

  /// The place of an id; nil where it is no UUID in lower case, whose order as text would be another.
  init?(_ id: ClientID) {
    let bytes = Array(id.text.utf8)
    guard bytes.count == 36 else { return nil }
    for (index, byte) in bytes.enumerated() {
      switch (index, byte) {
      case (8, UInt8(ascii: "-")), (13, UInt8(ascii: "-")), (18, UInt8(ascii: "-")), (23, UInt8(ascii: "-")):
        continue
      case (8, _), (13, _), (18, _), (23, _):
        return nil
      case (_, UInt8(ascii: "0")...UInt8(ascii: "9")), (_, UInt8(ascii: "a")...UInt8(ascii: "f")):
        continue
      default:
        return nil
      }
    }
    guard let bits = UInt32(id.text.prefix(8), radix: 16) else { return nil }
    self.bits = bits
  }

  /// The last of all ids that begin with this.
  var lastID: ClientID {
    let digits = String(bits, radix: 16)
    let zeros = String(repeating: "0", count: 8 - digits.count)
    return ClientID("\(zeros)\(digits)-ffff-ffff-ffff-ffffffffffff")
  }
}
