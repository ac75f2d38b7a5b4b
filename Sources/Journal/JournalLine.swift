import FoundationEssentials
import HerokuAPI

/// The format of a line: a JSON object, told in `docs/history.md`.
///
/// Each line tells everything, so that it is enough by itself. Members that are not known are passed over.
struct JournalLine: Codable, Hashable {
  static let version = 1

  struct Client: Codable, Hashable {
    var id: String?
    var name: String
    var redirectURI: String
    var masked: Bool?
    var createdAt: JournalDate?
    var updatedAt: JournalDate?

    private enum CodingKeys: String, CodingKey {
      case id, name, masked
      case redirectURI = "redirect_uri"
      case createdAt = "created_at"
      case updatedAt = "updated_at"
    }
  }

  enum State: String, Codable {
    case begun, done, failed, unknown
  }

  var v: Int
  var id: UUID
  var at: JournalDate
  var state: State
  var host: String
  var account: String?
  var by: String
  var run: UUID
  var batch: Int?
  var action: String
  var client: String?
  var fields: [String]?
  var app: String?
  var before: Client?
  var after: Client?
  var status: Int?
  var request: String?
}

extension JournalLine {
  init(_ entry: JournalEntry) {
    let change = entry.change
    v = Self.version
    id = entry.id
    at = JournalDate(entry.date)
    host = entry.host
    account = entry.account
    by = entry.origin.rawValue
    run = entry.run
    batch = entry.batch
    action = change.action.rawValue
    client = change.id?.text
    fields = change.fields.isEmpty ? nil : change.fields.map(\.rawValue)
    app = change.destination
    before = change.before.map(Client.init)
    after = change.after.map(Client.init)
    request = entry.requestID
    switch entry.ending {
    case nil: state = .begun
    case .done: state = .done
    case .failed(let status): (state, self.status) = (.failed, status)
    case .unknown: state = .unknown
    }
  }

  /// The entry; nil where the line is of another version, or not one of this program.
  var entry: JournalEntry? {
    guard v == Self.version, let action = ChangeRecord.Action(rawValue: action),
      let origin = JournalEntry.Origin(rawValue: by)
    else { return nil }
    let fields = (fields ?? []).map(ClientField.init)
    guard !fields.contains(nil) else { return nil }
    let ending: ChangeNote.Ending? =
      switch state {
      case .begun: nil
      case .done: .done
      case .failed: .failed(status: status)
      case .unknown: .unknown
      }
    return JournalEntry(
      id: id,
      date: at.date,
      host: host,
      account: account,
      origin: origin,
      run: run,
      batch: batch,
      change: ChangeRecord(
        action,
        id: client.map { ClientID($0) },
        before: before?.recorded,
        after: after?.recorded,
        fields: fields.compactMap { $0 },
        destination: app
      ),
      ending: ending,
      requestID: request
    )
  }

  /// The line's bytes, with the line feed at its end.
  func bytes() -> [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { return nil }
    return Array(String(decoding: data, as: UTF8.self).withInvisibleEscaped.utf8) + [UInt8(ascii: "\n")]
  }

  /// Reads a line; nil where it is damaged or foreign.
  init?(_ bytes: some Collection<UInt8>) {
    guard let line = try? JSONDecoder().decode(JournalLine.self, from: Data(bytes)) else { return nil }
    self = line
  }
}

extension JournalLine.Client {
  init(_ client: RecordedClient) {
    id = client.id?.text
    name = client.name
    redirectURI = client.redirectURI
    masked = client.isMasked ? true : nil
    createdAt = client.createdAt.map(JournalDate.init)
    updatedAt = client.updatedAt.map(JournalDate.init)
  }

  var recorded: RecordedClient {
    RecordedClient(
      id: id.map { ClientID($0) },
      name: name,
      redirectURI: redirectURI,
      isMasked: masked ?? false,
      createdAt: createdAt?.date,
      updatedAt: updatedAt?.date
    )
  }
}

/// A date as people read it, in UTC; as seconds since 1970 where that would lose something.
///
/// When a client was changed last is compared to the last digit before it is deleted.
struct JournalDate: Codable, Hashable {
  let date: Date

  private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
  /// The years 0 to 9999.
  private static let range = -62_167_219_200.0..<253_402_300_800.0

  init(_ date: Date) {
    self.date = date
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      date = try Self.date(text)
    } else {
      let seconds = try container.decode(Double.self)
      guard Self.range.contains(seconds) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "no date")
      }
      date = Date(timeIntervalSince1970: seconds)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    // The style cuts fractions off; a millisecond that is a hair too small must not become the one before.
    let shown = date.addingTimeInterval(0.000_05)
    let text = Self.range.contains(date.timeIntervalSince1970) ? shown.formatted(Self.style) : ""
    if let read = try? Self.date(text), read == date {
      try container.encode(text)
    } else {
      try container.encode(date.timeIntervalSince1970)
    }
  }

  /// To the millisecond, as it is written; what lies between is an artefact of binary fractions.
  private static func date(_ text: String) throws -> Date {
    let read = try Date(text, strategy: style)
    let seconds = (read.timeIntervalSince1970 * 1000).rounded() / 1000
    // The style reads years of five digits, which it would not write again.
    guard range.contains(seconds) else { throw CocoaError(.formatting) }
    return Date(timeIntervalSince1970: seconds)
  }
}

extension String {
  /// JSON in which nothing drives a terminal or turns text around: whoever looks at the file with `cat` is not fooled.
  fileprivate var withInvisibleEscaped: String {
    guard unicodeScalars.contains(where: \.isInvisible) else { return self }
    var escaped = ""
    for scalar in unicodeScalars {
      if scalar.isInvisible {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

extension Unicode.Scalar {
  fileprivate var isInvisible: Bool {
    if (0x20...0x7E).contains(value) { return false }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }
}
