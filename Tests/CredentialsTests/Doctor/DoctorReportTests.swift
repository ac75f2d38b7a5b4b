import Credentials
import HerokuAPI
import Testing

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
    let report = DoctorReport(lines: [.init(label: "TERM", value: "x\u{1b}[31m\n\u{202e}y\u{9b}z")])
    #expect(report.description == "ok  TERM  x [31m  y z\n")
  }

  @Test func `is empty without lines`() {
    #expect(DoctorReport().description.isEmpty)
  }

  @Test func `tells where the token is, what was tried before, and what to mind`() async {
    let file = ReadFile(
      bytes: Array("machine api.heroku.com password netrc-token".utf8),
      isReadableByOthers: true
    )
    let search = await FakeSystem(files: ["/home/me/.netrc": .success(file)]).lookup().search(for: .heroku)
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
    ]
    for environment in [[:], ["NETRC": "/none"]] {
      var report = DoctorReport()
      report.add(await FakeSystem(texts: texts).lookup(environment).search(for: .heroku))
      let lines = report.lines.filter { $0.value.contains("names no account") }
      #expect(lines.map(\.status) == [.warning])
    }
  }

  @Test func `fails without a token, and says where it was looked for`() async {
    var report = DoctorReport()
    report.add(await FakeSystem().lookup().search(for: .heroku))
    #expect(!report.isUsable)
    #expect(report.lines.first == .init(label: "token", value: "none for api.heroku.com", status: .failure))
    #expect(report.lines.count == 5)
  }
}
