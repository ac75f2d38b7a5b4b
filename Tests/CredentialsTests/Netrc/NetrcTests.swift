import Credentials
import HerokuAPI
import Testing

/// Each case in which readers of netrc files go wrong.
struct NetrcTests {
  private func password(_ text: String, host: String = "api.heroku.com") -> String? {
    Netrc(text).entry(for: host)?.password?.reveal()
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
    #expect(password("machine api.heroku.com login me\ndefault password 2", host: "api.heroku.com") == "2")
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

  @Test func `passes over the account of FTP and words it does not know`() {
    #expect(password("machine api.heroku.com account password port 443 password token") == "token")
  }

  // MARK: What is not an entry

  @Test func `ends a comment with its line`() {
    #expect(
      password("# mine\nmachine api.heroku.com # machine x\n  password token # password no\n") == "token"
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
