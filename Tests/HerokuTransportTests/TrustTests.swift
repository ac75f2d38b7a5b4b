import FoundationEssentials
import HTTPTypes
import HerokuAPI
import HerokuTransport
import Platform
import TestSupport
import Testing

struct TrustTests {
  static let text = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

  /// What a GET over TLS ends with.
  func end(
    _ certificate: TestCertificate?,
    trust: Trust,
    host: String = "localhost"
  ) async throws -> Result<HTTPAnswer, TransportFailure> {
    try await RawServer.run(.init(Self.text, then: .stay, certificate: certificate)) { server in
      var configuration = TransportConfiguration.impatient
      configuration.trust = trust
      // A handshake ends by itself, however busy the machine is; only a server without TLS is to be given up on.
      if certificate != nil { configuration.connectTimeout = .seconds(60) }
      return try await withTransport(configuration) { transport in
        let outcome = await transport.request(scheme: "https", host: host, port: server.port)
        #expect(outcome.answer != nil || server.requests.isEmpty)
        return outcome
      }
    }
  }

  /// What a GET from a server with an issued certificate ends with, given a bundle of that content.
  func end(bundle: [UInt8]) async throws -> Result<HTTPAnswer, TransportFailure> {
    try await TemporaryFolder.with { folder in
      try await end(.issued, trust: Trust(file: folder.write("bundle.pem", bundle)))
    }
  }

  /// Why the server was not believed.
  func distrust(_ outcome: Result<HTTPAnswer, TransportFailure>) -> Distrust? {
    guard case .untrusted(let distrust)? = outcome.failure?.kind else { return nil }
    #expect(outcome.failure?.mayHaveBeenSent == false)
    return distrust
  }

  // MARK: Whose certificates

  @Test func `believes a certificate that SSL_CERT_FILE vouches for`() async throws {
    let outcome = try await TemporaryFolder.with { folder in
      try await end(
        .localhost,
        trust: Trust(file: folder.write("ca.pem", TestCertificate.localhost.certificate))
      )
    }
    #expect(outcome.answer?.body == AnswerBody("{}".utf8))
  }

  @Test func `tells apart why a certificate is not believed`() async throws {
    try await TemporaryFolder.with { folder in
      let trust = Trust(file: try folder.write("ca.pem", TestCertificate.authority))
      #expect(try await end(.issued, trust: trust).answer != nil)
      let table: [(TestCertificate, Trust, Distrust)] = [
        (.expired, trust, .expired(Date(timeIntervalSince1970: 1_612_325_106))),
        (.future, trust, .notYetValid(Date(timeIntervalSince1970: 4_423_352_767))),
        (.elsewhere, trust, .wrongName(["other.example", "*.other.example"])),
        (.issued, Trust(), .unknownAuthority(issuer: "Test Authority")),
        (.localhost, trust, .selfSigned),
        // What is wrong with the certificate itself comes first: it would be wrong with any authority.
        (.expired, Trust(), .expired(Date(timeIntervalSince1970: 1_612_325_106))),
      ]
      for (certificate, trust, expected) in table {
        #expect(distrust(try await end(certificate, trust: trust)) == expected)
      }
    }
  }

  @Test func `tells apart what is wrong with the certificates behind the server's own`() async throws {
    try await TemporaryFolder.with { folder in
      let trust = Trust(file: try folder.write("ca.pem", TestCertificate.chainRoot))
      let intermediate = Trust(file: try folder.write("inter.pem", TestCertificate.good))
      #expect(try await end(.ofGoodIntermediate, trust: trust).answer != nil)
      let table: [(TestCertificate, Trust, Distrust)] = [
        (.forClients, trust, .wrongPurpose), (.demanding, trust, .criticalExtension("1.2.3.4")),
        (
          .ofOldIntermediate, trust,
          .expiredIntermediate(issuer: "Old Inter", Date(timeIntervalSince1970: 1_612_325_106))
        ),
        (
          .ofNewIntermediate, trust,
          .intermediateNotYetValid(issuer: "New Inter", Date(timeIntervalSince1970: 4_423_352_767))
        ),
        (.ofNoAuthority, trust, .noAuthority(issuer: "Not CA")),
        (.ofImposter, trust, .notBorneOut(issuer: "Chain Root")),
        (.withoutIntermediate, trust, .unknownAuthority(issuer: "Inter")),
        (.ofGoodIntermediate, Trust(), .unknownAuthority(issuer: "Inter")),
        // An intermediate alone is no end of the way.
        (.ofGoodIntermediate, intermediate, .unknownAuthority(issuer: "Chain Root")),
        // What is wrong further down comes first, and does not depend on who is trusted.
        (.forClients, Trust(), .wrongPurpose),
        (
          .ofOldIntermediate, Trust(),
          .expiredIntermediate(issuer: "Old Inter", Date(timeIntervalSince1970: 1_612_325_106))
        ),
      ]
      for (certificate, trust, expected) in table {
        let found = distrust(try await end(certificate, trust: trust))
        #expect(found == expected)
      }
    }
  }

  @Test func `says that a certificate is not made for this use`() async throws {
    try await TemporaryFolder.with { folder in
      let trust = Trust(file: try folder.write("ca.pem", TestCertificate.forIssuing.certificate))
      let outcome = try await end(.forIssuing, trust: trust)
      #expect(distrust(outcome) == .wrongKeyUse)
    }
  }

  @Test func `says that a server that was asked in the clear may speak TLS`() async throws {
    let behavior = RawServer.Behavior(Self.text, then: .stay, certificate: .localhost)
    try await RawServer.run(behavior) { server in
      try await withTransport { transport in
        for method in [HTTPRequest.Method.get, .patch] {
          let outcome = await transport.request(method, host: "localhost", port: server.port)
          #expect(outcome.failure?.kind == .speaksTLS)
        }
        #expect(server.requests.isEmpty)
      }
    }
    // One that only hangs up does not.
    for ending in [RawServer.Ending.close, .reset] {
      let outcome = try await RawServer.run(.init("", then: ending)) { server in
        try await withTransport { await $0.request(port: server.port) }
      }
      #expect(outcome.failure?.kind == .connectionLost)
    }
  }

  @Test func `says that the authority's own certificate has expired, where others have not`() async throws {
    let text = TestCertificate.oldAuthority + "\n" + TestCertificate.localhost.certificate
    #expect(
      distrust(try await end(bundle: Array(text.utf8)))
        == .expiredAuthority(issuer: "Test Authority", Date(timeIntervalSince1970: 1_577_836_800))
    )
  }

  @Test func `gives up on a server that does not answer in TLS`() async throws {
    let outcome = try await end(nil, trust: Trust())
    #expect(outcome.verdict == Verdict(kind: .connectTimeout, mayHaveBeenSent: false))
  }

  @Test func `reports a server that answers, but not in TLS`() async throws {
    let outcome = try await SandboxRun.run { run in
      await run.transport.request(.delete, scheme: "https", host: "localhost", port: run.port)
    }
    #expect(outcome.verdict == Verdict(kind: .untrusted(.noTLS), mayHaveBeenSent: false))
  }

  // MARK: Bundles

  static let mark = "\u{feff}"
  static let authority = TestCertificate.authority + "\n"
  static let old = TestCertificate.oldAuthority + "\n"
  static let other = TestCertificate.localhost.certificate + "\n"

  @Test(arguments: [
    authority, authority + old, old + authority, old + authority + old, other + old + authority,
    mark + authority, mark + other + mark + authority, "\n\n" + mark + authority,
    authority.replacing("\n", with: "\r\n"), authority.replacing("\n", with: "\r"),
    "# My company's\nIssuer: X\n=====\n" + authority + "that is all",
    TestCertificate.localhost.privateKey + "\n" + authority,
    authority.replacing("CERTIFICATE", with: "X509 CERTIFICATE"),
    authority.replacing("CERTIFICATE", with: "TRUSTED CERTIFICATE"),
    "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" + authority,
    authority + "-----BEGIN CERTIFICATE-----\nMIIB",
  ])
  func `reads a bundle, whatever stands before, between and behind`(bundle: String) async throws {
    #expect(try await end(bundle: Array(bundle.utf8)).answer != nil, "\(bundle.debugDescription)")
  }

  @Test(arguments: [
    ("", "is empty"), (" \n\r\n", "is empty"), ("hello\n", "no certificate in PEM"),
    ("<!DOCTYPE html><p>", "web page"),
    ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "can be read"),
    ("-----BEGIN CERTIFICATE-----\n", "can be read"),
    (TestCertificate.localhost.privateKey, "a key"), (old, "expired, the last on 2020-01-01"),
    ("-----BEGIN PKCS7-----\nAAAA\n-----END PKCS7-----\n", "no certificate in PEM"),
  ])
  func `names a file that is of no use, and why`(content: String, words: String) async throws {
    try await names(Array(content.utf8), words)
  }

  @Test func `names a file in UTF-16 or DER, and one that is not there`() async throws {
    let units = Array(TestCertificate.authority.utf16)
    let little = units.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    try await names([0xff, 0xfe] + little, "UTF-16")
    try await names([0xfe, 0xff] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }, "UTF-16")
    try await names(little, "UTF-16")
    let base64 = TestCertificate.authority.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
    try await names(Array(try #require(Data(base64Encoded: base64))), "DER")
    let outcome = try await end(.issued, trust: Trust(file: "/nowhere/ca.pem"))
    #expect(
      distrust(outcome) == .noRoots("SSL_CERT_FILE cannot be used: /nowhere/ca.pem does not exist")
    )
  }

  // MARK: What OpenSSL calls trusted

  /// A certificate with what `openssl x509 -trustout` has behind it.
  private func trusted(_ remarks: [UInt8]) throws -> [UInt8] {
    let base64 = TestCertificate.authority.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
    let der = try #require(Data(base64Encoded: base64)) + Data(remarks)
    return Array(
      "-----BEGIN TRUSTED CERTIFICATE-----\n\(der.base64EncodedString())\n-----END TRUSTED CERTIFICATE-----\n"
        .utf8
    )
  }

  private static let serverAuth: [UInt8] = [0x06, 8, 0x2b, 6, 1, 5, 5, 7, 3, 1]
  private static let mail: [UInt8] = [0x06, 8, 0x2b, 6, 1, 5, 5, 7, 3, 4]
  private static let anything: [UInt8] = [0x06, 4, 0x55, 0x1d, 0x25, 0]

  private static func list(_ tag: UInt8, _ parts: [UInt8]...) -> [UInt8] {
    [tag, UInt8(parts.joined().count)] + parts.joined()
  }

  @Test(
    arguments: [
      ([], true), (list(0x30), true), (list(0x30, list(0x30, serverAuth)), true),
      (list(0x30, list(0x30, mail, serverAuth)), true), (list(0x30, list(0x30, anything)), true),
      (list(0x30, list(0xa0, mail)), true), (list(0x30, list(0x30, serverAuth), list(0xa0, mail)), true),
      // An alias.
      (list(0x30, [0x0c, 1, 0x61]), true),
      (list(0x30, list(0x30, mail)), false), (list(0x30, list(0x30)), false),
      (list(0x30, list(0xa0, serverAuth)), false), (list(0x30, list(0xa0, mail, anything)), false),
      (list(0x30, list(0x30, serverAuth), list(0xa0, serverAuth)), false),
    ] as [([UInt8], Bool)]
  )
  func `trusts for servers what is marked as that, or not marked`(remarks: [UInt8], isBelieved: Bool)
    async throws
  {
    let content = try trusted(remarks)
    if isBelieved {
      #expect(try await end(bundle: content).answer != nil)
    } else {
      try await names(content, "not to be trusted for servers")
      // Another one beside it is believed.
      #expect(try await end(bundle: content + Array(Self.authority.utf8)).answer != nil)
    }
  }

  // MARK: What is no plain file

  @Test func `reads a pipe, once for all`() async throws {
    try await TemporaryFolder.with { folder in
      let path = folder.path(of: "pipe")
      #expect(mkfifo(path, 0o600) == 0)
      // Waits in fopen until somebody reads.
      Task.detached {
        guard let file = fopen(path, "w") else { return }
        fputs(TestCertificate.authority, file)
        fclose(file)
      }
      for _ in 0..<2 {
        let outcome = try await end(.issued, trust: Trust(file: path))
        #expect(outcome.answer != nil)
      }
    }
  }

  @Test func `names a device as one`() async throws {
    let outcome = try await end(.issued, trust: Trust(file: "/dev/null"))
    #expect(distrust(outcome) == .noRoots("SSL_CERT_FILE cannot be used: /dev/null is a device, and no file"))
  }

  private func names(_ content: [UInt8], _ words: String) async throws {
    guard case .noRoots(let clause)? = distrust(try await end(bundle: content)) else {
      Issue.record("\(words): believed")
      return
    }
    #expect(clause.hasPrefix("SSL_CERT_FILE cannot be used: /") && clause.contains("/bundle.pem "))
    #expect(clause.contains(words), "\(clause)")
  }

  @Test func `needs no certificates in the clear`() async throws {
    var configuration = TransportConfiguration.impatient
    configuration.trust = Trust(file: "/nowhere/ca.pem")
    let outcome = try await RawServer.run(.init(Self.text, then: .stay)) { server in
      try await withTransport(configuration) { await $0.request(port: server.port) }
    }
    #expect(outcome.answer?.body == AnswerBody("{}".utf8))
  }

  // MARK: Directories

  @Test func `reads every directory of a list, as rehash has left it`() async throws {
    try await TemporaryFolder.with { folder in
      let empty = try folder.make("empty")
      let full = try folder.make("full")
      _ = try folder.write("full/0a1b2c3d.0", TestCertificate.authority)
      let copies = try folder.make("copies")
      _ = try folder.write("copies/0a1b2c3d.0", TestCertificate.oldAuthority)
      _ = try folder.write("copies/0a1b2c3d.1", TestCertificate.authority)
      _ = try folder.write("copies/0a1b2c3e.0", "not one")
      let broken = try folder.make("broken")
      _ = try folder.write("broken/0a1b2c3d.0", "not one")
      for list in [
        full, "\(empty):\(full)", "\(full):\(empty)", ":\(full):", "/nowhere:\(full)", copies,
        "\(broken):\(copies)",
      ] {
        let trust = Trust(environment: ["SSL_CERT_DIR": list])
        #expect(try await end(.issued, trust: trust).answer != nil, "\(list)")
      }
      let unhashed = try folder.make("unhashed")
      for name in ["ca.pem", "0a1b2c3d.r0", "0a1b2c3d", "0a1b2c3g.0", "0a1b2c3d.0.bak"] {
        _ = try folder.write("unhashed/\(name)", TestCertificate.authority)
      }
      let old = try folder.make("old")
      _ = try folder.write("old/0a1b2c3d.0", TestCertificate.oldAuthority)
      for (list, words) in [
        (empty, "rehash"), (unhashed, "rehash"), ("/nowhere", "/nowhere does not exist"),
        (
          broken,
          "\(broken) has no certificate that can be used: \(broken)/0a1b2c3d.0 has no certificate in PEM"
        ),
        (old, "expired"), ("/nowhere:\(empty)", "/nowhere does not exist"),
      ] {
        let outcome = try await end(.issued, trust: Trust(environment: ["SSL_CERT_DIR": list]))
        guard case .noRoots(let clause)? = distrust(outcome) else {
          Issue.record("\(list): \(outcome)")
          continue
        }
        #expect(clause.hasPrefix("SSL_CERT_DIR cannot be used: ") && clause.contains(words), "\(clause)")
      }
    }
  }

  @Test func `names the first file of a directory that has none that can be used, and why`() async throws {
    let base64 = Self.authority.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
    let table: [([UInt8], String)] = [
      (Array(try #require(Data(base64Encoded: base64))), "is in DER format"), ([], "is empty"),
      ([0xff, 0xfe] + Self.authority.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }, "is in UTF-16"),
      (Array("<!DOCTYPE html>".utf8), "is a web page"),
      (Array(TestCertificate.localhost.privateKey.utf8), "has a key in it"),
    ]
    for (content, words) in table {
      try await TemporaryFolder.with { folder in
        let path = try folder.make("certs")
        _ = try folder.write("certs/0a1b2c3d.0", content)
        _ = try folder.make("certs/0a1b2c3e.0")
        let outcome = try await end(.issued, trust: Trust(environment: ["SSL_CERT_DIR": path]))
        guard case .noRoots(let clause)? = distrust(outcome) else {
          Issue.record("\(words): \(outcome)")
          return
        }
        #expect(clause.contains(": \(path)/0a1b2c3d.0 \(words)"), "\(clause)")
      }
    }
    try await TemporaryFolder.with { folder in
      let path = try folder.make("certs")
      _ = try folder.make("certs/0a1b2c3d.0")
      let outcome = try await end(.issued, trust: Trust(environment: ["SSL_CERT_DIR": path]))
      guard case .noRoots(let clause)? = distrust(outcome) else {
        Issue.record("\(outcome)")
        return
      }
      #expect(clause.hasSuffix("\(path)/0a1b2c3d.0 is a directory"), "\(clause)")
    }
  }

  @Test func `reads the environment`() {
    #expect(Trust(environment: [:]) == Trust())
    #expect(Trust(environment: ["SSL_CERT_FILE": "", "SSL_CERT_DIR": ""]) == Trust())
    #expect(
      Trust(environment: ["SSL_CERT_FILE": "/a.pem", "SSL_CERT_DIR": "/b:/c"])
        == Trust(file: "/a.pem", directories: ["/b", "/c"])
    )
  }

  @Test func `says what is believed, and what of it is of no use`() throws {
    let nowhere = Trust(file: "/nowhere/ca.pem").check().result
    #expect(throws: UnusableTrust.self) { try nowhere.get() }
    try TemporaryFolder.with { folder in
      let file = try folder.write(
        "ca.pem",
        Self.authority + Self.old + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END"
      )
      let good = Trust(file: file, directories: ["/nowhere"]).check()
      #expect(try good.result.get() == "1 certificate of \(file), /nowhere")
      #expect(
        good.remarks == ["\(file) has 1 that cannot be read among 3", "/nowhere does not exist"]
      )
    }
  }
}

extension TemporaryFolder {
  /// Makes a folder in it, and returns its path.
  func make(_ name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: path(of: name), withIntermediateDirectories: true)
    return path(of: name)
  }

  /// Writes a file, and returns its path.
  func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  /// Writes a file, and returns its path.
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(filePath: path(of: name)))
    return path(of: name)
  }
}
