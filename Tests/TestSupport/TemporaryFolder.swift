import FoundationEssentials

/// A folder for one test, removed with everything in it.
public struct TemporaryFolder: Sendable {
  private let location: URL

  /// Makes the folder.
  public init() throws {
    location = FileManager.default.temporaryDirectory.appending(
      path: "clientele-test-\(UUID().uuidString.prefix(13))"
    )
    try FileManager.default.createDirectory(at: location, withIntermediateDirectories: true)
  }

  /// Runs a body with a folder, and removes the folder after it.
  public static func with<Result>(_ body: (TemporaryFolder) throws -> Result) throws -> Result {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    return try body(folder)
  }

  /// Runs a body with a folder, and removes the folder after it.
  public static func with<Result>(_ body: (TemporaryFolder) async throws -> Result) async throws -> Result {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    return try await body(folder)
  }

  /// The path of the folder, without a slash at its end.
  public var path: String {
    var path = location.path(percentEncoded: false)
    while path.hasSuffix("/") { path.removeLast() }
    return path
  }

  /// The path of a file in the folder.
  public func path(of name: String) -> String { location.appending(path: name).path(percentEncoded: false) }

  /// The text of a file in the folder; nil while it does not exist.
  public func text(of name: String) -> String? {
    try? String(contentsOf: location.appending(path: name), encoding: .utf8)
  }

  /// Whatever stands in the files of the folder and of those within it, taken for text.
  public var texts: [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    return names.compactMap { try? Data(contentsOf: location.appending(path: $0)) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Writes a file, with the folders on its way, that only its owner can read unless the mode says otherwise.
  public func write(_ text: String, to name: String, mode: Int = 0o600) throws {
    let folder = location.appending(path: name).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let written = FileManager.default.createFile(
      atPath: path(of: name),
      contents: Data(text.utf8),
      attributes: [.posixPermissions: mode]
    )
    guard written else { throw CocoaError(.fileWriteUnknown) }
  }

  /// The permissions of a file in the folder.
  public func permissions(of name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path(of: name))[.posixPermissions] as? Int
  }

  /// Removes the folder with everything in it.
  public func remove() {
    try? FileManager.default.removeItem(at: location)
  }
}
