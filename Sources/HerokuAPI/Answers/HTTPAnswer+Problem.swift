extension HTTPAnswer {
  /// What is wrong with a body that could not be decoded, in a few words.
  func problem(for error: any Error) -> String {
    if body.isEmpty { return "it is empty" }
    if looksLikeHTML { return "it is HTML, not JSON" }
    return (error as? DecodingError)?.problem ?? DecodingError.noJSON
  }

  /// What is wrong with JSON that is not whole.
  static let cutOffProblem = DecodingError.noJSON

  /// Whether the body begins as an object or a list does, and does not end so.
  var isCutOffJSON: Bool {
    func isBlank(_ byte: UInt8) -> Bool { byte <= UInt8(ascii: " ") }
    switch body.first(where: { !isBlank($0) }) {
    case UInt8(ascii: "["): return body.last { !isBlank($0) } != UInt8(ascii: "]")
    case UInt8(ascii: "{"): return body.last { !isBlank($0) } != UInt8(ascii: "}")
    default: return false
    }
  }

  /// Whether the body begins as a web page does.
  var looksLikeHTML: Bool {
    let first = body.first { $0 > UInt8(ascii: " ") }
    return first == UInt8(ascii: "<")
  }
}

extension DecodingError {
  fileprivate static let noJSON = "it is cut off, or not JSON"

  /// What is wrong, in a few words.
  var problem: String {
    switch self {
    case .keyNotFound(let key, _): return "it lacks “\(key.stringValue)”"
    case .valueNotFound(_, let context), .typeMismatch(_, let context):
      // A number in the path is the row of a list; the attribute is what helps.
      guard let key = context.codingPath.last(where: { $0.intValue == nil }) else {
        return "it is JSON of another kind"
      }
      return "its “\(key.stringValue)” is not what the API documents"
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      return "its “\(context.codingPath.last?.stringValue ?? "")” is not what the API documents"
    default:
      return Self.noJSON
    }
  }
}
