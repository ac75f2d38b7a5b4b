// libc under whatever name this system has for it: an import of this module is an import of libc, so that no
// other file asks which system it is compiled for.
#if canImport(Glibc)
  @_exported public import Glibc
#elseif canImport(Musl)
  @_exported public import Musl
#elseif canImport(Darwin)
  @_exported public import Darwin
#endif

/// The kind of system that the program is compiled for.
public enum OperatingSystem: Hashable, Sendable {
  /// macOS.
  case darwin
  /// Linux, with any libc.
  case linux

  /// That of this program.
  public static var current: OperatingSystem {
    #if canImport(Darwin)
      .darwin
    #else
      .linux
    #endif
  }
}

extension stat {
  /// When the contents of the file were last changed.
  public var modificationTime: timespec {
    #if canImport(Darwin)
      st_mtimespec
    #else
      st_mtim
    #endif
  }
}

/// The type of a TCP socket, as `socket` takes it: glibc's own constant is of another type.
public var streamSocketType: CInt {
  #if canImport(Glibc)
    CInt(SOCK_STREAM.rawValue)
  #else
    SOCK_STREAM
  #endif
}
