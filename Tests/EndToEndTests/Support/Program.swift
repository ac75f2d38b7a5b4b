import FoundationEssentials
import Testing

/// The program under test: the executable that was built with these tests.
enum Program {
  /// Where the history of changes lies in tests that do not ask for it: beside what was built, and in nobody's home.
  static func stateHome() throws -> String { try path() + ".state" }

  /// Its path: it lies beside the test bundle.
  static func path() throws -> String {
    let link = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = URL(filePath: link).deletingLastPathComponent()
    let path = folder.appending(path: "clientele").path(percentEncoded: false)
    return try #require(FileManager.default.isExecutableFile(atPath: path) ? path : nil, "not built: \(path)")
  }
}
