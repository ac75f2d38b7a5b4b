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
    guard hasUTF8CharacterTypes, let widthOfWideCharacter else { return 1 }
    return Int(widthOfWideCharacter(wchar_t(truncatingIfNeeded: value)))
  }
}

private typealias WidthFunction = @convention(c) (wchar_t) -> CInt

#if canImport(Glibc)
  /// libc's `wcwidth`, looked up by name: glibc declares it for X/Open sources only, and Swift's module of
  /// glibc is not one.
  private let widthOfWideCharacter = dlsym(nil, "wcwidth").map { unsafeBitCast($0, to: WidthFunction.self) }
#else
  /// libc's `wcwidth`.
  private let widthOfWideCharacter: WidthFunction? = { wcwidth($0) }
#endif
