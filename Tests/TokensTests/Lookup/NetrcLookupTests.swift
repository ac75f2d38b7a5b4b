import HerokuAPI
import Testing
import Tokens

/// The netrc file: which, and which entry.
struct NetrcLookupTests {
  private let entry = "machine api.heroku.com password netrc-token"

  @Test func `finds the entry of the server in the home directory`() async throws {
    let text =
      "machine api.heroku.com password heroku\nmachine localhost password local\ndefault password other"
    let lookup = FakeSystem(texts: ["/home/me/.netrc": text]).lookup()
    let heroku = await lookup.search(for: .heroku)
    #expect(heroku.token == "heroku")
    #expect(heroku.found?.source.description == "~/.netrc, machine api.heroku.com")
    let local = await lookup.search(for: try Endpoint(parsing: "http://localhost:5000"))
    #expect(local.token == "local")
    let other = await lookup.search(for: try Endpoint(parsing: "herokudev.com"))
    #expect(other.token == "other")
    #expect(other.found?.source.description == "~/.netrc, default")
  }

  @Test func `says that the file has no entry for the server`() async {
    let search = await FakeSystem(texts: ["/home/me/.netrc": "machine x password y"]).lookup().search(
      for: .heroku
    )
    #expect(search.found == nil)
    #expect(search.trace.last == "~/.netrc: no entry with a password for api.heroku.com")
  }

  @Test(arguments: [
    "machine api.heroku.com login me", "machine api.heroku.com\ndefault login you password y",
    "machine x password y\nmachine api.heroku.com:443 account z",
  ])
  func `says that the server's own entry has no password`(text: String) async {
    let search = await FakeSystem(texts: ["/home/me/.netrc": text]).lookup().search(for: .heroku)
    #expect(search.found == nil)
    #expect(search.trace.last == "~/.netrc: its entry for api.heroku.com has no password")
  }

  @Test func `decrypts the encrypted file first, and leaves the plain one alone`() async {
    let system = FakeSystem(
      texts: ["/home/me/.netrc.gpg": "cipher", "/home/me/.netrc": "machine api.heroku.com password old"],
      answers: ["gpg": .output(entry)]
    )
    let search = await system.lookup().search(for: .heroku)
    #expect(search.token == "netrc-token")
    #expect(search.found?.source.description == "~/.netrc.gpg, machine api.heroku.com")
    #expect(system.programs.map(\.name) == ["gpg"])
    #expect(
      system.programs.first?.arguments == ["--batch", "--quiet", "--decrypt", "--", "/home/me/.netrc.gpg"]
    )
    #expect(!system.paths.contains("/home/me/.netrc"))
  }

  @Test func `has GnuPG ask for no pass phrase while a screen is up`() async {
    let system = FakeSystem(texts: ["/home/me/.netrc.gpg": "cipher"], answers: ["gpg": .output(entry)])
    var lookup = system.lookup()
    lookup.mayPrompt = false
    #expect(await lookup.search(for: .heroku).token == "netrc-token")
    #expect(
      system.programs.first?.arguments
        == ["--batch", "--quiet", "--pinentry-mode", "error", "--decrypt", "--", "/home/me/.netrc.gpg"]
    )
  }

  @Test func `does not repeat the name that GnuPG puts before what it says`() async {
    let answer = ProgramAnswer.error("gpg: decryption failed: No secret key\n", code: 2)
    let search = await FakeSystem(texts: ["/home/me/.netrc.gpg": "cipher"], answers: ["gpg": answer]).lookup()
      .search(for: .heroku)
    #expect(search.trace.last == "~/.netrc.gpg: gpg says: decryption failed: No secret key")
  }

  @Test(arguments: [ProgramAnswer.error("gpg: decryption failed: No secret key", code: 2), .notInstalled])
  func `does not fall back on an older plain file when decrypting fails`(answer: ProgramAnswer) async {
    let system = FakeSystem(
      texts: ["/home/me/.netrc.gpg": "cipher", "/home/me/.netrc": "machine api.heroku.com password old"],
      answers: ["gpg": answer]
    )
    let search = await system.lookup().search(for: .heroku)
    #expect(search.found == nil)
    guard case .failed(let reason)? = search.attempts.last?.outcome else {
      Issue.record("\(search.trace)")
      return
    }
    #expect(reason.contains("gpg"))
  }

  @Test func `reads the file that NETRC names instead`() async {
    let system = FakeSystem(texts: ["/home/me/.netrc": "machine api.heroku.com password no", "/srv/n": entry])
    let search = await system.lookup(["NETRC": "/srv/n"]).search(for: .heroku)
    #expect(search.token == "netrc-token")
    #expect(search.found?.source.description == "/srv/n, machine api.heroku.com")
  }

  @Test func `does not look in the home directory when the file that NETRC names is not there`() async {
    let system = FakeSystem(texts: ["/home/me/.netrc": entry])
    let search = await system.lookup(["NETRC": "/srv/n"]).search(for: .heroku)
    #expect(search.found == nil)
    #expect(search.trace.last == "/srv/n: no such file")
  }

  @Test func `says that only a shell knows a home by its sign`() async {
    let search = await FakeSystem(texts: ["/home/me/.netrc": entry]).lookup(["NETRC": "~/.netrc"])
      .search(for: .heroku)
    #expect(search.found == nil)
    #expect(
      search.trace.last == "~/.netrc: no such file: only a shell knows what ~ means, write the whole path"
    )
  }

  @Test(arguments: [
    ("/home/me/.netrc", "~/.netrc"), ("/home/me/it's mine", "~/'it'\\''s mine'"),
    ("/srv/$(id)", "'/srv/$(id)'"),
    ("-rf", "./-rf"), ("/srv/a\u{1b}b", "$'/srv/a\\033b'"), ("/srv/plain", "/srv/plain"),
  ])
  func `advises a command that does what is meant when it is pasted`(path: String, word: String) async {
    let file = ReadFile(bytes: Array(entry.utf8), isReadableByOthers: true)
    let search = await FakeSystem(files: [path: .success(file)]).lookup(["NETRC": path]).search(for: .heroku)
    #expect(search.found?.warnings.first?.hasSuffix("run “chmod 600 \(word)”.") == true)
  }

  @Test func `looks in the directory that NETRC names, as Heroku's gem does`() async {
    let system = FakeSystem(
      files: [
        "/srv/d": .failure(.directory),
        "/srv/d/.netrc": .success(ReadFile(bytes: Array(entry.utf8))),
      ])
    #expect(await system.lookup(["NETRC": "/srv/d"]).search(for: .heroku).token == "netrc-token")
  }

  @Test func `decrypts the file that NETRC names if it is encrypted`() async {
    let system = FakeSystem(texts: ["/srv/n.gpg": "cipher"], answers: ["gpg": .output(entry)])
    #expect(await system.lookup(["NETRC": "/srv/n.gpg"]).search(for: .heroku).token == "netrc-token")
  }

  @Test func `warns of a file that others can read`() async {
    let file = ReadFile(bytes: Array(entry.utf8), isReadableByOthers: true)
    let search = await FakeSystem(files: ["/home/me/.netrc": .success(file)]).lookup().search(for: .heroku)
    #expect(search.token == "netrc-token")
    #expect(
      search.found?.warnings == ["~/.netrc can be read by others on this machine: run “chmod 600 ~/.netrc”."]
    )
  }

  @Test func `does not warn of a file that only its owner can read, or that is encrypted`() async {
    let plain = await FakeSystem(texts: ["/home/me/.netrc": entry]).lookup().search(for: .heroku)
    #expect(plain.found?.warnings == [])
    let open = ReadFile(bytes: [1], isReadableByOthers: true)
    let system = FakeSystem(files: ["/home/me/.netrc.gpg": .success(open)], answers: ["gpg": .output(entry)])
    #expect(await system.lookup().search(for: .heroku).found?.warnings == [])
  }

  @Test func `says why a file could not be read`() async {
    for problem in [
      UnreadableFile.directory, .notAFile, .silentPipe, .tooLarge, .refused("Permission denied"),
    ] {
      let search = await FakeSystem(files: ["/home/me/.netrc": .failure(problem)]).lookup().search(
        for: .heroku
      )
      #expect(search.attempts.last?.outcome == .failed(problem.description))
    }
  }

  @Test func `says which line of the file is to blame, and never what stands there`() async {
    let text = "machine api.heroku.com\n  login me\n#machine other\n  password hunter2\n"
    let search = await FakeSystem(texts: ["/home/me/.netrc": text]).lookup().search(for: .heroku)
    #expect(search.found == nil)
    #expect(
      search.trace.last
        == "~/.netrc: no entry with a password for api.heroku.com; line 3: a machine that is commented out; "
        + "what follows is not used before the next machine"
    )
    #expect(!"\(search.explanation)".contains("hunter2"))
  }

  @Test func `uses what could be understood, and warns of the rest`() async {
    let text = "machine api.heroku.com password right\nlogin me you\npassword other\n"
    let found = await FakeSystem(texts: ["/home/me/.netrc": text]).lookup().find(for: .heroku)
    #expect(found?.token.reveal() == "right")
    #expect(
      found?.warnings == [
        "~/.netrc, line 2: a word that is no keyword; what follows is not used before the next machine."
      ]
    )
  }

  @Test func `does not list the lines of a file that is none`() async {
    let text = String(repeating: "machine\n", count: 500)
    let search = await FakeSystem(texts: ["/home/me/.netrc": text]).lookup().search(for: .heroku)
    #expect(search.trace.last?.hasSuffix("and 497 more like that") == true)
  }

  @Test func `takes the entry for the port that is asked`() async throws {
    let text = "machine localhost:5000 password five\nmachine localhost:6000 password six"
    let lookup = FakeSystem(texts: ["/home/me/.netrc": text]).lookup()
    for (port, token) in [(5000, "five"), (6000, "six"), (7000, nil)] {
      let search = await lookup.search(for: try Endpoint(parsing: "http://localhost:\(port)"))
      #expect(search.token == token)
    }
  }

  @Test(arguments: [
    ("machine api.heroku.com:8443 password x", true), ("machine api.heroku.com port 80 password x", true),
    ("machine api.heroku.com password x port ftp", true),
    ("machine api.heroku.com password x protocol http", true),
    ("machine api.heroku.com:80 password x\nmachine api.heroku.com protocol ftp password y", true),
    ("machine api.heroku.com:80 password x\nmachine api.heroku.com login y", false),
    ("machine other.example:80 password x", false), ("machine api.heroku.com login x", false), ("", false),
  ])
  func `says that an entry is for another port or protocol`(text: String, isSaid: Bool) async {
    let search = await FakeSystem(texts: ["/home/me/.netrc": text]).lookup().search(for: .heroku)
    #expect(search.token == nil)
    #expect(
      search.trace.contains { $0.contains("another port or protocol: here it is 443") } == isSaid,
      "\(search.trace)"
    )
  }

  @Test func `says of a token in the file that it cannot be sent`() async {
    let text = "machine api.heroku.com password \"two words\""
    let search = await FakeSystem(texts: ["/home/me/.netrc": text]).lookup().search(for: .heroku)
    #expect(
      search.explanation
        == ["The token in ~/.netrc, machine api.heroku.com cannot be sent: it has a blank at position 4."]
    )
  }
}
