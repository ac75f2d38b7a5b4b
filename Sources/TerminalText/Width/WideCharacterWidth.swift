import Platform

extension Unicode.Scalar {
  /// What `wcwidth` says, in a UTF-8 locale even if nobody has set one; -1 for what cannot be shown.
  var libcWidth: Int {
    guard hasUTF8CharacterTypes, let width = columnWidth(of: wchar_t(truncatingIfNeeded: value)) else {
      return 1
    }
    return Int(width)
  }
}
