/// All that belongs on the thread of the ``MainLoop``: the terminal, the browser, and what is under way for it.
@globalActor
public actor LoopActor {
  public static let shared = LoopActor()

  public nonisolated var unownedExecutor: UnownedSerialExecutor { MainLoop.shared.asUnownedSerialExecutor() }
}
