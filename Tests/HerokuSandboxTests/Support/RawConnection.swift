import Dispatch
import Platform
import Synchronization

/// A TCP connection to loopback that knows no HTTP.
///
/// Its calls block, each connection on a queue of its own: the tasks of the server under test never wait for
/// a thread that is blocked here.
final class RawConnection: Sendable {
  enum Failure: Error, Equatable {
    case refused
    /// The other side sent a reset instead of closing.
    case reset
    case system(Int32)
    /// Nothing came for much longer than any test needs.
    case silent
  }

  private let descriptor: Int32
  private let queue = DispatchQueue(label: "raw connection")

  init(port: Int) async throws {
    let descriptor = socket(AF_INET, streamSocketType, 0)
    guard descriptor >= 0 else { throw Failure.system(errno) }
    self.descriptor = descriptor
    var limit = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))

    try await onQueue { descriptor in
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(UInt16(port).bigEndian)
      address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
      let result = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard result == 0 else { throw Self.failure(errno) }
    }
  }

  deinit {
    close(descriptor)
  }

  /// Says that nothing more is sent.
  func closeOutput() async throws {
    try await onQueue { descriptor in
      guard shutdown(descriptor, CInt(SHUT_WR)) == 0 else { throw Self.failure(errno) }
    }
  }

  func send(_ bytes: some Sequence<UInt8>) async throws {
    let bytes = Array(bytes)
    try await onQueue { descriptor in
      var sent = 0
      while sent < bytes.count {
        let count = bytes[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { throw Self.failure(errno) }
        sent += count
      }
    }
  }

  /// What has come, at least a byte; nothing once the other side has closed.
  func receive() async throws -> [UInt8] {
    try await onQueue { descriptor in
      var buffer = [UInt8](repeating: 0, count: 65536)
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      guard count >= 0 else { throw Self.failure(errno) }
      return Array(buffer.prefix(count))
    }
  }

  private func onQueue<Value: Sendable>(_ work: @escaping @Sendable (Int32) throws -> Value) async throws
    -> Value
  {
    try await withCheckedThrowingContinuation { continuation in
      // The connection is kept until the call has returned: its end closes the descriptor.
      queue.async { [self] in
        continuation.resume(with: Result { try work(descriptor) })
      }
    }
  }

  private static func failure(_ error: Int32) -> Failure {
    switch error {
    case ECONNREFUSED: .refused
    case ECONNRESET, EPIPE: .reset
    case EAGAIN: .silent
    default: .system(error)
    }
  }
}
