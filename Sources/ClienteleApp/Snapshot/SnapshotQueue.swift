import ClientBrowser
import MainLoop

/// Reads and writes the snapshot away from the main loop, one after the other.
@LoopActor
final class SnapshotQueue {
  private let store: SnapshotStore?
  private var last: Task<Void, Never>?

  /// - Parameter store: nil where no snapshot is kept.
  init(store: SnapshotStore?) {
    self.store = store
  }

  /// Reads the snapshot and posts it.
  func read(_ id: RequestID, _ post: @escaping @LoopActor (Event) -> Void) {
    let store = store
    Task.onLoop { post(.snapshotRead(id, await Self.snapshot(in: store))) }
  }

  /// Writes a snapshot when the one before it is written, so that the newest is what stays.
  func write(_ snapshot: ListSnapshot) {
    guard let store else { return }
    let previous = last
    last = Task.onLoop {
      await previous?.value
      await Self.write(snapshot, to: store)
    }
  }

  /// Waits for what is being written.
  func finish() async {
    await last?.value
  }

  @concurrent
  private static func snapshot(in store: SnapshotStore?) async -> ListSnapshot? {
    store?.read()
  }

  @concurrent
  private static func write(_ snapshot: ListSnapshot, to store: SnapshotStore) async {
    store.write(snapshot)
  }
}
