import NIOCore
import NIOPosix
import Platform

extension MultiThreadedEventLoopGroup {
  /// A thread that sleeps while nothing comes, and that can handle an overflow of its stack.
  static func ofOneThread() -> MultiThreadedEventLoopGroup {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    group.next().execute { FaultStack.provide() }
    return group
  }
}
