import FoundationEssentials
import Platform
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The terminal is given back when something goes wrong within the browser, on whatever thread.
///
/// The sandbox runs in the browser's own process, so that its thread is among them.
@Suite(.timeLimit(.minutes(10))) struct CrashEndToEndTests {
  /// The threads of a process, its first one first.
  private static func threads(of process: Int32) throws -> [Int32] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task").compactMap { Int32($0) }
      .sorted()
  }

  /// Lets a thread of a browser crash; false where it has so few threads that there is none at this place.
  private func crashing(_ way: CrashLibrary.Way, by library: CrashLibrary, thread index: Int) async throws
    -> Bool
  {
    let terminal = try BareTerminal()
    defer { terminal.close() }
    let modes = terminal.modes
    let outcome = try await run(
      .path(FilePath(try Program.path())),
      arguments: ["--sandbox"],
      environment: .inherit.updating(
        library.environment(way).merging([
          "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
        ]) { given, _ in given }
      ),
      input: .fileDescriptor(terminal.inside, closeAfterSpawningProcess: false),
      output: .fileDescriptor(terminal.inside, closeAfterSpawningProcess: false),
      error: .discarded
    ) { execution in
      let browser = execution.processIdentifier.value
      let before = try await terminal.read(until: "Staging dashboard")
      #expect(modesLeftOn(by: before) != [], "the screen is taken")
      let threads = try Self.threads(of: browser)
      #expect(threads.count > 3, "the first one, of the work, of the requests, and of the sandbox")
      let thread = index < threads.count ? threads[index] : nil
      guard let thread else {
        try execution.send(signal: .kill)
        return (before, false)
      }
      #expect(CrashLibrary.crash(thread, of: browser))
      return (before, true)
    }
    let (before, isThere) = outcome.closureResult
    guard isThere else { return false }
    let after = terminal.takeOutput()
    let place: Comment = "\(way) on thread \(index)"
    #expect(outcome.terminationStatus == TerminationStatus.signaled(way.signal), place)
    #expect(terminal.modes == modes, place)
    // The alternate screen, the cursor, the brackets of pastes.
    #expect(modesLeftOn(by: before + after) == [], place)
    return true
  }

  @Test(arguments: CrashLibrary.Way.allCases) func `on its first thread`(way: CrashLibrary.Way) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let library = try await CrashLibrary(in: folder)
    #expect(try await crashing(way, by: library, thread: 0))
  }

  @Test(arguments: CrashLibrary.Way.allCases) func `on each of the others`(way: CrashLibrary.Way) async throws
  {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let library = try await CrashLibrary(in: folder)
    var index = 1
    while try await crashing(way, by: library, thread: index) { index += 1 }
  }
}
