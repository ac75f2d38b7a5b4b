#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Unicode.Scalar {
  /// What `wcwidth` says, in a UTF-8 locale even if nobody has set one; -1 for what cannot be shown.
  var libcWidth: Int {
    guard hasUTF8CharacterTypes, let wcwidth else { return 1 }
    return Int(wcwidth(wchar_t(truncatingIfNeeded: value)))
  }
}

#if canImport(Glibc)
  /// libc's `wcwidth`, looked up by name: glibc declares it for X/Open sources only, and Swift's module of
  /// glibc is not one.
  private let wcwidth: (@convention(c) (wchar_t) -> CInt)? = dlsym(nil, "wcwidth").map {
    unsafeBitCast($0, to: (@convention(c) (wchar_t) -> CInt).self)
  }
#endif
