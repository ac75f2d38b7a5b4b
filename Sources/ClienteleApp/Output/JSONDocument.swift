import TerminalText

/// A JSON document for scripts, laid out as `JSON.stringify` and `heroku clients --json` do: two blanks a level.
enum JSONDocument: Hashable {
  case text(String)
  case number(Int)
  case truth(Bool)
  case null
  case list([JSONDocument])
  /// Members in the order in which they are written; those without a value are left out.
  case object([Member])

  /// A member of an object.
  struct Member: Hashable {
    let name: String
    let value: JSONDocument?

    init(_ name: String, _ value: JSONDocument?) {
      self.name = name
      self.value = value
    }
  }

  /// The document, with a line feed at its end.
  var document: String {
    var text = ""
    write(to: &text, indent: 0)
    return text + "\n"
  }

  private func write(to text: inout String, indent: Int) {
    switch self {
    case .text(let value): JSONString.append(value, to: &text)
    case .number(let number): text += String(number)
    case .truth(let truth): text += truth ? "true" : "false"
    case .null: text += "null"
    case .list(let values):
      text += "["
      for (index, value) in values.enumerated() {
        Self.beginLine(isFirst: index == 0, indent: indent + 1, in: &text)
        value.write(to: &text, indent: indent + 1)
      }
      Self.close("]", isEmpty: values.isEmpty, indent: indent, in: &text)
    case .object(let members):
      text += "{"
      var isEmpty = true
      for member in members {
        guard let value = member.value else { continue }
        Self.beginLine(isFirst: isEmpty, indent: indent + 1, in: &text)
        isEmpty = false
        JSONString.append(member.name, to: &text)
        text += ": "
        value.write(to: &text, indent: indent + 1)
      }
      Self.close("}", isEmpty: isEmpty, indent: indent, in: &text)
    }
  }

  private static func beginLine(isFirst: Bool, indent: Int, in text: inout String) {
    text += isFirst ? "\n" : ",\n"
    for _ in 0..<indent { text += "  " }
  }

  private static func close(_ bracket: String, isEmpty: Bool, indent: Int, in text: inout String) {
    if !isEmpty {
      text += "\n"
      for _ in 0..<indent { text += "  " }
    }
    text += bracket
  }
}

extension JSONDocument: ExpressibleByStringLiteral {
  init(stringLiteral text: String) { self = .text(text) }
}

extension JSONDocument: ExpressibleByIntegerLiteral {
  init(integerLiteral number: Int) { self = .number(number) }
}

extension JSONDocument: ExpressibleByBooleanLiteral {
  init(booleanLiteral truth: Bool) { self = .truth(truth) }
}

extension JSONDocument: ExpressibleByArrayLiteral {
  init(arrayLiteral values: JSONDocument...) { self = .list(values) }
}

extension JSONDocument: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral members: (String, JSONDocument)...) {
    self = .object(members.map { Member($0.0, $0.1) })
  }
}

/// Texts as JSON writes them.
enum JSONString {
  /// A text in quotation marks, escaped as JavaScript's `JSON.stringify` does.
  ///
  /// What a terminal would obey, or what cannot be seen, is escaped too: for whoever parses it, that is the same.
  static func quoted(_ text: String) -> String {
    var quoted = ""
    append(text, to: &quoted)
    return quoted
  }

  /// Appends a text in quotation marks.
  static func append(_ text: String, to quoted: inout String) {
    quoted += "\""
    defer { quoted += "\"" }
    // Nearly every text; asking for the category of each scalar was a good part of the time of a long list.
    if isPlain(text) {
      quoted += text
      return
    }
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
        if scalar.isUnseen {
          for unit in String(scalar).utf16 { quoted += escaped(unit) }
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
  }

  /// Whether a text is visible ASCII and blanks that stand for themselves.
  private static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.allSatisfy {
        (0x20...0x7e).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
      }
    }
  }

  private static func escaped(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
