import HerokuAPI
import Testing
import Tokens

/// Each case in which readers of netrc files go wrong.
struct NetrcTests {
  private func password(_ text: String, host: String = "api.heroku.com", port: UInt16 = 443) -> String? {
    Netrc(text).entry(for: host, port: port)?.password?.reveal()
  }

  /// What the owner of the file is told who wants the entry of Heroku's.
  private func remarks(_ text: String, host: String = "api.heroku.com") -> [String] {
    Netrc(text).problems(for: host).map(\.description)
  }

  // MARK: Space

  @Test func `reads the file that Heroku writes`() {
    let netrc = Netrc(
      """
      machine api.heroku.com
        login someone@example.com
        password token-1
      machine git.heroku.com
        login someone@example.com
        password token-2

      """
    )
    #expect(netrc.entries.count == 2)
    #expect(netrc.entry(for: "api.heroku.com")?.login == "someone@example.com")
    #expect(netrc.entry(for: "api.heroku.com")?.password == Secret("token-1"))
    #expect(netrc.entry(for: "git.heroku.com")?.password == Secret("token-2"))
  }

  @Test func `reads an entry on one line`() {
    #expect(password("machine api.heroku.com login me password token") == "token")
  }

  @Test func `takes tabs for space`() {
    #expect(password("machine\tapi.heroku.com\n\tlogin\tme\n\tpassword\ttoken\n") == "token")
  }

  @Test func `takes several spaces for one`() {
    #expect(password("machine  api.heroku.com   login  me  password    token  \n") == "token")
  }

  @Test func `reads lines that end with CRLF`() {
    let text = "machine api.heroku.com\r\n  login me\r\n  password token\r\n"
    #expect(password(text) == "token")
    #expect(Netrc(text).entries.first?.login == "me")
  }

  @Test func `goes on after blank lines within an entry`() {
    #expect(password("\n\nmachine api.heroku.com\n\n  login me\n\n\n  password token\n") == "token")
  }

  @Test func `finds a name on the line after its keyword`() {
    #expect(password("machine\n  api.heroku.com\n  login\n  me\n  password\n  token\n") == "token")
  }

  @Test func `reads the last word without a line end`() {
    #expect(password("machine api.heroku.com\n  password token") == "token")
  }

  @Test func `passes over a byte order mark`() {
    #expect(password("\u{feff}machine api.heroku.com password token") == "token")
  }

  // MARK: Which entry

  @Test func `tells several machines apart, whatever their order`() {
    let text = "machine a password 1 machine api.heroku.com password 2 machine heroku.com password 3"
    #expect(password(text) == "2")
    #expect(password(text, host: "heroku.com") == "3")
    #expect(password(text, host: "api.heroku.co") == nil)
  }

  @Test func `takes the first of two entries for a machine`() {
    #expect(password("machine api.heroku.com password 1\nmachine api.heroku.com password 2") == "1")
  }

  @Test func `passes over an entry that has no password`() {
    #expect(password("machine api.heroku.com login me\nmachine api.heroku.com password 2") == "2")
    #expect(password("machine api.heroku.com login me") == nil)
    #expect(password("machine api.heroku.com password") == nil)
  }

  @Test func `does not give the password of one entry to the one before it`() {
    #expect(password("machine api.heroku.com login me\nmachine other password 2") == nil)
    #expect(password("machine api.heroku.com login me\nmachine other\ndefault password 2") == nil)
  }

  @Test(arguments: [
    "machine api.heroku.com\ndefault password 1", "machine api.heroku.com login me\ndefault password 1",
    "default password 1\nmachine api.heroku.com account x", "machine api.heroku.com:443\ndefault password 1",
    "machine api.heroku.com port https\ndefault password 1",
    "machine api.heroku.com password\ndefault password 1",
    "machine api.heroku.com.\nmachine api.heroku.com login me\ndefault password 1",
  ])
  func `does not use the default for a machine with an entry of its own, though it has no password`(
    text: String
  ) {
    #expect(password(text) == nil)
    #expect(password(text, host: "other") == "1")
    #expect(Netrc(text).lacksPassword(for: "api.heroku.com"))
    #expect(!Netrc(text).lacksPassword(for: "other"))
    // Another one of its own counts.
    #expect(password(text + "\nmachine api.heroku.com password 2") == "2")
    #expect(!Netrc(text + "\nmachine api.heroku.com password 2").lacksPassword(for: "api.heroku.com"))
  }

  @Test func `uses the default for a host without an entry only, wherever it stands`() {
    let text = "default login me password 1\nmachine api.heroku.com password 2"
    #expect(password(text) == "2")
    #expect(password(text, host: "localhost") == "1")
  }

  @Test func `needs no login`() {
    let entry = Netrc("machine api.heroku.com password token").entry(for: "api.heroku.com")
    #expect(entry?.password == Secret("token"))
    #expect(entry?.login == nil)
  }

  @Test func `compares hosts without case, and finds an IPv6 address without brackets`() {
    #expect(password("machine API.Heroku.COM password token") == "token")
    #expect(password("machine ::1 password token", host: "[::1]") == "token")
    #expect(password("machine [::1] password token", host: "[::1]") == "token")
  }

  // MARK: Values

  @Test func `takes quotes off a value`() {
    #expect(password(#"machine "api.heroku.com" login "me" password "token""#) == "token")
  }

  @Test func `keeps spaces, keywords and escaped characters between quotes`() {
    #expect(password(#"machine api.heroku.com password "a b\"c\\d\te""#) == "a b\"c\\d\te")
    #expect(password(#"machine api.heroku.com login "a password b" password c"#) == "c")
  }

  @Test func `leaves quotes that are not closed to the value`() {
    #expect(password("machine api.heroku.com password \"token\nmachine x password \"y\"") == "\"token")
    #expect(password(#"machine api.heroku.com password "to"ken"#) == #""to"ken"#)
    #expect(password(#"machine api.heroku.com password to"ken""#) == #"to"ken""#)
    #expect(password(#"machine api.heroku.com password "token\"#) == #""token\"#)
  }

  @Test func `keeps a number sign in a password`() {
    #expect(password("machine api.heroku.com password to#ken") == "to#ken")
    #expect(password("machine api.heroku.com password #token") == "#token")
    #expect(password("machine api.heroku.com password token#") == "token#")
  }

  @Test func `takes a value that looks like a keyword for a value`() {
    let entry = Netrc("machine api.heroku.com login password password login").entry(for: "api.heroku.com")
    #expect(entry?.login == "password")
    #expect(entry?.password == Secret("login"))
  }

  @Test func `passes over the account of FTP`() {
    #expect(password("machine api.heroku.com account password password token") == "token")
  }

  // MARK: Nobody else's password

  @Test(arguments: [
    // A second login or password, whatever stands between.
    "machine api.heroku.com login me password right\n\nlogin you password other\n",
    "machine api.heroku.com\n  password right\n  login me\n  password other\n",
    "machine api.heroku.com login me password right user you passwd other",
    "machine api.heroku.com login me password right\nmacdef x\nls\n\npassword other\n",
    // Another machine, commented out or called something else.
    "machine api.heroku.com\n  login me\n  password right\n#machine other.example.com\n  login you\n  password other\n",
    "machine api.heroku.com\n  login me\n  password right\nhost other.example.com\n  login you\n  password other\n",
    "machine api.heroku.com\n  login me\n  password right\n// machine other\n  password other\n",
    "machine api.heroku.com\n  login me\n  password right\nmachine\n  password other\n",
  ])
  func `takes the first login and the first password of a machine`(text: String) {
    #expect(password(text) == "right")
    #expect(Netrc(text).entry(for: "api.heroku.com")?.login == "me")
  }

  @Test(arguments: [
    // The machine's own password is missing, and another's follows.
    ("machine api.heroku.com\n#machine other.example.com\n  login you\n  password other\n", 2),
    ("machine api.heroku.com\n  login me\n  # machine other.example.com\n  password other\n", 3),
    ("machine api.heroku.com\n  login me\n##\tMachine other.example.com login you\n  password other\n", 3),
    ("machine api.heroku.com\n  login me\n#default\n  password other\n", 3),
    ("machine api.heroku.com\n  login me\n#default login you\n  password other\n", 3),
    ("machine api.heroku.com\n  login me\n  login you\n  password other\n", 3),
    ("machine api.heroku.com\n  login\n  login you\n  password other\n", 2),
    ("machine api.heroku.com\n  password\n  login me\n  password other\n", 2),
    ("machine api.heroku.com login me\nhost other.example.com\n  login you\n  password other\n", 2),
    ("machine api.heroku.com login me\n[other]\n  password other\n", 2),
    ("machine api.heroku.com login me you\n  password other\n", 1),
    ("machine api.heroku.com login me\nmachine\n  login you\n  password other\n", 2),
    ("machine api.heroku.com login me\n\"machine\" other password other\n", 2),
    ("machine api.heroku.com\r\n  login me\r\n;machine other\r\n  password other\r\n", 3),
    ("machine api.heroku.com\r  login me\r#machine other\r  password other\r", 3),
    // A comment behind something else on its line.
    ("machine api.heroku.com #machine other.example.com\n  login you\n  password other\n", 1),
    ("machine api.heroku.com # machine other\n  login me\n  password other\n", 1),
    ("machine api.heroku.com login me #machine other\n  password other\n", 1),
    ("machine api.heroku.com\n  login me account x # machine other\n  password other\n", 2),
    ("machine api.heroku.com\n  login me # default\n  password other\n", 2),
    ("machine api.heroku.com\n  port 443 # machine other login you\n  password other\n", 2),
    ("machine api.heroku.com\n  account # machine other\n  password other\n", 2),
    ("machine\napi.heroku.com # machine other\n  password other\n", 2),
    // What others call a machine, and with signs around it.
    ("machine api.heroku.com\n  login me\n#host other\n  password other\n", 3),
    ("machine api.heroku.com\n  login me\n# HOST other.example.com of the team\n  password other\n", 3),
    ("machine api.heroku.com\n  login me\n# hostname other login you\n  password other\n", 3),
    ("machine api.heroku.com\n  login me # server: other\n  password other\n", 2),
    ("machine api.heroku.com\n  login me\n#  password x #machine other\n  password other\n", 3),
    ("machine api.heroku.com\n  login me # mine # machine other\n  password other\n", 2),
    ("machine api.heroku.com\n  login me\n# // machine other\n  password other\n", 3),
    ("machine api.heroku.com\n  login me\n#\"machine\" other\n  password other\n", 3),
    ("machine api.heroku.com\n  login me\n# old machine other.example.com\n  password other\n", 3),
    ("machine api.heroku.com\n  login me\n# for the server 10.0.0.1:8080\n  password other\n", 3),
  ])
  func `does not take another machine's password for the one that is missing`(text: String, line: Int) {
    #expect(password(text) == nil)
    #expect(
      password(text + "\ndefault password other") == nil,
      "the default takes the place of what was not understood"
    )
    #expect(remarks(text).first?.hasPrefix("line \(line): ") == true, "\(remarks(text))")
    #expect(!remarks(text).joined().contains("other"))
    // The next machine is not touched by it.
    #expect(password(text + "\nmachine next password fine", host: "next") == "fine")
  }

  @Test func `says nothing of a comment that nothing hangs on`() {
    let text =
      "machine api.heroku.com\n  password right\n#machine other\n#  password other\nmachine b password c\n"
    #expect(password(text) == "right")
    #expect(remarks(text).isEmpty)
    #expect(
      remarks("# default entries are below\nmachine api.heroku.com\n # default of the team\n password x")
        .isEmpty
    )
  }

  @Test func `says what is wrong with the entry that is used, and with no other`() {
    let text = "machine other login\n password x\nmachine api.heroku.com login\n  password right\n"
    #expect(password(text) == "right")
    #expect(remarks(text) == ["line 3: login without a value"])
    #expect(remarks(text, host: "third").count == 2)
  }

  @Test(
    arguments: [
      ("machine api.heroku.com\n  login\n  password right\n", "right", ["line 2: login without a value"]),
      (
        "machine api.heroku.com\n  login # nobody\n  password right\n", "right",
        ["line 2: login without a value"]
      ),
      ("machine api.heroku.com login me password\n", nil, ["line 1: password without a value"]),
      (
        "machine api.heroku.com login me password\nmachine b password c", nil,
        ["line 1: password without a value"]
      ),
      ("machine\n  login me\n", nil, ["line 1: machine without a value"]),
      // On a later line, alone or before a keyword.
      ("machine\napi.heroku.com\nlogin\nme\npassword\nright\n", "right", []),
      ("machine\n\napi.heroku.com login\n\nme password\n# here:\nright", "right", []),
      (
        "machine api.heroku.com password\nmy secret\n", nil,
        [
          "line 1: password without a value",
          "line 2: a word that is no keyword; what follows is not used before the next machine",
        ]
      ),
    ] as [(String, String?, [String])]
  )
  func `says which value is missing`(text: String, expected: String?, said: [String]) {
    #expect(password(text) == expected)
    #expect(remarks(text) == said)
  }

  @Test(arguments: [
    "machine api.heroku.com # my machine\n  password right\n",
    "machine api.heroku.com # the machine at home\n  login me\n  password right\n",
    "machine api.heroku.com\n  # server of the company, not the one at home\n  password right\n",
    "machine api.heroku.com\n  # host names as in the manual\n  password right\n",
    "machine api.heroku.com # as default\n  password right\n",
    "machine api.heroku.com # server\n  password right\n",
    "machine api.heroku.com # machines\n  password right\n",
    "machine api.heroku.com password right # machine other\n  login me\n",
    "# machine other.example.com\nmachine api.heroku.com # see other.example.com\n  password right",
  ])
  func `takes a comment that is none of a machine for a comment`(text: String) {
    #expect(password(text) == "right")
    #expect(remarks(text).isEmpty)
  }

  // MARK: Ports

  @Test(
    arguments: [
      ("machine api.heroku.com:443 password token", 443, "token"),
      ("machine api.heroku.com:8443 password token", 443, nil),
      ("machine api.heroku.com:8443 password token", 8443, "token"),
      ("machine api.heroku.com password plain\nmachine api.heroku.com:8443 password token", 8443, "token"),
      ("machine api.heroku.com password plain\nmachine api.heroku.com:8443 password token", 443, "plain"),
      ("machine api.heroku.com port 443 password token", 443, "token"),
      ("machine api.heroku.com login me port https password token", 443, "token"),
      ("machine api.heroku.com protocol https password token", 8443, nil),
      ("machine api.heroku.com port imap password token", 443, nil),
      ("machine api.heroku.com port 993 password token", 443, nil),
      ("machine api.heroku.com. password token", 443, "token"),
      ("default port 993 password token", 443, nil),
    ] as [(String, UInt16, String?)]
  )
  func `reads an entry for a port`(text: String, port: UInt16, expected: String?) {
    #expect(password(text, port: port) == expected)
  }

  @Test(arguments: [
    ("machine ::1 password token", "[::1]"), ("machine [::1]:443 password token", "[::1]"),
    ("machine 0:0:0:0:0:0:0:1 password token", "[::1]"),
    ("machine 127.0.0.1:443 password token", "127.0.0.1"),
  ])
  func `reads an address in any spelling`(text: String, host: String) {
    #expect(password(text, host: host) == "token")
  }

  @Test(arguments: [
    "https://api.heroku.com", "api.heroku.com/", "api.heroku.com:", "*.heroku.com", "api.heroku.com:x",
  ])
  func `says that a machine's name is no host`(name: String) {
    #expect(password("machine \(name) password token") == nil)
    #expect(remarks("machine \(name) password token") == ["line 1: the name of a machine that is no host"])
  }

  // MARK: Encodings

  @Test func `passes over a byte order mark of a file that was put behind another`() {
    #expect(password("machine a password b\n\u{feff}machine api.heroku.com password token") == "token")
  }

  @Test func `says that a file is in UTF-16`() {
    let unmarked: [UInt8] = "machine a password b".utf8.flatMap { [$0, 0] }
    for bytes in [[0xff, 0xfe, 0x6d, 0x00], [0xfe, 0xff, 0x00, 0x6d], unmarked, [0] + unmarked] as [[UInt8]] {
      #expect(Netrc(bytes).entries.isEmpty)
      #expect(Netrc(bytes).problems.map(\.description) == ["it is in UTF-16: save it as UTF-8"])
    }
  }

  // MARK: What is not an entry

  @Test func `ends a comment with its line`() {
    #expect(
      password("# mine\nmachine api.heroku.com # mine too\n  password token # password no\n") == "token"
    )
  }

  @Test func `ends a comment with its line, with CRLF too`() {
    #expect(password("# mine\r\nmachine api.heroku.com\r\n  password token # no\r\n") == "token")
  }

  @Test func `does not use an entry that is commented out`() {
    #expect(password("#machine api.heroku.com\n#  login me\n#  password old\n") == nil)
    #expect(
      password(
        "# machine api.heroku.com password old\nmachine api.heroku.com\n #password older\n password new"
      )
        == "new"
    )
  }

  @Test func `does not use an entry in the body of a macro`() {
    let text = "macdef init\nmachine api.heroku.com\n  password no\n\nmachine api.heroku.com password token"
    #expect(password(text) == "token")
    #expect(password("macdef init\nmachine api.heroku.com password no\n") == nil)
    #expect(
      remarks("machine x password y\nmacdef init\nmachine api.heroku.com password no\n")
        == ["line 2: a macro that no blank line ends, so that the machines below it are part of it"]
    )
  }

  @Test func `ends the body of a macro with a blank line, be it CRLF or spaces`() {
    #expect(
      password(
        "macdef init\r\nmachine api.heroku.com password no\r\n\r\nmachine api.heroku.com password token\r\n"
      )
        == "token"
    )
    #expect(password("macdef init\ncd /\n \t\nmachine api.heroku.com password token") == "token")
  }

  @Test func `goes on with an entry after a macro in it`() {
    #expect(password("machine api.heroku.com\nmacdef init\npassword no\n\npassword token") == "token")
  }

  @Test func `makes nothing of an empty file or of words before the first machine`() {
    #expect(Netrc("").entries.isEmpty)
    #expect(Netrc("login me password token machine").entries.isEmpty)
  }

  @Test func `does not show a password in a description`() {
    let netrc = Netrc("machine api.heroku.com login me password token-1")
    var dumped = ""
    dump(netrc, to: &dumped)
    #expect(dumped.contains("api.heroku.com"))
    #expect(!dumped.contains("token-1"))
    #expect(!"\(netrc)".contains("token-1"))
  }
}
