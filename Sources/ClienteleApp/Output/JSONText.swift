/// A value of JSON, written as `JSON.stringify` does: two blanks a level, members in the order given.
indirect enum JSONText: Hashable, Sendable {
  case text(String)
  case number(Int)
  case yes
  case array([JSONText])
  /// Members with their names; those without a value are left out.
  case object([Member])

  /// A name and its value.
  struct Member: Hashable, Sendable {
    let name: String
    let value: JSONText?
  }

  /// An object of names and values.
  static func object(_ members: [(String, JSONText?)]) -> JSONText {
    .object(members.map { Member(name: $0, value: $1) })
  }

  /// The whole document, with a line feed at its end.
  var document: String { text(indent: "") + "\n" }

  private func text(indent: String) -> String {
    let inner = indent + "  "
    func block(_ opening: String, _ lines: [String], _ closing: String) -> String {
      guard !lines.isEmpty else { return opening + closing }
      return opening + "\n" + lines.map { inner + $0 }.joined(separator: ",\n") + "\n" + indent + closing
    }
    switch self {
    case .text(let text): return JSONString.quoted(text)
    case .number(let number): return "\(number)"
    case .yes: return "true"
    case .array(let values): return block("[", values.map { $0.text(indent: inner) }, "]")
    case .object(let members):
      let lines = members.compactMap { member in
        member.value.map { "\(JSONString.quoted(member.name)): \($0.text(indent: inner))" }
      }
      return block("{", lines, "}")
    }
  }
}
