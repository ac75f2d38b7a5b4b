/// Bytes that have no letter.
enum Byte {
  static let bell: UInt8 = 0x07
  static let escape: UInt8 = 0x1b
  static let delete: UInt8 = 0x7f
}
