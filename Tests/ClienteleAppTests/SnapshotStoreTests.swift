import FoundationEssentials
import HerokuAPI
import TestSupport
import Testing

@testable import ClientBrowser
@testable import ClienteleApp

@Suite struct SnapshotStoreTests {
  private let snapshot = ListSnapshot(
    clients: [
      OAuthClient(id: ClientID("a"), name: "Näme\n", redirectURI: "https://a.example/"),
      OAuthClient(
        id: ClientID("b"),
        name: "",
        redirectURI: "x:/",
        ignoresDelinquent: true,
        createdAt: Date(timeIntervalSince1970: 1),
        updatedAt: Date(timeIntervalSince1970: 2)
      ),
    ],
    version: ListVersion(tag: "\"t\""),
    date: Date(timeIntervalSince1970: 1_795_000_000)
  )

  private func withCache(_ body: (_ home: String, SnapshotStore, _ file: String) throws -> Void) throws {
    try TemporaryFolder.with { folder in
      let store = try store(folder.path)
      try body(folder.path, store, folder.path(of: "clientele/\(try #require(store.name))"))
    }
  }

  private func store(_ home: String, token: String = "a-token", host: String = "https://api.heroku.com")
    throws
    -> SnapshotStore
  {
    let folder = try #require(CacheFolder(environment: ["XDG_CACHE_HOME": home]))
    return SnapshotStore(folder: folder, endpoint: try Endpoint(parsing: host), token: Secret(token))
  }

  private func bytes(of snapshot: ListSnapshot) -> [UInt8] {
    var bytes: [UInt8] = []
    snapshot.forEachPiece { bytes += $0 }
    return bytes
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300, 253_402_300_800, -62_167_219_201])
  func `a date that no calendar has is none`(seconds: Double) throws {
    var client = OAuthClient(id: ClientID("a"), name: "A", redirectURI: "x:/")
    client.createdAt = Date(timeIntervalSince1970: seconds)
    let odd = ListSnapshot(clients: [client], version: nil, date: snapshot.date)
    let read = try #require(ListSnapshot(fileBytes: bytes(of: odd)))
    #expect(read.clients.map(\.createdAt) == [nil])
  }

  @Test func `reads what was written, and others cannot`() throws {
    try withCache { home, store, file in
      #expect(store.read() == nil)
      try FileManager.default.createDirectory(
        atPath: "\(home)/clientele",
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o755]
      )
      #expect(store.write(snapshot))
      #expect(store.write(snapshot), "in the place of the first")
      #expect(store.read() == snapshot)
      #expect(try mode(file) == 0o600)
      #expect(try mode("\(home)/clientele") == 0o700)
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(home)/clientele") == [store.name])
      let bytes = try Data(contentsOf: URL(filePath: file))
      #expect(!String(decoding: bytes, as: UTF8.self).contains("a-token"))
      #expect(!file.contains("a-token"))
    }
  }

  @Test func `a long list is written in pieces, and read as it was`() throws {
    let clients = (0..<3000).map {
      OAuthClient(
        id: ClientID("\($0)"),
        name: "Client \($0)",
        redirectURI: "https://\($0).example.com/callback"
      )
    }
    let long = ListSnapshot(clients: clients, version: nil, date: snapshot.date)
    var pieces: [Int] = []
    long.forEachPiece { pieces.append($0.count) }
    #expect(pieces.count > 2 && pieces.allSatisfy { $0 < 70_000 })
    try withCache { _, store, _ in
      #expect(store.write(long))
      #expect(store.read() == long)
    }
  }

  @Test func `each server and token has its own`() throws {
    let names = try [
      store("/c"), store("/c", token: "another"), store("/c", host: "https://api.heroku.com/base"),
      store("/c", host: "http://localhost:5000"), store("/c", host: "http://localhost:5001"),
    ].map { try #require($0.name) }
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.wholeMatch(of: /[-\w]+\.list/) != nil })
  }

  @Test func `a token that is too long for a digest keeps no list`() throws {
    try TemporaryFolder.with { folder in
      let store = try store(folder.path, token: String(repeating: "t", count: 600))
      #expect(store.name == nil && !store.write(snapshot) && store.read() == nil)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  @Test func `throws away what is cut short, changed, foreign or of another version`() throws {
    try withCache { _, store, file in
      let whole = bytes(of: snapshot)
      var broken = (0..<whole.count).map { Array(whole[..<$0]) }
      for index in whole.indices {
        var changed = whole
        changed[index] ^= 1
        broken.append(changed)
      }
      broken.append(whole + [0])
      for bytes in broken {
        #expect(store.write(snapshot))
        try Data(bytes).write(to: URL(filePath: file))
        #expect(store.read() == nil)
        #expect(!FileManager.default.fileExists(atPath: file))
      }
    }
  }

  @Test func `follows no symbolic link`() throws {
    try withCache { home, store, file in
      #expect(store.write(snapshot))
      try FileManager.default.moveItem(atPath: file, toPath: "\(home)/elsewhere")
      try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "\(home)/elsewhere")
      #expect(store.read() == nil)
      #expect(FileManager.default.fileExists(atPath: "\(home)/elsewhere"))
      try FileManager.default.removeItem(atPath: "\(home)/clientele")
      try FileManager.default.createDirectory(atPath: "\(home)/planted", withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        atPath: "\(home)/clientele",
        withDestinationPath: "\(home)/planted"
      )
      #expect(!store.write(snapshot))
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(home)/planted").isEmpty)
    }
  }

  @Test func `a relative XDG_CACHE_HOME is ignored, and clearing says how many went`() throws {
    #expect(CacheFolder(environment: ["XDG_CACHE_HOME": "c", "HOME": "/h"])?.path == "/h/.cache/clientele")
    #expect(CacheFolder(environment: [:]) == nil)
    try withCache { home, store, _ in
      let folder = try #require(CacheFolder(environment: ["XDG_CACHE_HOME": home]))
      #expect(folder.clear() == (0, 0))
      #expect(store.write(snapshot))
      #expect(folder.clear() == (1, 0))
      #expect(store.read() == nil)
    }
  }
}
