import HerokuAPI
import Testing

struct RedirectURITests {
  @Test(arguments: [
    "https://example.com/callback", "https://example.com", "HTTPS://EXAMPLE.COM/?a=b",
    "https://*.example.com",
    "http://localhost:5000/callback", "http://LOCALHOST", "http://app.localhost/", "http://printer.local/cb",
    "http://127.0.0.1:5000", "http://127.8.8.8", "http://10.1.2.3", "http://172.16.0.1",
    "http://172.31.255.255",
    "http://192.168.1.1/cb", "http://169.254.1.1", "http://[::1]:5000/cb", "http://[fe80::1]",
    "http://[fe80::1%25eth0]/",
    "http://[fd12:3456::1]", "http://[::ffff:10.0.0.1]", "http://localhost.", "http://user@localhost/",
    "com.example.app:/callback", "com.example.app://callback", "urn:ietf:wg:oauth:2.0:oob", "myapp:cb",
    "ftp://localhost/x",
  ])
  func `says nothing about a good one`(text: String) {
    #expect(RedirectURI.findings(in: text).isEmpty)
  }

  @Test(arguments: ["", " ", "\n\t"])
  func `wants one`(text: String) {
    #expect(RedirectURI.findings(in: text).map(\.rule) == [.empty])
  }

  @Test(arguments: [
    "example.com", "/callback", "//example.com/callback", "example.com/callback", "https:", "myapp:",
    "myapp:#x", ":x",
    "1http://example.com", " https://example.com", "ht tp://example.com", "localhost:5000/callback",
    "localhost:5000",
    "example.com:443/cb", "https://", "https:///path", "http://?x", "https:example.com", "http://:80/", "?",
    "callback",
  ])
  func `wants it absolute`(text: String) {
    let findings = RedirectURI.findings(in: text)
    #expect(findings.map(\.rule) == [.notAbsolute])
    #expect(findings.map(\.severity) == [.error])
  }

  @Test(arguments: [
    "https://example.com/#top", "https://example.com#", "com.example.app:/cb#a", "http://localhost/#",
  ])
  func `wants no fragment`(text: String) {
    let findings = RedirectURI.findings(in: text)
    #expect(findings.map(\.rule) == [.fragment])
    #expect(findings.map(\.severity) == [.error])
  }

  @Test(arguments: ["https://example.com/a b", "https://example.com/cb ", "https://example.com/\ncb"])
  func `warns of blanks, which no URI has`(text: String) {
    let findings = RedirectURI.findings(in: text)
    #expect(findings.map(\.rule) == [.whitespace])
    #expect(findings.map(\.severity) == [.warning])
  }

  @Test(arguments: [
    "http://example.com/callback", "HTTP://example.com", "http://localhost.evil.com", "http://10.evil.com",
    "http://127.0.0.1.evil.com", "http://evil.com\\@localhost", "http://localhost@evil.com",
    "http://172.32.0.1",
    "http://172.15.0.1", "http://192.0.2.1", "http://11.0.0.1", "http://[2001:db8::1]",
    "http://[::ffff:8.8.8.8]",
    "http://box/cb", "http://local", "http://127.1", "http://2130706433", "http://0.0.0.0",
  ])
  func `warns of plain http to anywhere but here`(text: String) {
    let findings = RedirectURI.findings(in: text)
    #expect(findings.map(\.rule) == [.plainHTTP])
    #expect(findings.map(\.severity) == [.warning])
  }

  @Test func `says all of it, errors first`() {
    let findings = RedirectURI.findings(in: "http://example.com/#top")
    #expect(findings.map(\.rule) == [.fragment, .plainHTTP])
  }

  @Test(arguments: ["", "x", "https://", "a:b#c", "http://example.com"])
  func `words a finding as a clause`(text: String) {
    for finding in RedirectURI.findings(in: text) {
      #expect(!finding.message.hasSuffix("."))
      #expect(finding.message.count <= 60)
    }
  }
}
