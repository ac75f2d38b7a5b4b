import Synchronization

/// The warnings that people have seen already, shared by all copies of a client.
final class ShownWarnings: Sendable {
  private let texts = Mutex<Set<String>>([])

  /// Whether a warning has not been shown yet; from now on it has.
  func isNew(_ text: String) -> Bool {
    texts.withLock { $0.insert(text).inserted }
  }
}
