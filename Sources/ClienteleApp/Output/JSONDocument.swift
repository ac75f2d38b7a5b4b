/// A JSON document for scripts, laid out as ``ClientJSON`` does: two blanks a level.
indirect enum JSONDocument: Hashable {
  case text(String)
  case number(Int)
  case truth(Bool)
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
  var document: String { text(indent: "") + "\n" }

  private func text(indent: String) -> String {
    let inner = indent + "  "
    func block(_ opening: String, _ parts: [String], _ closing: String) -> String {
      guard !parts.isEmpty else { return opening + closing }
      return opening + "\n" + parts.map { inner + $0 }.joined(separator: ",\n") + "\n" + indent + closing
    }
    switch self {
    case .text(let text): return JSONString.quoted(text)
    case .number(let number): return String(number)
    case .truth(let truth): return truth ? "true" : "false"
    case .list(let values): return block("[", values.map { $0.text(indent: inner) }, "]")
    case .object(let members):
      let pairs = members.compactMap { member in
        member.value.map { "\(JSONString.quoted(member.name)): \($0.text(indent: inner))" }
      }
      return block("{", pairs, "}")
    }
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
