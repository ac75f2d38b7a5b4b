/// An error of the API as JSON.
struct ErrorPayload: Decodable {
  var id: String
  var message: String
  /// Where there is more about it.
  var url: String?

  private enum Key: String, CodingKey {
    case id
    case message
    case url
    /// As OAuth has it (RFC 6749 5.2), in the place of id and message.
    case error
    case errorDescription = "error_description"
  }

  /// Takes any object that has at least one of id and message.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let id =
      (try? container.decode(String.self, forKey: .id))
      ?? (try? container.decode(String.self, forKey: .error))
    let message =
      (try? container.decode(String.self, forKey: .message))
      ?? (try? container.decode(String.self, forKey: .errorDescription))
    guard id != nil || message != nil else {
      throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "neither id nor message"))
    }
    self.id = Self.line(id ?? "", upTo: 100)
    // Long enough for any sentence, and short enough for a screen, whoever answers.
    self.message = Self.line(message ?? "", upTo: 1000)
    url = (try? container.decode(String.self, forKey: .url)).flatMap(Self.address)
  }

  /// One line of a text.
  private static func line(_ text: String, upTo length: Int) -> String {
    String(
      text.prefix(length * 2).split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(length)
    )
  }

  /// A web address that is worth showing: nothing but what a URI is made of, and not cut off.
  ///
  /// Control characters are no part of it, as in a browser; elsewhere they would drive a terminal.
  private static func address(_ whole: String) -> String? {
    var text = ""
    text.unicodeScalars.append(
      contentsOf: whole.unicodeScalars.filter { $0.properties.generalCategory != .control }
    )
    guard ["https://", "http://"].contains(where: text.hasPrefix), (9...500).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
    else { return nil }
    return text
  }
}
