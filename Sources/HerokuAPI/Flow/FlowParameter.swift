/// A parameter of an address of the authorization flow, with a value that is not seen by accident.
///
/// Source: RFC 6749 appendix B.
public struct FlowParameter: Hashable, Sendable {
  /// The name, decoded.
  let name: String
  /// Whether every escape of name and value is a whole one, and what they mean is UTF-8.
  let isWhole: Bool
  private let secret: Secret

  init(name: String, value: String, isWhole: Bool = true) {
    self.name = name
    self.isWhole = isWhole
    secret = Secret(value)
  }

  /// The value, decoded.
  var value: String { secret.reveal() }

  /// The name, without what follows it where it was encoded together with its value.
  public var shownName: String {
    FlowSecrets.areIn(name) || name.contains("=")
      ? String(name.prefix { $0 != "=" && $0 != ":" }) + "…" : name
  }

  /// How many characters the value has.
  public var length: Int { value.count }

  /// The value, where it may be shown: neither a code, a token or a secret, nor anything that nobody here knows.
  public var shownValue: String? {
    guard Self.shownNames.contains(name), !FlowSecrets.areIn(value) else { return nil }
    // An id and a secret look alike, and are taken for each other: of what no list knows, the beginning is enough.
    if name == "client_id" { return value.count > 8 ? "\(value.prefix(8))…" : value }
    return value.count > 400 ? "\(value.prefix(400))…" : value
  }

  private static let shownNames: Set<String> = [
    "client_id", "code_challenge_method", "display", "error", "error_description", "error_uri", "expires_in",
    "grant_type", "prompt", "redirect_uri", "response_mode", "response_type", "scope", "token_type",
  ]
}

extension FlowParameter {
  /// The parameters of a query, or of a fragment that looks like one, in their order.
  static func list(_ query: some StringProtocol) -> [FlowParameter] {
    query.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts[0].formDecoded
      let value = parts.count == 2 ? parts[1].formDecoded : ("", true)
      return FlowParameter(name: name.text, value: value.0, isWhole: name.isWhole && value.1)
    }
  }
}

/// What of an address must not be printed, logged or left in a shell's history.
public enum FlowSecrets {
  /// Whether a text holds a code, a token, a secret or a password, be it encoded, and more than once.
  public static func areIn(_ text: String) -> Bool {
    var text = text
    for _ in 0..<5 {
      if holds(text) { return true }
      let decoded = text.formDecoded.text
      guard decoded != text else { return false }
      text = decoded
    }
    // Whoever encodes it still more often means to hide something.
    return true
  }

  private static func holds(_ text: String) -> Bool {
    if text.lowercased().contains("hrku-") || holdsUser(text) { return true }
    return text.unicodeScalars.split { "?&#;/ \t\r\n\"'<>,{}()".unicodeScalars.contains($0) }.contains {
      piece in
      let words = piece.split(omittingEmptySubsequences: false) { $0 == "=" || $0 == ":" }
      return zip(words, words.dropFirst()).contains { name, value in
        !value.isEmpty && isNameOfOne(String(Substring(name)))
      }
    }
  }

  /// Whether a user stands before a host, also in an address within the text.
  private static func holdsUser(_ text: String) -> Bool {
    if RedirectURI.masked(text) != nil { return true }
    return text.ranges(of: "://").contains { slashes in
      text[slashes.upperBound...].prefix { !"/?#&".contains($0) }.contains("@")
    }
  }

  /// Whether a parameter of that name has such a value.
  static func isNameOfOne(_ name: String) -> Bool {
    let name = name.lowercased()
    if ["code", "code_verifier", "jwt"].contains(name) { return true }
    return name != "token_type"
      && ["token", "secret", "password", "assertion"].contains { name.contains($0) }
  }
}

extension StringProtocol {
  /// What the text of a form means: `+` is a blank, `%XX` a byte; what is no whole escape stays as it is.
  var formDecoded: (text: String, isWhole: Bool) {
    var bytes: [UInt8] = []
    var isWhole = true
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        let digits = rest.prefix(2)
        guard digits.count == 2, digits.allSatisfy({ Unicode.Scalar($0).isHexadecimal }),
          let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
        else {
          isWhole = false
          bytes.append(byte)
          continue
        }
        bytes.append(value)
        rest = rest.dropFirst(2)
      default: bytes.append(byte)
      }
    }
    if let text = String(validating: bytes, as: UTF8.self) { return (text, isWhole) }
    return (String(decoding: bytes, as: UTF8.self), false)
  }

  /// The text as the value of a parameter: all but what stands for itself in every part of a URI is percent-encoded.
  var formEncoded: String {
    percentEncoding { !($0.isASCIILetter || $0.isASCIIDigit || "-._~".unicodeScalars.contains($0)) }
  }
}
