import TerminalText

/// Where two texts begin to differ, for people to see.
struct AddressDifference: Hashable, Sendable {
  /// How many characters are the same at the beginning; both are compared code point by code point.
  let common: Int
  private let wanted: [Unicode.Scalar]
  private let given: [Unicode.Scalar]

  /// Nil where they are the same.
  init?(wanted: String, given: String) {
    self.wanted = Array(wanted.unicodeScalars)
    self.given = Array(given.unicodeScalars)
    common = zip(self.wanted, self.given).prefix { $0 == $1 }.count
    if common == self.wanted.count, common == self.given.count { return nil }
  }

  /// What the difference is about, as a clause that begins with “it”.
  var words: String {
    let (wantedText, givenText) = (Self.text(wanted), Self.text(given))
    if givenText == wantedText + "/" { return "it has a slash at its end too many" }
    if wantedText == givenText + "/" { return "it lacks the slash at its end" }
    if wantedText.lowercased() == givenText.lowercased() { return "capitals and small letters differ" }
    if givenText.percentDecoded == wantedText { return "it is encoded once too often" }
    guard let wanted = URIParts(wantedText[...]), let given = URIParts(givenText[...]) else {
      return position
    }
    if wanted.scheme != given.scheme { return "it begins with \(given.scheme): and not \(wanted.scheme):" }
    if wanted.authority != given.authority {
      let hosts = (wanted.authority.map(URIAuthority.init), given.authority.map(URIAuthority.init))
      return hosts.0?.host == hosts.1?.host ? "the port is another" : "the host is another"
    }
    if wanted.path != given.path { return "the path differs \(place)" }
    return "what follows the path differs \(place)"
  }

  private var position: String { "it differs \(place)" }

  private var place: String {
    if common == given.count { return "by its end, which is missing" }
    if common == wanted.count { return "by its end, which is too long" }
    return "from the address’s character \(common + 1) on"
  }

  /// Both texts below each other, and a caret under the first character that differs; long ones without what is far off.
  func lines(wanted wantedLabel: String, given givenLabel: String) -> [String] {
    let width = max(wantedLabel.cellWidth, givenLabel.cellWidth) + 2
    let start = common > 60 ? common - 30 : 0
    func line(_ label: String, _ text: [Unicode.Scalar]) -> String {
      let shown = CleanText(Self.text(Array(text[start...].prefix(common - start + 60)))).text
      let end = text.count - start > common - start + 60 ? "…" : ""
      return label + ":" + String(repeating: " ", count: width - label.cellWidth - 1) + (start > 0 ? "…" : "")
        + shown + end
    }
    let before = CleanText(Self.text(Array(wanted[start..<common]))).text
    let blanks = width + (start > 0 ? 1 : 0) + before.cellWidth
    return [
      line(wantedLabel, wanted), line(givenLabel, given), String(repeating: " ", count: blanks) + "^",
    ]
  }

  private static func text(_ scalars: [Unicode.Scalar]) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}
