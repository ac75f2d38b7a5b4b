/// Texts as JSON writes them.
enum JSONString {
  /// A text in quotation marks, escaped as JavaScript's `JSON.stringify` does.
  ///
  /// What a terminal would obey, or what cannot be seen, is escaped too: for whoever parses it, that is the same.
  static func quoted(_ text: String) -> String {
    // Nearly every text; asking for the category of each scalar was a good part of the time of a long list.
    if text.utf8.allSatisfy({ isPlain($0) }) { return "\"\(text)\"" }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{8}": quoted += "\\b"
      case "\u{c}": quoted += "\\f"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        if scalar.isInvisible {
          for unit in String(scalar).utf16 { quoted += escaped(unit) }
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }

  /// Whether a byte is visible ASCII, or a blank, that stands for itself.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20...0x7e).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func escaped(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension Unicode.Scalar {
  /// Whether it drives a terminal or turns text around it.
  fileprivate var isInvisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
