import FoundationEssentials
import Logging

/// Writes log events as lines: time, level, message, and the metadata in the order of their names.
struct LineLogHandler: LogHandler {
  let log: RequestLog
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.trace

  init(log: RequestLog) {
    self.log = log
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let values = metadata.merging(event.metadata ?? [:]) { _, own in own }
    log.append(Self.line(at: .now, level: event.level, message: "\(event.message)", values))
  }

  /// One line of the log.
  static func line(at date: Date, level: Logger.Level, message: String, _ metadata: Logger.Metadata) -> String
  {
    let time = date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    let pairs = metadata.sorted { $0.key < $1.key }.map { "\($0.key)=\(word("\($0.value)"))" }
    return ([time, level.rawValue, word(message)] + pairs).joined(separator: " ")
  }

  /// A text as one word: what servers send must not end the line, or look like another value.
  private static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\"") }
    return isPlain && !text.isEmpty ? text : JSONString.quoted(text)
  }
}
