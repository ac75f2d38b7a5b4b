import HTTPTypes
import HerokuAPI
import HerokuTransport
import TestSupport
import Testing

struct FailureTests {
  /// What a GET ends with on a server that behaves so.
  func outcome(
    of behavior: RawServer.Behavior,
    configuration: TransportConfiguration = .unhurried
  ) async throws -> Result<HTTPAnswer, TransportFailure> {
    try await RawServer.run(behavior) { server in
      try await withTransport(configuration) { await $0.request(port: server.port) }
    }
  }

  @Test func `nothing listens`() async throws {
    let nobody = try SilentPort()
    let outcome = try await withTransport(.impatient) { await $0.request(port: nobody.port) }
    #expect(outcome.verdict == Verdict(kind: .refused, mayHaveBeenSent: false))
  }

  @Test func `nothing listens at any address of a name`() async throws {
    let nobody = try SilentPort()
    let outcome = try await withTransport(.impatient) {
      await $0.request(host: "localhost", port: nobody.port)
    }
    #expect(outcome.verdict == Verdict(kind: .refused, mayHaveBeenSent: false))
  }

  @Test func `the name is nobody's`() async throws {
    // RFC 6761: .invalid never resolves.
    let outcome = try await withTransport { await $0.request(host: "nobody.invalid", port: 80) }
    #expect(outcome.verdict == Verdict(kind: .unknownHost, mayHaveBeenSent: false))
  }

  @Test(arguments: [RawServer.Ending.close, .reset])
  func `the connection ends before the answer`(ending: RawServer.Ending) async throws {
    let outcome = try await outcome(of: .init(then: ending))
    #expect(outcome.verdict == Verdict(kind: .connectionLost, mayHaveBeenSent: true))
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\"",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n",
    "HTTP/1.1 200 OK\r\nContent-Le",
  ])
  func `the connection ends in the middle of the answer`(text: String) async throws {
    let outcome = try await outcome(of: .init(text, then: .close))
    #expect(outcome.verdict == Verdict(kind: .connectionLost, mayHaveBeenSent: true))
  }

  @Test func `what comes is not HTTP`() async throws {
    let outcome = try await outcome(of: .init("220 mail.example.com ESMTP\r\n", then: .stay))
    #expect(outcome.verdict == Verdict(kind: .malformedAnswer, mayHaveBeenSent: true))
  }

  @Test(arguments: ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\""])
  func `the server falls silent`(text: String) async throws {
    var configuration = TransportConfiguration.unhurried
    configuration.idleTimeout = TransportConfiguration.impatient.idleTimeout
    let outcome = try await outcome(of: .init(text, then: .stay), configuration: configuration)
    #expect(outcome.verdict == Verdict(kind: .silent, mayHaveBeenSent: true))
  }

  @Test func `the answer takes too long as a whole, whatever pauses it may make`() async throws {
    var configuration = TransportConfiguration.unhurried
    // Long enough for the request to be on its way, also on a machine that is busy.
    configuration.totalTimeout = .seconds(15)
    let outcome = try await outcome(
      of: .init("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{", then: .stay),
      configuration: configuration
    )
    #expect(outcome.verdict == Verdict(kind: .silent, mayHaveBeenSent: true))
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n\(String(repeating: "x", count: 5000))",
    "HTTP/1.1 200 OK\r\n\r\n\(String(repeating: "x", count: 5000))",
  ])
  func `the body is larger than the limit`(text: String) async throws {
    let outcome = try await outcome(of: .init(text, then: .close))
    #expect(outcome.verdict == Verdict(kind: .tooLarge, mayHaveBeenSent: true))
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nX-Long: \(String(repeating: "x", count: 1 << 20))\r\n\r\n",
    "HTTP/1.1 200 OK\r\n\(String(repeating: "X-Many: x\r\n", count: 100_000))\r\n",
  ])
  func `the head has a megabyte`(text: String) async throws {
    let outcome = try await outcome(of: .init(text, then: .stay))
    #expect(outcome.verdict == Verdict(kind: .malformedAnswer, mayHaveBeenSent: true))
  }

  @Test func `a body of a gigabyte is refused before it comes`() async throws {
    let outcome = try await outcome(
      of: .init("HTTP/1.1 200 OK\r\nContent-Length: \(1 << 30)\r\n\r\nx", then: .stay)
    )
    #expect(outcome.verdict == Verdict(kind: .tooLarge, mayHaveBeenSent: true))
  }

  @Test func `the body grows beyond the limit when it is decompressed`() async throws {
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(Gzipped.bomb.count)\r\n\r\n"
    let outcome = try await outcome(of: .init(Array(head.utf8) + Gzipped.bomb, then: .stay))
    #expect(outcome.verdict == Verdict(kind: .tooLarge, mayHaveBeenSent: true))
  }

  @Test func `the body says that it is compressed and is not`() async throws {
    let text = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"
    let outcome = try await outcome(of: .init(text, then: .stay))
    #expect(outcome.verdict == Verdict(kind: .malformedAnswer, mayHaveBeenSent: true))
  }

  @Test func `TLS fails after the request was sent`() async throws {
    // A record of application data that nobody has encrypted.
    let record: [UInt8] = [0x17, 0x03, 0x03, 0x00, 0x20] + [UInt8](repeating: 0x41, count: 32)
    let behavior = RawServer.Behavior(record, then: .garble, certificate: .localhost)
    try await TemporaryFolder.with { folder in
      var configuration = TransportConfiguration.impatient
      configuration.connectTimeout = .seconds(60)
      configuration.trust = Trust(file: try folder.write("ca.pem", TestCertificate.localhost.certificate))
      try await RawServer.run(behavior) { server in
        let outcome = try await withTransport(configuration) {
          await $0.request(.delete, scheme: "https", host: "localhost", port: server.port)
        }
        #expect(server.requests.count == 1)
        #expect(outcome.verdict == Verdict(kind: .connectionLost, mayHaveBeenSent: true))
      }
    }
  }

  @Test func `no detail shows where this was built`() async throws {
    for behavior in [RawServer.Behavior(then: .close), .init("x\r\n", then: .stay)] {
      let detail = try await outcome(of: behavior).failure?.detail ?? "/"
      #expect(!detail.contains("/"))
    }
  }
}
