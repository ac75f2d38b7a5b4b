import FoundationEssentials
import HTTPTypes
import HerokuAPI
import HerokuTransport
import Testing

struct TrustTests {
  let text = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

  /// What a GET over TLS ends with.
  func end(
    _ certificate: TestCertificate?,
    trust: Trust,
    host: String = "localhost"
  ) async throws -> Result<HTTPAnswer, TransportFailure> {
    try await RawServer.run(.init(text, then: .stay, certificate: certificate)) { server in
      var configuration = TransportConfiguration.impatient
      configuration.trust = trust
      // A handshake ends by itself, however busy the machine is; only a server without TLS is to be given up on.
      if certificate != nil { configuration.connectTimeout = .seconds(60) }
      return try await withTransport(configuration) { transport in
        let outcome = await transport.request(scheme: "https", host: host, port: server.port)
        #expect(certificate != nil || server.requests.isEmpty)
        return outcome
      }
    }
  }

  /// A file with a certificate, for as long as `body` takes.
  func withFile<Value>(_ certificate: TestCertificate, _ body: (String) async throws -> Value) async throws
    -> Value
  {
    let url = URL.temporaryDirectory.appending(path: "clientele-\(UUID().uuidString).pem")
    try Data(certificate.certificate.utf8).write(to: url)
    do {
      let value = try await body(url.path)
      try FileManager.default.removeItem(at: url)
      return value
    } catch {
      try FileManager.default.removeItem(at: url)
      throw error
    }
  }

  @Test func `believes a certificate that SSL_CERT_FILE vouches for`() async throws {
    let outcome = try await withFile(.localhost) { try await end(.localhost, trust: Trust(file: $0)) }
    #expect(outcome.answer?.body == Array("{}".utf8))
  }

  @Test func `believes no other certificate`() async throws {
    let outcome = try await end(.localhost, trust: Trust())
    #expect(outcome.verdict == Verdict(kind: .untrusted, mayHaveBeenSent: false))
    #expect(outcome.failure?.detail == "its certificate is not vouched for")
  }

  @Test func `believes no certificate for another host`() async throws {
    let outcome = try await withFile(.otherHost) { try await end(.otherHost, trust: Trust(file: $0)) }
    #expect(outcome.verdict == Verdict(kind: .untrusted, mayHaveBeenSent: false))
    #expect(outcome.failure?.detail == "its certificate is for another host")
  }

  @Test func `gives up on a server that does not answer in TLS`() async throws {
    let outcome = try await end(nil, trust: Trust())
    #expect(outcome.verdict == Verdict(kind: .connectTimeout, mayHaveBeenSent: false))
  }

  @Test func `reports a server that answers, but not in TLS`() async throws {
    let outcome = try await SandboxRun.run { run in
      await run.transport.request(.delete, scheme: "https", host: "localhost", port: run.port)
    }
    #expect(outcome.verdict == Verdict(kind: .untrusted, mayHaveBeenSent: false))
    #expect(outcome.failure?.detail == "it does not speak TLS")
  }

  @Test func `names the file that cannot be read`() async throws {
    let outcome = try await end(.localhost, trust: Trust(file: "/nowhere/ca.pem"))
    #expect(
      outcome.failure
        == TransportFailure(
          .untrusted,
          mayHaveBeenSent: false,
          detail: "SSL_CERT_FILE cannot be read: /nowhere/ca.pem"
        )
    )
  }

  @Test func `needs no certificates in the clear`() async throws {
    var configuration = TransportConfiguration.impatient
    configuration.trust = Trust(file: "/nowhere/ca.pem")
    let outcome = try await RawServer.run(.init(text, then: .stay)) { server in
      try await withTransport(configuration) { await $0.request(port: server.port) }
    }
    #expect(outcome.answer?.body == Array("{}".utf8))
  }

  @Test func `reads the environment`() {
    #expect(Trust(environment: [:]) == Trust())
    #expect(Trust(environment: ["SSL_CERT_FILE": "", "SSL_CERT_DIR": ""]) == Trust())
    #expect(
      Trust(environment: ["SSL_CERT_FILE": "/a.pem", "SSL_CERT_DIR": "/b"])
        == Trust(file: "/a.pem", directory: "/b")
    )
  }
}
