import Platform

/// A port of this machine that refuses every connection for as long as the value lives: it is taken, and nobody listens.
///
/// A port that was merely free a moment ago may be another test's by now.
struct SilentPort: ~Copyable {
  struct Failure: Error {
    let number: CInt
  }

  private let descriptor: CInt
  let port: Int

  init() throws(Failure) {
    // An IPv6 socket that takes the port from both families, so that `localhost` finds nobody either way.
    let descriptor = socket(AF_INET6, streamSocketType, 0)
    var onlyIPv6: CInt = 0
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        setsockopt(descriptor, CInt(IPPROTO_IPV6), IPV6_V6ONLY, &onlyIPv6, socklen_t(MemoryLayout<CInt>.size))
          == 0
          && bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard isBound else {
      let number = errno
      if descriptor >= 0 { close(descriptor) }
      throw Failure(number: number)
    }
    self.descriptor = descriptor
    port = Int(UInt16(bigEndian: address.sin6_port))
  }

  deinit {
    close(descriptor)
  }
}
