/// A stack on which a thread can handle a fault that has left no room on its own, as an overflow does.
///
/// Each thread needs one of its own: on a thread without, the system ends the process at once, and no handler gives the
/// terminal back.
public enum FaultStack {
  /// As much as the first thread's, which is part of `CNcurses`.
  private static let size = 64 * 1024

  /// Gives the calling thread one, which is freed when the thread ends.
  ///
  /// A stack that it has already, as a sanitizer gives it, stays.
  public static func provide() {
    guard let key else { return }
    var current = stack_t()
    guard sigaltstack(nil, &current) == 0, current.ss_flags & CInt(SS_DISABLE) != 0 else { return }
    // No page of it is touched, and so taken, before something goes wrong. Without memory for it things are as before.
    guard let memory = malloc(size) else { return }
    var stack = stack_t()
    stack.ss_sp = memory
    stack.ss_size = .init(size)
    guard sigaltstack(&stack, nil) == 0, pthread_setspecific(key, memory) == 0 else {
      withdraw(memory)
      return
    }
  }

  /// Has the memory of a thread freed at its end; nil where the system has no more keys.
  private static let key: pthread_key_t? = {
    var key = pthread_key_t()
    #if canImport(Glibc) || canImport(Musl)
      return pthread_key_create(&key) { if let memory = $0 { withdraw(memory) } } == 0 ? key : nil
    #else
      return pthread_key_create(&key) { withdraw($0) } == 0 ? key : nil
    #endif
  }()

  private static func withdraw(_ memory: UnsafeMutableRawPointer) {
    var none = stack_t()
    none.ss_flags = CInt(SS_DISABLE)
    sigaltstack(&none, nil)
    free(memory)
  }
}
