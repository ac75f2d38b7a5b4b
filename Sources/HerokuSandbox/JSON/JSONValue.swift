import FoundationEssentials

/// What a request says, read without expectations: the sandbox must tell a field that is missing from one
/// that is null or of another type.
enum JSONValue: Equatable {
  case null
  case string(String)
  case object([String: JSONValue])
  /// A number, a boolean or an array, none of which any request needs.
  case other

  /// Nil if the bytes are not JSON.
  init?(parsing bytes: [UInt8]) {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else {
      return nil
    }
    self = value
  }
}

extension JSONValue: Decodable {
  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let object = try? value.decode([String: JSONValue].self) {
      self = .object(object)
    } else {
      self = .other
    }
  }
}
