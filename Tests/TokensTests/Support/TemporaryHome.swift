import Platform
import TestSupport

/// A home directory of a test's own, and a directory of programs in it; both are removed in the end.
struct TemporaryHome {
  private let folder: TemporaryFolder

  /// Runs a body with a home directory.
  static func with<Result>(_ body: (TemporaryHome) async throws -> Result) async throws -> Result {
    try await TemporaryFolder.with { try await body(TemporaryHome(folder: $0)) }
  }

  var path: String { folder.path }

  /// An environment in which the home's own programs come first.
  var environment: [String: String] { ["HOME": path, "PATH": "\(path)/bin:/usr/bin:/bin"] }

  /// Writes a file and its permissions.
  func write(_ name: String, _ text: String, mode: mode_t = 0o600) throws {
    try folder.write(text, to: name, mode: Int(mode))
  }

  /// Writes a shell script that programs find by its name, and who is logged in.
  func install(_ program: String, script: String) throws {
    try write("bin/\(program)", "#!/bin/sh\n\(script)\n", mode: 0o700)
    try write(".local/share/heroku/login.json", #"{"account": "me@example.com"}"#)
  }

  /// The numbers of processes that a script left in a file.
  func processes(in name: String) throws -> [pid_t] {
    let text = folder.text(of: name) ?? ""
    return text.split { $0.isWhitespace }.compactMap { pid_t($0) }
  }
}
