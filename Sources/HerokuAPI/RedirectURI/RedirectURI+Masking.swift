extension RedirectURI {
  /// What stands in the place of a user and password.
  public static let mask = "***"

  /// The URI with a mask in the place of user and password; nil where it has neither.
  ///
  /// What is no URI by RFC 3986 is masked too, where a browser would find a user in it: `https:\\user:word@host`.
  public static func masked(_ text: String) -> String? {
    let all = text.unicodeScalars
    var start = all.startIndex
    if let mark = all.firstIndex(where: { ":/?#\\".unicodeScalars.contains($0) }), all[mark] == ":" {
      start = all.index(after: mark)
    }
    let isSlash: (Unicode.Scalar) -> Bool = { $0 == "/" || $0 == "\\" }
    let beginning = all[start...].firstIndex { !isSlash($0) } ?? all.endIndex
    let end = all[beginning...].firstIndex { isSlash($0) || $0 == "?" || $0 == "#" } ?? all.endIndex
    guard let at = all[beginning..<end].lastIndex(of: "@"), beginning < at else { return nil }
    // Without two slashes it is no authority, as in `mailto:`, unless a password stands there.
    let slashes = all.distance(from: start, to: beginning)
    guard slashes >= 2 || all[beginning..<at].contains(":") else { return nil }
    return String(all[..<beginning]) + mask + String(all[at...])
  }
}
