import ArgumentParser
import FoundationEssentials
import HerokuAPI
import TestSupport
import Testing

@testable import ClienteleApp

@Suite struct SettingsTests {
  @Test func `what is given goes before the environment, and what is empty counts as unset`() throws {
    let environment = [
      "HEROKU_HOST": "http://127.0.0.1:1", "HEROKU_API_KEY": "", "XDG_CACHE_HOME": "/c", "ESCDELAY": "70",
    ]
    let plain = Settings(environment: environment)
    #expect(try plain.endpoint().displayName.contains("127.0.0.1:1"))
    #expect(plain.environment["HEROKU_API_KEY"] == nil)
    #expect(plain.cacheFolder?.path == "/c/clientele")
    #expect(plain.escapeDelay == .milliseconds(70))
    #expect(!plain.isReadOnly && plain.log == nil && plain.twoFactorCode == nil)
    let given = GivenOptions(
      host: "http://127.0.0.1:2",
      twoFactorCode: "123456",
      isReadOnly: true,
      log: "log"
    )
    let settings = Settings(given, environment: environment)
    #expect(try settings.endpoint().displayName.contains("127.0.0.1:2"))
    #expect(settings.twoFactorCode?.reveal() == "123456")
    #expect(settings.isReadOnly)
    #expect(settings.log == .file("log"))
    #expect(try Settings(environment: ["HEROKU_HOST": ""]).endpoint() == .heroku)
  }

  @Test(
    arguments: [
      ("1", true), ("yes", true), ("false", true), ("0", false), ("", false), (nil, false),
    ] as [(String?, Bool)]
  )
  func `a misspelt yes does not allow changes`(value: String?, isReadOnly: Bool) {
    let environment = value.map { ["CLIENTELE_READ_ONLY": $0] } ?? [:]
    #expect(Settings(environment: environment).isReadOnly == isReadOnly)
    #expect(Settings(GivenOptions(isReadOnly: true), environment: environment).isReadOnly)
  }

  @Test func `the token goes to no other host, unless it is allowed`() throws {
    let settings = Settings(GivenOptions(host: "http://example.com"), environment: [:])
    #expect(throws: EndpointError.self) { try settings.endpoint() }
    let allowed = GivenOptions(host: "https://example.com", allowedHosts: ["example.com"])
    #expect(try Settings(allowed, environment: [:]).endpoint().displayName.contains("example.com"))
  }
}

/// The browser's options are read in two ways, which must not differ.
@Suite struct BrowseArgumentsTests {
  @Test(
    arguments: [
      ([], GivenOptions()), (["browse"], GivenOptions()),
      (["--host", "h", "--read-only"], GivenOptions(host: "h", isReadOnly: true)),
      (
        ["--host=h=i", "--allow-host", "a", "--allow-host=b"],
        GivenOptions(host: "h=i", allowedHosts: ["a", "b"])
      ),
      (["browse", "--sandbox", "--no-cache"], GivenOptions(usesSandbox: true, keepsList: false)),
      (["--two-factor-code", "1", "--log", "-"], GivenOptions(twoFactorCode: "1", log: "-")),
    ] as [([String], GivenOptions)]
  )
  func `only the browser's options are read without the parser`(arguments: [String], given: GivenOptions) {
    #expect(GivenOptions(browsing: arguments) == given)
  }

  @Test(arguments: [
    ["list"], ["--help"], ["-h"], ["--version"], ["help"], ["--host"], ["--host", ""],
    ["--host", "--sandbox"],
    ["--sandbox", "--host", "h"], ["--sandbox=yes"], ["--two-factor-code", "ä"], ["--", "--sandbox"],
    ["browse", "browse"],
    ["--sandbox", "browse"], ["--host", "a", "--host", "b"], ["--Sandbox"], [""],
  ])
  func `in doubt the parser is asked`(arguments: [String]) {
    #expect(GivenOptions(browsing: arguments) == nil)
  }

  @Test func `what is understood means the same to the parser`() throws {
    let words = [
      "browse", "--host", "--host=h", "--sandbox", "--read-only", "--no-cache", "--allow-host",
      "--allow-host=x",
      "--log", "--log=-", "--two-factor-code", "--two-factor-code=12", "value", "a b", "", "-", "=", "--",
      "--host=",
    ]
    var chance = SeededGenerator(seed: 8)
    var understood = 0
    for _ in 0..<4000 {
      let count = Int.random(in: 0...5, using: &chance)
      let arguments = (0..<count).compactMap { _ in words.randomElement(using: &chance) }
      guard let given = GivenOptions(browsing: arguments) else { continue }
      understood += 1
      let parsed = try #require(
        try? ClienteleCommand.parseAsRoot(arguments) as? BrowseCommand,
        "\(arguments)"
      )
      #expect(parsed.given == given, "\(arguments)")
    }
    #expect(understood > 300)
  }
}

/// What the program is told from outside comes in at one place.
@Suite struct OneDoorTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../Sources"
  )

  private func lines(containing words: [String]) throws -> Set<String> {
    let root = Self.sources.path(percentEncoded: false)
    var found: Set<String> = []
    for name in try FileManager.default.subpathsOfDirectory(atPath: root)
    where name.hasSuffix(".swift") || name.hasSuffix(".c") {
      let text = try String(contentsOf: Self.sources.appending(path: name), encoding: .utf8)
      let isFound = text.split(separator: "\n").contains { line in
        !line.drop { $0 == " " }.hasPrefix("//") && words.contains { line.contains($0) }
      }
      if isFound { found.insert(name) }
    }
    return found
  }

  @Test func `the environment is read where the program starts, and nowhere else`() throws {
    let found = try lines(containing: ["getenv(", "processInfo.environment", "environ[", "environ)"])
    #expect(found == ["ClienteleApp/Clientele.swift"])
  }

  @Test func `the command line is read there too`() throws {
    #expect(try lines(containing: ["CommandLine.arguments"]) == ["ClienteleApp/Clientele.swift"])
  }

  @Test func `words go to standard error through one function, which cleans them`() throws {
    let found = try lines(containing: [
      "FileDescriptor.standardError", "stderr", "FileHandle", "debugPrint", "fputs",
    ])
    #expect(
      found.filter { $0.hasPrefix("ClienteleApp/") && !$0.contains("Log/") } == [
        "ClienteleApp/Output/StandardStreams.swift"
      ]
    )
  }
}
