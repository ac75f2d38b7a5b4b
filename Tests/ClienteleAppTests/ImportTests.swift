import FoundationEssentials
import Testing

/// Each library has its rooms: the build refuses undeclared imports of our own targets, but not of libraries.
@Suite struct ImportTests {
  /// What each target may import besides the standard library and libc.
  private static let allowed: [String: Set<String>] = [
    "TerminalText": [],
    "HerokuAPI": ["FoundationEssentials", "HTTPTypes", "Logging"],
    "HerokuTransport": [
      "AsyncHTTPClient", "FoundationEssentials", "HTTPTypes", "HerokuAPI", "NIOCore", "NIOHTTP1",
      "NIOHTTPCompression",
      "NIOPosix", "NIOSSL",
    ],
    "ClientBrowser": ["FoundationEssentials", "HerokuAPI", "TerminalText"],
    "TerminalUI": ["CNcurses", "ClientBrowser", "FoundationEssentials", "HerokuAPI", "TerminalText"],
    "HerokuSandbox": [
      "FoundationEssentials", "HTTPTypes", "HummingbirdCore", "Logging", "NIOCore", "NIOPosix",
      "ServiceLifecycle",
    ],
    "ClienteleApp": [
      "ArgumentParser", "CSignals", "ClientBrowser", "Credentials", "Crypto", "Dispatch",
      "FoundationEssentials",
      "HerokuAPI", "HerokuSandbox", "HerokuTransport", "Logging", "Subprocess", "SystemPackage",
      "TerminalText", "TerminalUI",
    ],
    "Credentials": ["FoundationEssentials", "HerokuAPI", "Subprocess", "SystemPackage"],
    "clientele": ["ClienteleApp"],
  ]
  private static let platform: Set<String> = ["Darwin", "Glibc", "Musl", "Synchronization"]

  @Test(arguments: allowed.keys.sorted()) func `imports only what its room has`(target: String) throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Sources/\(target)"
    )
    let files = try Self.swiftFiles(in: sources)
    #expect(!files.isEmpty)
    let allowed = try #require(Self.allowed[target]).union(Self.platform)
    for file in files {
      let undeclared = Self.imports(in: try String(contentsOf: file, encoding: .utf8)).subtracting(allowed)
      #expect(undeclared.isEmpty, "\(file.lastPathComponent) imports \(undeclared.sorted())")
    }
  }

  @Test func `names every target`() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
    let targets = try FileManager.default.contentsOfDirectory(atPath: sources.path(percentEncoded: false))
    #expect(Set(targets).subtracting(["CNcurses", "CSignals"]) == Set(Self.allowed.keys))
  }

  private static func swiftFiles(in folder: URL) throws -> [URL] {
    let path = folder.path(percentEncoded: false)
    return try FileManager.default.subpathsOfDirectory(atPath: path)
      .filter { $0.hasSuffix(".swift") }
      .map { folder.appending(path: $0) }
  }

  /// The modules that a file imports, whatever stands before the word.
  private static func imports(in text: String) -> Set<String> {
    Set(
      text.split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
          words[..<index].allSatisfy({ ["public", "package", "internal", "@testable"].contains($0) })
        else { return nil }
        return words[index + 1].split(separator: ".").first.map(String.init)
      }
    )
  }
}
