import FoundationEssentials

/// A client as JSON, without its secret, which is passed over.
struct ClientPayload: Decodable {
  var client: OAuthClient

  private enum Key: String, CodingKey {
    case id
    case name
    case redirectURI = "redirect_uri"
    case ignoresDelinquent = "ignores_delinquent"
    case createdAt = "created_at"
    case updatedAt = "updated_at"
  }

  /// Reads the required attributes strictly; an optional one that is missing, null or odd is as if it were absent.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let id = try container.decode(String.self, forKey: .id)
    guard !id.isEmpty else {
      throw DecodingError.dataCorruptedError(forKey: .id, in: container, debugDescription: "empty")
    }
    client = OAuthClient(
      id: ClientID(id),
      name: try container.decode(String.self, forKey: .name),
      redirectURI: try container.decode(String.self, forKey: .redirectURI),
      ignoresDelinquent: try? container.decode(Bool.self, forKey: .ignoresDelinquent),
      createdAt: container.date(.createdAt),
      updatedAt: container.date(.updatedAt)
    )
  }
}

extension KeyedDecodingContainer {
  /// The date of a key; nil where there is none that can be read.
  fileprivate func date(_ key: Key) -> Date? {
    (try? decode(String.self, forKey: key)).flatMap(Date.init(rfc3339:))
  }
}
