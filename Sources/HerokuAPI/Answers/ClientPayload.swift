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
      // The same in capitals is the same client.
      id: ClientID(id.isUUID ? id.lowercased() : id),
      name: try container.decode(String.self, forKey: .name),
      redirectURI: try container.decode(String.self, forKey: .redirectURI),
      ignoresDelinquent: (try? container.decodeIfPresent(Bool.self, forKey: .ignoresDelinquent)) ?? nil,
      createdAt: container.date(.createdAt),
      updatedAt: container.date(.updatedAt)
    )
  }
}

/// A place in a list of clients as JSON, whatever stands there.
struct ClientRowPayload: Decodable {
  var client: Result<OAuthClient, DecodingError>

  /// Reads a place by itself, also one that is no JSON.
  init(json: Data) {
    do {
      self = try JSONDecoder().decode(ClientRowPayload.self, from: json)
    } catch let error as DecodingError {
      client = .failure(error)
    } catch {
      client = .failure(
        .dataCorrupted(.init(codingPath: [], debugDescription: "no JSON", underlyingError: error))
      )
    }
  }

  init(from decoder: any Decoder) throws {
    do {
      client = .success(try ClientPayload(from: decoder).client)
    } catch let error as DecodingError {
      client = .failure(error)
    }
  }
}

extension KeyedDecodingContainer {
  /// The date of a key; nil where there is none that can be read.
  fileprivate func date(_ key: Key) -> Date? {
    (try? decode(String.self, forKey: key)).flatMap(Date.init(rfc3339:))
  }
}

/// A place in a list of clients as JSON, whatever stands there, with the secret.
struct CredentialsRowPayload: Decodable {
  var credentials: Result<ClientCredentials, DecodingError>

  init(from decoder: any Decoder) throws {
    do {
      let payload = try CredentialsPayload(from: decoder)
      credentials = .success(
        ClientCredentials(client: payload.client, secret: payload.secret.map(Secret.init))
      )
    } catch let error as DecodingError {
      credentials = .failure(error)
    }
  }
}

/// A client as JSON, with its secret.
struct CredentialsPayload: Decodable {
  var client: OAuthClient
  var secret: String?

  private enum Key: String, CodingKey {
    case secret
  }

  init(from decoder: any Decoder) throws {
    client = try ClientPayload(from: decoder).client
    secret = try? decoder.container(keyedBy: Key.self).decode(String.self, forKey: .secret)
  }
}

extension String {
  /// Whether it has the form of a UUID, with letters of either size.
  fileprivate var isUUID: Bool {
    utf8.count == 36
      && utf8.enumerated().allSatisfy { index, byte in
        [8, 13, 18, 23].contains(index) ? byte == UInt8(ascii: "-") : Unicode.Scalar(byte).isHexadecimal
      }
  }
}
