import CDigest
import HerokuAPI

/// A short text that stands for just these changes on just this server: one letter of one URI changes it.
///
/// Enough to tell what was looked at from what is about to be done, not to keep anybody out.
struct ChangeFingerprint: Hashable, Sendable, CustomStringConvertible {
  /// Eight hexadecimal digits in two groups, which no count can look like.
  let description: String

  /// Takes the fingerprint of changes, whatever their order.
  init(of changes: [Change], on host: String) {
    let lines = changes.map { change in
      guard case .update(let fields, let shown) = change else {
        return ["\(change.attempt)", change.target?.id.text ?? ""].map(Self.measured).joined()
      }
      let values = fields.fields.flatMap { [$0.rawValue, shown[$0], fields[$0] ?? ""] }
      return ([shown.id.text] + values).map(Self.measured).joined()
    }
    let text = ([host] + lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }).map(Self.measured)
      .joined()
    let number = Array(text.utf8).withUnsafeBytes { checksum(0, $0.baseAddress, $0.count) }
    let digits = String(number, radix: 16)
    let padded = String(repeating: "0", count: 8 - digits.count) + digits
    description = "\(padded.prefix(4))-\(padded.suffix(4))"
  }

  /// A text behind its length, so that no two rows of texts look alike.
  private static func measured(_ text: String) -> String { "\(text.utf8.count):\(text)" }
}

/// What confirms changes that were shown: how many there are or, safer, the fingerprint of just these.
struct FingerprintConfirmation: Confirmation, Hashable, Sendable {
  static let option = "yes"
  static let doing = "this"
  static let nothingDone = "Nothing was changed."

  /// How many changes there are.
  let count: Int
  /// Of which changes.
  let fingerprint: ChangeFingerprint
  /// How a terminal is asked for them.
  var question: [String]

  /// - Parameter deed: what is to be done to one of them, or to several: `change it`, `change them`.
  init(count: Int, fingerprint: ChangeFingerprint, to deed: (one: String, many: String)) {
    self.count = count
    self.fingerprint = fingerprint
    question = ["Type \(count) to \(count == 1 ? deed.one : deed.many):"]
  }

  var wanted: String { "\(count)" }

  var advice: String { "--yes \(count), or --yes \(fingerprint)" }

  func accepts(_ text: String) -> Bool { text == wanted || text == fingerprint.description }
}
