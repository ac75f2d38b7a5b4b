import Platform

/// A descriptor that something is wanted of, at times.
@LoopActor
public final class WatchedDescriptor {
  /// What is wanted.
  public enum Wish: Sendable {
    /// To read what has come, or to learn that nothing will come any more.
    case reading
    /// To write.
    case writing

    fileprivate var events: Int16 {
      switch self {
      case .reading: Int16(POLLIN)
      case .writing: Int16(POLLOUT)
      }
    }
  }

  private let descriptor: Int32
  private let wish: Wish
  private let handler: @LoopActor @Sendable () -> Void
  private var watch: Int?

  /// - Parameter handler: is called as long as the descriptor is watched and the wish could be met.
  public init(_ descriptor: Int32, for wish: Wish, _ handler: @escaping @LoopActor @Sendable () -> Void) {
    self.descriptor = descriptor
    self.wish = wish
    self.handler = handler
  }

  /// Whether the handler is called when there is something; it lives as long as that.
  public var isWatched: Bool {
    get { watch != nil }
    set {
      if let watch, !newValue {
        MainLoop.shared.stopWatching(watch)
        self.watch = nil
      } else if watch == nil, newValue {
        watch = MainLoop.shared.watch(descriptor, events: wish.events) {
          // It may have been given up between the news and now.
          if self.isWatched { self.handler() }
        }
      }
    }
  }
}
