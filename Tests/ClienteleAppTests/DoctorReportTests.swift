import FoundationEssentials
import HerokuAPI
import HerokuTransport
import Platform
import Testing
import Tokens

@testable import ClienteleApp

/// The report of the doctor, from lines to text.
struct DoctorReportTests {
  @Test func `aligns its lines and puts the judgement first`() {
    var report = DoctorReport()
    report.add("host", "api.heroku.com")
    report.add("rate limit", "12 requests left", .warning)
    report.add("account", "the token is refused", .failure)
    #expect(
      report.description == """
        ok       host        api.heroku.com
        warning  rate limit  12 requests left
        failure  account     the token is refused

        """
    )
  }

  @Test func `is usable with warnings, and is not with a failure`() {
    var report = DoctorReport()
    #expect(report.isUsable)
    report.add("clipboard", "none", .warning)
    #expect(report.isUsable)
    report.add("host", "cannot be reached", .failure)
    #expect(!report.isUsable)
  }

  @Test func `leaves out what a terminal would obey`() {
    var report = DoctorReport()
    report.add("TERM", "x\u{1b}[31m\n\u{202e}y\u{9b}z")
    #expect(report.description == "ok  TERM  x\u{fffd}[31m\u{fffd}\u{fffd}y\u{fffd}z\n")
  }

  @Test func `is empty without lines`() {
    #expect(DoctorReport().description.isEmpty)
  }

  @Test func `tells where the token is, what was tried before, and what to mind`() async {
    let file = ReadFile(
      bytes: Array("machine api.heroku.com password netrc-token".utf8),
      isReadableByOthers: true
    )
    let search = await Self.lookup(["/home/me/.netrc": file]).search(for: .heroku)
    var report = DoctorReport()
    report.add(search)
    #expect(report.isUsable)
    #expect(
      report.description == """
        ok       token      ~/.netrc, machine api.heroku.com
        ok       looked in  HEROKU_API_KEY: not set
        ok       looked in  the secret store (secret-tool): no account is known, since there is no \
        ~/.local/share/heroku/login.json
        ok       looked in  ~/.netrc.gpg: no such file
        warning  token      ~/.netrc can be read by others on this machine: run “chmod 600 ~/.netrc”.

        """
    )
    #expect(!report.description.contains("netrc-token"))
  }

  @Test func `tells once what failed`() async {
    let texts = [
      "/home/me/.local/share/heroku/login.json": "{}", "/home/me/.netrc": "machine api.heroku.com password x",
    ].mapValues { ReadFile(bytes: Array($0.utf8)) }
    for environment in [[:], ["NETRC": "/none"]] {
      var report = DoctorReport()
      report.add(await Self.lookup(texts, environment).search(for: .heroku))
      let lines = report.lines.filter { $0.value.contains("names no account") }
      #expect(lines.map(\.status) == [.warning])
    }
  }

  @Test func `fails without a token, and says where it was looked for`() async {
    var report = DoctorReport()
    report.add(await Self.lookup().search(for: .heroku))
    #expect(!report.isUsable)
    #expect(report.lines.first == .init(label: "token", value: "none for api.heroku.com", status: .failure))
    #expect(report.lines.count == 5)
  }

  @Test func `says that a token cannot be sent, without showing it`() async {
    var report = DoctorReport()
    report.add(await Self.lookup([:], ["HEROKU_API_KEY": "to\u{200b}ken"]).search(for: .heroku))
    #expect(!report.isUsable)
    #expect(
      report.lines.last?.value
        == "HEROKU_API_KEY: it has an invisible character (U+200B) at position 3"
    )
  }

  @Test func `tries the certificates that it calls ok`() {
    for (areNeeded, status) in [(true, DoctorReport.Status.failure), (false, .warning)] {
      var report = DoctorReport()
      report.add(Trust(file: "/nowhere/ca.pem"), areNeeded: areNeeded)
      let value = "SSL_CERT_FILE cannot be used: /nowhere/ca.pem does not exist"
      #expect(report.lines == [.init(label: "certificates", value: value, status: status)])
    }
  }

  @Test func `tries whether the folder of the lists can be made, and leaves nothing behind`() throws {
    let home = FileManager.default.temporaryDirectory.appending(path: "clientele-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: home) }
    try Data().write(to: URL(filePath: "\(home)/file"))
    func line(_ cache: String) -> DoctorReport.Line? {
      var report = DoctorReport()
      report.addCache(CacheFolder(environment: ["XDG_CACHE_HOME": cache]))
      return report.lines.first
    }
    #expect(line(home)?.value == "\(home)/clientele, nothing kept yet")
    #expect(line("\(home)/new")?.status == .ok)
    #expect(line("\(home)/file")?.status == .warning)
    #expect(line("\(home)/a/b")?.value.contains("cannot be made: No such file or directory") == true)
    #expect(line("/proc/new")?.status == .warning)
    #expect(line("\(home)/a/b")?.status == .warning)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home) == ["file"])
  }

  /// A lookup in a home with just these files, and no programs.
  private static func lookup(
    _ files: [String: ReadFile] = [:],
    _ environment: [String: String] = [:]
  ) -> TokenLookup {
    TokenLookup(
      environment: environment,
      home: "/home/me",
      secretStore: .secretService,
      readFile: { (path) throws(UnreadableFile) in
        guard let file = files[path] else { throw .absent }
        return file
      },
      runProgram: { _ in .notInstalled }
    )
  }
}
