/// Something that is done on the main loop after a while, unless it is cancelled before.
@LoopActor
public final class LoopTimer {
  private var alarm: Int?

  /// - Parameter handler: is called once, not before the delay is over.
  public init(after delay: Duration, _ handler: @escaping @LoopActor @Sendable () -> Void) {
    // It lives until then, whether anybody keeps it or not.
    alarm = MainLoop.shared.setAlarm(at: .now + delay) {
      guard self.alarm != nil else { return }
      self.alarm = nil
      handler()
    }
  }

  /// Does it no more.
  public func cancel() {
    if let alarm { MainLoop.shared.cancelAlarm(alarm) }
    alarm = nil
  }
}
