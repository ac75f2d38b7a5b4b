/// JSON text that is being written.
///
/// A page of a thousand clients is written in a third of the time that `JSONEncoder` takes, and without a
/// model of the answer beside the client itself.
struct JSONBytes {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  init(capacity: Int = 512) {
    bytes.reserveCapacity(capacity)
  }

  /// Writes an object, whose members the body writes.
  mutating func object(_ body: (inout JSONBytes) -> Void) {
    enclosed(by: UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// Writes an array, whose elements the body writes.
  mutating func array(_ body: (inout JSONBytes) -> Void) {
    enclosed(by: UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  /// Writes an element of an array that is null.
  mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
    needsComma = true
  }

  /// Writes an element of an array that is a text.
  mutating func text(_ value: String) {
    separate()
    string(value)
    needsComma = true
  }

  /// Writes a member that is an object, whose members the body writes.
  mutating func member(_ name: String, _ body: (inout JSONBytes) -> Void) {
    self.name(name)
    enclosed(by: UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }

  /// Writes a member that is null.
  mutating func nullMember(_ name: String) {
    self.name(name)
    bytes.append(contentsOf: "null".utf8)
    needsComma = true
  }

  mutating func member(_ name: String, _ value: String) {
    self.name(name)
    string(value)
    needsComma = true
  }

  mutating func member(_ name: String, _ value: Identifier) {
    self.name(name)
    bytes.append(UInt8(ascii: "\""))
    value.write(to: &bytes)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  mutating func member(_ name: String, _ value: Timestamp) {
    self.name(name)
    bytes.append(UInt8(ascii: "\""))
    value.write(to: &bytes)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  mutating func member(_ name: String, _ value: Int) {
    self.name(name)
    bytes.append(contentsOf: String(value).utf8)
    needsComma = true
  }

  mutating func member(_ name: String, _ value: Bool?) {
    self.name(name)
    bytes.append(contentsOf: (value.map { $0 ? "true" : "false" } ?? "null").utf8)
    needsComma = true
  }

  /// Writes a member that is an array of texts.
  mutating func member(_ name: String, _ values: [String]) {
    self.name(name)
    enclosed(by: UInt8(ascii: "["), UInt8(ascii: "]")) { json in
      for value in values { json.text(value) }
    }
  }

  private mutating func enclosed(
    by opening: UInt8,
    _ closing: UInt8,
    _ body: (inout JSONBytes) -> Void
  ) {
    separate()
    bytes.append(opening)
    body(&self)
    bytes.append(closing)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = false
  }

  private mutating func name(_ name: String) {
    separate()
    string(name)
    bytes.append(UInt8(ascii: ":"))
  }

  private mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { characters in
      var start = characters.startIndex
      // Runs that need no escape are copied whole.
      for index in characters.indices where characters[index].needsEscape {
        bytes.append(contentsOf: characters[start..<index])
        escape(characters[index])
        start = index + 1
      }
      bytes.append(contentsOf: characters[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ character: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    if character >= 0x20 {
      bytes.append(character)
    } else {
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(UInt8(hexadecimalDigit: character >> 4))
      bytes.append(UInt8(hexadecimalDigit: character & 0xf))
    }
  }
}

extension UInt8 {
  fileprivate var needsEscape: Bool {
    self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\")
  }
}
