/// The parameters of a form or a query (`application/x-www-form-urlencoded`).
struct Form: Sendable {
  private var parameters: [(name: String, value: String)]

  init(_ parameters: [(name: String, value: String)]) {
    self.parameters = parameters
  }

  /// The parameters of the query of a path.
  init(query path: String) {
    let query = path.prefix { $0 != "#" }.drop { $0 != "?" }.dropFirst()
    self.init(text: query)
  }

  /// The parameters of a body.
  init(body: [UInt8]) {
    self.init(text: String(decoding: body, as: UTF8.self)[...])
  }

  /// What has no whole escapes is left out.
  private init(text: Substring) {
    parameters = text.split(separator: "&").compactMap { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { part in
        String(part.map { $0 == "+" ? " " : $0 }).percentDecoded
      }
      guard let name = parts[0], let value = parts.count == 2 ? parts[1] : "" else { return nil }
      return (name, value)
    }
  }

  static func + (left: Form, right: Form) -> Form { Form(left.parameters + right.parameters) }

  /// A value; one that is empty counts as left out (RFC 6749 3.1).
  subscript(name: String) -> String? {
    parameters.first { $0.name == name && !$0.value.isEmpty }?.value
  }

  /// Whether a parameter comes more than once.
  func isDoubled(_ name: String) -> Bool { parameters.count { $0.name == name } > 1 }

  mutating func add(_ name: String, _ value: String) { parameters.append((name, value)) }

  /// A URI with these parameters behind those that it has, and before its fragment; what HTTP cannot send is escaped.
  func added(to uri: String) -> String {
    let parts = uri.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let query = parameters.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(
      separator: "&"
    )
    let separator = query.isEmpty ? "" : parts[0].contains("?") ? "&" : "?"
    let text = "\(parts[0])\(separator)\(query)\(parts.count == 2 ? "#\(parts[1])" : "")"
    return text.utf8.map { byte in
      guard !(0x21...0x7e).contains(byte) else { return String(Unicode.Scalar(byte)) }
      let digits = [
        UInt8(ascii: "%"), UInt8(hexadecimalDigit: byte >> 4), UInt8(hexadecimalDigit: byte & 0xf),
      ]
      return String(decoding: digits, as: UTF8.self)
    }.joined()
  }
}
