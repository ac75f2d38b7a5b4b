import FoundationEssentials
import Testing

/// Each library has its rooms: the build refuses undeclared imports of our own targets, but not of libraries.
@Suite struct ImportTests {
  /// What each target may import besides the standard library and `Platform`.
  private static let allowed: [String: Set<String>] = [
    "Platform": ["Darwin", "Foundation", "Glibc", "Musl", "Swift"],
    "MainLoop": ["Dispatch"],
    "ClientIndex": ["FoundationEssentials", "HerokuAPI"],
    "TerminalText": ["CCharacterWidth"],
    "HerokuAPI": ["FoundationEssentials", "HTTPTypes", "Logging", "TerminalText"],
    "HerokuTransport": [
      "AsyncHTTPClient", "FoundationEssentials", "HTTPTypes", "HerokuAPI", "NIOCore", "NIOHTTP1",
      "NIOHTTPCompression",
      "NIOPosix", "NIOSOCKS", "NIOSSL",
    ],
    "Journal": ["FoundationEssentials", "HerokuAPI"],
    "ClientBrowser": ["ClientIndex", "FoundationEssentials", "HerokuAPI", "Journal", "TerminalText"],
    "TerminalUI": [
      "CNcurses", "ClientBrowser", "ClientIndex", "FoundationEssentials", "HerokuAPI", "MainLoop",
      "TerminalText",
    ],
    "HerokuSandbox": ["FoundationEssentials", "HTTPTypes", "NIOCore", "NIOHTTP1", "NIOPosix"],
    "ClienteleApp": [
      "ArgumentParser", "CBuild", "CDigest", "CSignals", "ClientBrowser", "ClientIndex",
      "FoundationEssentials",
      "HerokuAPI", "HerokuSandbox", "HerokuTransport", "Journal", "Logging", "MainLoop", "SystemPackage",
      "TerminalText", "TerminalUI", "Tokens",
    ],
    "Tokens": ["FoundationEssentials", "HerokuAPI", "Subprocess", "SystemPackage", "TerminalText"],
    "clientele": ["ClienteleApp"],
  ]
  private static let everywhere: Set<String> = ["Platform", "Synchronization"]

  @Test(arguments: allowed.keys.sorted()) func `imports only what its room has`(target: String) throws {
    let files = try Self.swiftFiles(in: "Sources/\(target)")
    #expect(!files.isEmpty)
    let allowed = try #require(Self.allowed[target]).union(Self.everywhere)
    for file in files {
      let undeclared = Self.imports(in: try String(contentsOf: file, encoding: .utf8)).subtracting(allowed)
      #expect(undeclared.isEmpty, "\(file.lastPathComponent) imports \(undeclared.sorted())")
    }
  }

  @Test func `names every target`() throws {
    let targets = try FileManager.default.contentsOfDirectory(atPath: Self.folder("Sources"))
    #expect(
      Set(targets).subtracting(["CBuild", "CCharacterWidth", "CDigest", "CNcurses", "CSignals"])
        == Set(Self.allowed.keys)
    )
  }

  @Test func `asks only in Platform which system it is compiled for`() throws {
    let question = /^\s*#(if|elseif)\b.*\b(canImport|os|targetEnvironment)\s*\(/
    let asking = try (Self.swiftFiles(in: "Sources") + Self.swiftFiles(in: "Tests")).filter { file in
      try String(contentsOf: file, encoding: .utf8).split(separator: "\n").contains {
        $0.firstMatch(of: question) != nil
      }
    }
    #expect(Set(asking.map { $0.deletingLastPathComponent().lastPathComponent }) == ["Platform"])
  }

  /// The path of a folder of the package.
  private static func folder(_ path: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../\(path)")
      .standardizedFileURL.path(percentEncoded: false)
  }

  private static func swiftFiles(in path: String) throws -> [URL] {
    let folder = folder(path)
    return try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".swift") }
      .map { URL(filePath: folder).appending(path: $0) }
  }

  /// The modules that a file imports, whatever stands before the word.
  private static func imports(in text: String) -> Set<String> {
    Set(
      text.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
          words[..<index].allSatisfy({
            ["public", "package", "internal", "@testable", "@_exported", "@_spi(_Unicode)"].contains($0)
          })
        else { return nil }
        return words[index + 1].split(separator: ".").first.map(String.init)
      }
    )
  }
}
