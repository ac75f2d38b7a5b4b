/// An error of the API as JSON.
struct ErrorPayload: Decodable {
  var id: String
  var message: String

  private enum Key: String, CodingKey {
    case id
    case message
  }

  /// Takes any object that has at least one of the two.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let id = try? container.decode(String.self, forKey: .id)
    let message = try? container.decode(String.self, forKey: .message)
    guard id != nil || message != nil else {
      throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "neither id nor message"))
    }
    self.id = id ?? ""
    // Long enough for any sentence, and short enough for a screen, whoever answers.
    self.message = String((message ?? "").prefix(1000))
  }
}
