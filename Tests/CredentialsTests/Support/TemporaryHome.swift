import FoundationEssentials
import Platform
import Testing

/// A home directory of a test's own, and a directory of programs in it; both are removed in the end.
struct TemporaryHome {
  let path: String

  /// Runs a body with a home directory.
  static func with<Result>(_ body: (TemporaryHome) async throws -> Result) async throws -> Result {
    let path = FileManager.default.temporaryDirectory.appending(path: "credentials-\(UUID().uuidString)")
      .path()
    let home = TemporaryHome(path: path)
    try FileManager.default.createDirectory(atPath: "\(path)/bin", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(home)
  }

  /// An environment in which the home's own programs come first.
  var environment: [String: String] { ["HOME": path, "PATH": "\(path)/bin:/usr/bin:/bin"] }

  /// Writes a file and its permissions.
  func write(_ name: String, _ text: String, mode: mode_t = 0o600) throws {
    let file = "\(path)/\(name)"
    let directory = String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: file))
    try #require(chmod(file, mode) == 0)
  }

  /// Writes a shell script that programs find by its name, and who is logged in.
  func install(_ program: String, script: String) throws {
    try write("bin/\(program)", "#!/bin/sh\n\(script)\n", mode: 0o700)
    try write(".local/share/heroku/login.json", #"{"account": "me@example.com"}"#)
  }

  /// The numbers of processes that a script left in a file.
  func processes(in name: String) throws -> [pid_t] {
    let text = String(decoding: try Data(contentsOf: URL(filePath: "\(path)/\(name)")), as: UTF8.self)
    return text.split { $0.isWhitespace }.compactMap { pid_t($0) }
  }
}
