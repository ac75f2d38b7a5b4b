/// All that belongs on the thread of the ``MainLoop``: the terminal, the browser, and what is under way for it.
@globalActor
public actor LoopActor {
  /// The only one.
  public static let shared = LoopActor()

  /// The process's ``MainLoop``.
  public nonisolated var unownedExecutor: UnownedSerialExecutor { MainLoop.shared.asUnownedSerialExecutor() }
}
