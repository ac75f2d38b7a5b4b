import FoundationEssentials

/// A folder for one test, removed with everything in it.
struct TemporaryFolder: Sendable {
  private let location: URL

  init() throws {
    location = FileManager.default.temporaryDirectory.appending(
      path: "clientele-test-\(UUID().uuidString.prefix(13))"
    )
    try FileManager.default.createDirectory(at: location, withIntermediateDirectories: true)
  }

  /// The path of the folder.
  var path: String { location.path(percentEncoded: false) }

  /// The path of a file in the folder.
  func path(of name: String) -> String { location.appending(path: name).path(percentEncoded: false) }

  /// The text of a file in the folder; nil while it does not exist.
  func text(of name: String) -> String? {
    try? String(contentsOf: location.appending(path: name), encoding: .utf8)
  }

  /// Writes a file that only its owner can read.
  func write(_ text: String, to name: String) throws {
    let written = FileManager.default.createFile(
      atPath: path(of: name),
      contents: Data(text.utf8),
      attributes: [.posixPermissions: 0o600]
    )
    guard written else { throw CocoaError(.fileWriteUnknown) }
  }

  /// The permissions of a file in the folder.
  func permissions(of name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path(of: name))[.posixPermissions] as? Int
  }

  func remove() {
    try? FileManager.default.removeItem(at: location)
  }
}
