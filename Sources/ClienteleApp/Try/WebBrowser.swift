import CSignals
import Platform

/// The program that opens an address in whatever browser the person uses.
struct WebBrowser: Sendable {
  private let path: String
  private let environment: [String: String]
  /// Whether there is a screen that a browser could come up on.
  let hasDisplay: Bool

  /// Its name on this system.
  static var programName: String { OperatingSystem.current == .darwin ? "open" : "xdg-open" }

  /// Finds it; nil where there is none.
  init?(environment: [String: String]) {
    guard let path = ChildProgram.find(Self.programName, in: environment["PATH"]), access(path, X_OK) == 0
    else {
      return nil
    }
    self.path = path
    // It has no use for the key to the account.
    self.environment = environment.filter { $0.key != "HEROKU_API_KEY" }
    hasDisplay =
      OperatingSystem.current == .darwin
      || ["DISPLAY", "WAYLAND_DISPLAY"].contains { environment[$0] != nil }
  }

  /// Opens an address, and goes on.
  ///
  /// - Parameter complain: is told where that fails, on any thread.
  func open(_ address: String, complaint complain: @escaping @Sendable (String) -> Void) {
    // What it and the browser have to say is not for our streams, and Ctrl-C is not for them.
    let script = "trap '' INT HUP; exec \"$0\" \"$1\" </dev/null >/dev/null 2>&1"
    let arguments = ["/bin/sh", "-c", script, path, address]
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    var values: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") }
    words.append(nil)
    values.append(nil)
    defer { for text in words + values { free(text) } }
    var child: pid_t = 0
    guard inherited_signals_spawn(&child, "/bin/sh", words, values) == 0 else {
      return complain(Self.failure)
    }
    let process = child
    startThread {
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
      if status != 0 { complain(Self.failure) }
    }
  }

  private static var failure: String { "\(programName) could not open it: open the address yourself." }
}
