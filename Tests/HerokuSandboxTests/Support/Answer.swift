import FoundationEssentials
import HTTPTypes

/// An answer as a client sees it.
struct Answer: Sendable {
  var status: Int
  var fields: HTTPFields
  var body: [UInt8]

  /// The value of a field, by its name.
  subscript(field: String) -> String? {
    HTTPField.Name(field).flatMap { fields[$0] }
  }

  /// The client that the body tells of.
  var client: ClientAnswer {
    get throws { try decoded() }
  }

  /// The clients that the body lists.
  var clients: [ClientAnswer] {
    get throws { try decoded() }
  }

  /// The `id` of the error that the body tells of.
  var errorID: String {
    get throws { try (decoded() as ErrorAnswer).id }
  }

  /// The message of the error that the body tells of.
  var errorMessage: String {
    get throws { try (decoded() as ErrorAnswer).message }
  }

  func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(type, from: Data(body))
  }
}

/// A client in an answer, every attribute as it stands there.
struct ClientAnswer: Codable, Equatable, Sendable {
  var id: String
  var name: String
  var redirectURI: String
  var secret: String?
  var ignoresDelinquent: Bool?
  var createdAt: String
  var updatedAt: String

  enum CodingKeys: String, CodingKey {
    case id, name, secret
    case redirectURI = "redirect_uri"
    case ignoresDelinquent = "ignores_delinquent"
    case createdAt = "created_at"
    case updatedAt = "updated_at"
  }
}

struct ErrorAnswer: Decodable {
  var id: String
  var message: String
}
