// swift-tools-version: 6.2
import PackageDescription

/// What every target of this package is compiled with.
///
/// Warnings stop the build in CI only, so that a newer compiler does not lock anybody out.
let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// What `clientele --version` says of the commit, as in `4f1c2d3e5a6b, 2026-11-26`; set by the build of the packages.
let commit = Context.environment["CLIENTELE_COMMIT"]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTPCompression = Target.Dependency.product(name: "NIOHTTPCompression", package: "swift-nio-extras")
let nioSOCKS = Target.Dependency.product(name: "NIOSOCKS", package: "swift-nio-extras")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
  name: "clientele",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "clientele", targets: ["clientele"]),
    // With the transport: a client without a wire reaches nothing.
    .library(name: "HerokuAPI", targets: ["HerokuAPI", "HerokuTransport"]),
    .library(name: "HerokuSandbox", targets: ["HerokuSandbox"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0", traits: []),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
  ],
  targets: [
    .target(name: "CBuild", cSettings: commit.map { [.define("CLIENTELE_COMMIT", to: "\"\($0)\"")] }),
    .target(
      name: "CDigest",
      linkerSettings: [.linkedLibrary("crypt", .when(platforms: [.linux])), .linkedLibrary("z")]
    ),
    .target(name: "CSignals"),
    .target(name: "CCharacterWidth"),
    .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw")]),
    .target(name: "Platform", swiftSettings: settings),
    .target(name: "MainLoop", dependencies: ["Platform"], swiftSettings: settings),
    .target(name: "TerminalText", dependencies: ["CCharacterWidth", "Platform"], swiftSettings: settings),
    .target(
      name: "HerokuAPI",
      dependencies: ["Platform", "TerminalText", httpTypes, logging],
      swiftSettings: settings
    ),
    .target(
      name: "Tokens",
      dependencies: ["HerokuAPI", "Platform", "TerminalText", subprocess, systemPackage],
      swiftSettings: settings
    ),
    .target(
      name: "HerokuTransport",
      dependencies: [
        "HerokuAPI", "Platform",
        asyncHTTPClient, httpTypes, nioCore, nioHTTP1, nioPosix, nioHTTPCompression, nioSOCKS, nioSSL,
      ],
      swiftSettings: settings
    ),
    .target(name: "ClientIndex", dependencies: ["HerokuAPI", "Platform"], swiftSettings: settings),
    .target(name: "Journal", dependencies: ["HerokuAPI", "Platform"], swiftSettings: settings),
    .target(
      name: "ClientBrowser",
      dependencies: ["ClientIndex", "HerokuAPI", "Journal", "Platform", "TerminalText"],
      swiftSettings: settings
    ),
    .target(
      name: "TerminalUI",
      dependencies: [
        "ClientIndex", "CNcurses", "ClientBrowser", "HerokuAPI", "MainLoop", "Platform", "TerminalText",
      ],
      swiftSettings: settings
    ),
    .target(
      name: "HerokuSandbox",
      dependencies: ["Platform", httpTypes, nioCore, nioHTTP1, nioPosix],
      swiftSettings: settings
    ),
    .target(
      name: "ClienteleApp",
      dependencies: [
        "CBuild", "CDigest", "CSignals", "ClientBrowser", "ClientIndex", "HerokuAPI", "HerokuSandbox",
        "HerokuTransport", "Journal", "MainLoop", "Platform", "TerminalText", "TerminalUI", "Tokens",
        argumentParser, logging, systemPackage,
      ],
      swiftSettings: settings
    ),
    .executableTarget(name: "clientele", dependencies: ["ClienteleApp"], swiftSettings: settings),

    .target(
      name: "TestSupport",
      dependencies: ["HerokuAPI", httpTypes],
      path: "Tests/TestSupport",
      swiftSettings: settings
    ),
    .testTarget(
      name: "MainLoopTests",
      dependencies: ["MainLoop", "Platform", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TerminalTextTests",
      dependencies: ["TerminalText", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "HerokuAPITests",
      dependencies: ["HerokuAPI", "TestSupport", httpTypes, logging],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TokensTests",
      dependencies: ["Tokens", "HerokuAPI", "Platform", "TestSupport", subprocess, systemPackage],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ClientIndexTests",
      dependencies: ["ClientIndex", "HerokuAPI", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "JournalTests",
      dependencies: ["HerokuAPI", "Journal", "Platform", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ClientBrowserTests",
      dependencies: [
        "ClientBrowser", "ClientIndex", "HerokuAPI", "Journal", "TerminalText", "TerminalUI", "TestSupport",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TerminalUITests",
      dependencies: [
        "CNcurses", "ClientBrowser", "ClientIndex", "HerokuAPI", "Journal", "MainLoop", "Platform",
        "TerminalText",
        "TerminalUI", "TestSupport",
      ],
      exclude: ["Views/Recordings"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "HerokuTransportTests",
      dependencies: [
        "ClientIndex", "HerokuAPI", "HerokuSandbox", "HerokuTransport", "Journal", "Platform", "TestSupport",
        asyncHTTPClient, httpTypes, nioCore, nioHTTP1, nioPosix, nioSOCKS, nioSSL,
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "HerokuSandboxTests",
      dependencies: ["HerokuSandbox", "Platform", "TestSupport", httpTypes],
      swiftSettings: settings
    ),
    // A test target, since it is linked into what is built anyway: it costs one file, and is run as well.
    .testTarget(
      name: "ExampleTests",
      dependencies: ["HerokuAPI", "HerokuSandbox", "HerokuTransport"],
      path: "Tests/Examples",
      swiftSettings: settings
    ),
    .testTarget(
      name: "ClienteleAppTests",
      dependencies: [
        "ClientBrowser", "ClientIndex", "ClienteleApp", "HerokuAPI", "HerokuSandbox", "HerokuTransport",
        "Journal", "MainLoop", "Platform", "TerminalText", "TerminalUI", "TestSupport", "Tokens",
        argumentParser, httpTypes, logging, systemPackage,
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "clientele", "Platform", "TestSupport", asyncHTTPClient, nioCore, nioHTTP1, nioPosix, subprocess,
        systemPackage,
      ],
      swiftSettings: settings
    ),
  ],
  swiftLanguageModes: [.v6]
)
