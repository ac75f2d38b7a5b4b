/// Starts a thread that ends with its body, and takes no signal but those of its own faults.
///
/// What is sent to the process is left to the main thread. A fault must not be blocked: the system would end the process at
/// once, and no handler could give the terminal back. For the same reason it has a ``FaultStack``.
///
/// - Returns: whether the system had one to give.
@discardableResult
public func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  let box = Unmanaged.passRetained(ThreadBody(body))
  // A new thread inherits what is blocked.
  var mask = sigset_t()
  var before = sigset_t()
  sigfillset(&mask)
  for fault in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS] { sigdelset(&mask, fault) }
  pthread_sigmask(SIG_SETMASK, &mask, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  #if canImport(Darwin)
    var thread: pthread_t?
    let error = pthread_create(&thread, nil, { runThread($0) }, box.toOpaque())
    if error == 0, let thread { pthread_detach(thread) }
  #else
    var thread = pthread_t()
    let error = pthread_create(&thread, nil, { runThread($0) }, box.toOpaque())
    if error == 0 { pthread_detach(thread) }
  #endif
  if error != 0 { box.release() }
  return error == 0
}

/// What a thread does.
private final class ThreadBody: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) {
    self.body = body
  }
}

/// Musl and glibc disagree on whether the argument may be nil.
private func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  FaultStack.provide()
  if let argument { Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().body() }
  return nil
}
