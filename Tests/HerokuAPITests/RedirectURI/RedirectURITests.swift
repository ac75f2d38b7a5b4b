import HerokuAPI
import Testing

/// What is said about a redirect URI: the table of its rules.
struct RedirectURITests {
  private typealias Code = RedirectURIFinding.Code

  private func codes(_ text: String) -> [Code] { RedirectURI.findings(in: text).map(\.code) }

  @Test(arguments: [
    "https://corp.test/callback", "https://corp.test/cb?a=b&c=1,2;3", "https://corp.test:8443/cb",
    "https://a-b.corp.test/~me/cb;v=1/(x)!'", "https://corp.test/%C3%BC/100%25", "https://my_app.corp.test/",
    "https://corp.test/cb?$filter=x", "https://1and1.test/", "https://corp.test/v1.2/.well-known/cb",
    "http://127.0.0.1/cb", "http://127.8.8.8:5000/", "http://[::1]:5000/cb", "http://[::ffff:127.0.0.1]/",
    "https://your-move.test/", "https://yourators.test/your", "https://corp.test/a%20b/c%C2%A0d",
    "https://corp.test/a:b",
    "https://corp.test/?q=%7B%22a%22%3A1%7D", "https://corp.test/?at=12:30", "https://yoga.test/york?you=1",
    "com.corp.app:/callback", "com.corp.app:callback", "com.corp.my-app:/cb?a=b",
  ])
  func `says nothing about a good one`(text: String) {
    #expect(RedirectURI.findings(in: text).isEmpty)
  }

  /// What cannot work: said, and never sent.
  @Test(
    arguments: [
      ("", .empty), (" ", .empty), ("\n\t\u{feff}", .empty),
      (" https://corp.test/", .blankAtStart), ("\u{feff}https://corp.test/", .blankAtStart),
      ("https://corp.test/ ", .blankAtEnd), ("https://corp.test/\r\n", .blankAtEnd),
      ("https://corp.test/\u{a0}", .blankAtEnd), ("https://corp.test/\u{200b}", .blankAtEnd),
      ("\"https://corp.test/\"", .quoted), ("'https://corp.test/',", .quoted),
      ("<https://corp.test/>", .quoted),
      ("[\"https://corp.test/\"]", .quoted), ("“https://corp.test/”", .quoted),
      ("\"https://corp.test/", .quoted),
      ("https://corp.test/\"", .quoted), ("[https://a.test](https://a.test)", .quoted),
      ("https://a.test/cb,https://b.test/cb", .several), ("https://a.test/cb; http://b.test", .several),
      ("https://a.test/cb https://b.test/cb", .several), ("https://a.test/cb\nhttps://b.test/cb", .several),
      ("https://a.test/cb|HTTPS://b.test/cb", .several), ("https://a.test/cbhttps://b.test/cb", .several),
      ("https://a.test/cb&https://b.test/cb", .several),
      ("https://a.testhttps://b.test", .several),
      ("https://corp.test/\ncb", .lineBreak), ("https://corp.test/\u{2028}cb", .lineBreak),
      ("https://corp.test/\tcb", .control), ("https://corp.test/\u{1}cb", .control),
      ("https://corp.test/c\u{7f}", .blankAtEnd), ("https://corp.test/\u{9b}31m", .control),
      ("https://corp.test/\u{200b}cb", .invisible), ("https://corp.test/\u{202e}cb", .invisible),
      ("https://corp.test/c\u{a0}b", .invisible), ("https://corp.test/c\u{ad}b", .invisible),
      ("https://co\u{200d}rp.test/", .invisible), ("https://corp.test/\u{e0041}b", .invisible),
      ("https://corp.test/a b", .blank), ("https://corp.test/?a=b c", .blank),
      ("https://<app>.test/cb", .placeholder), ("https://{app}.test/cb", .placeholder),
      ("https://corp.test/${PATH}", .placeholder), ("https://corp.test/{{path}}", .placeholder),
      ("https://corp.test/a>b", .placeholder),
      ("https://corp.test\\cb", .character), ("https:\\\\corp.test\\cb", .character),
      ("http://evil.test\\@localhost", .character), ("https://corp.test/^", .character),
      ("https://corp.test/`a`b", .character), ("https://corp.test/a|b", .character),
      ("https://corp.test/a\"b\"c", .character),
      ("https://corp.test/%zz", .percentEscape), ("https://corp.test/100%", .percentEscape),
      ("https://corp.test/%4", .percentEscape), ("https://%APP%.test/", .percentEscape),
      ("callback", .notAbsolute), ("/callback", .notAbsolute), ("?", .notAbsolute), (":x", .notAbsolute),
      ("//corp.test/cb", .notAbsolute), ("corp.test/cb", .notAbsolute), ("corp.test:443/cb", .notAbsolute),
      ("localhost:5000", .notAbsolute), ("localhost:5000?a", .notAbsolute),
      ("127.0.0.1:5000/cb", .notAbsolute),
      ("[::1]:5000/cb", .notAbsolute), ("URL=https://corp.test/cb", .notAbsolute),
      ("https//corp.test", .notAbsolute),
      ("oob", .notAbsolute),
      ("my_app://cb", .schemeCharacter), ("1http://corp.test", .schemeCharacter),
      ("ü://corp.test", .schemeCharacter),
      ("https:", .nothingAfterScheme), ("com.corp.app:", .nothingAfterScheme),
      ("myapp:#x", .nothingAfterScheme),
      ("mailto:", .nothingAfterScheme),
      ("https://", .noHost), ("https:///cb", .noHost), ("http://?x", .noHost), ("http://:80/", .noHost),
      ("https:/corp.test/cb", .noHost), ("https:corp.test", .noHost), ("http://user@/", .noHost),
      ("https://https://corp.test/cb", .schemeTwice), ("https://http://corp.test/cb", .schemeTwice),
      ("https://corp.test/cb#top", .fragment), ("https://corp.test/#", .fragment),
      ("com.corp.app:/cb#a", .fragment),
      ("javascript:alert(1)", .schemeRuns), ("JavaScript://corp.test/%0aalert(1)", .schemeRuns),
      ("data:text/html,x", .schemeRuns), ("vbscript:x", .schemeRuns),
      ("blob:https://corp.test/1", .schemeRuns),
      ("file:///cb", .schemeLeadsNowhere), ("ftp://corp.test/cb", .schemeLeadsNowhere),
      ("mailto:me@corp.test", .schemeLeadsNowhere), ("about:blank", .schemeLeadsNowhere),
      ("wss://corp.test/", .schemeLeadsNowhere), ("tel:5551234", .schemeLeadsNowhere),
      ("urn:uuid:1", .schemeLeadsNowhere),
      ("http://[::1/cb", .ipLiteral), ("http://[::1]x/cb", .ipLiteral), ("http://[::zz]/", .ipLiteral),
      ("http://[127.0.0.1]/", .ipLiteral), ("http://::1/cb", .ipLiteral), ("http://fe80::1/", .ipLiteral),
      ("http://a[b]/", .ipLiteral), ("http://[]/", .ipLiteral), ("com.corp.app://[x]/", .ipLiteral),
      ("https://corp.test:99999/cb", .port), ("https://corp.test:65536/", .port),
      ("https://corp.test:0/", .port),
      ("https://corp.test:port/", .port), ("https://corp.test:-1/", .port),
      ("https://corp.test:80:90/", .port),
      ("https://corp.test:\(String(repeating: "9", count: 400))/", .port), ("com.corp.app://cb:x/", .port),
      ("https://300.1.1.1/", .unreadableHost), ("https://1.2.3.4.5/", .unreadableHost),
      ("https://08.1.1.1/", .unreadableHost), ("https://99999999999999999999999/", .unreadableHost),
      ("https://corp%2Ftest/", .unreadableHost), ("https://corp%2etest/", .unreadableHost),
      ("https://corp%ff.test/", .unreadableHost),
    ] as [(String, RedirectURIFinding.Code)]
  )
  func `refuses what cannot work`(text: String, code: RedirectURIFinding.Code) {
    let findings = RedirectURI.findings(in: text)
    #expect(findings.first?.code == code)
    #expect(findings.first?.severity == .error)
  }

  /// What is risky: said, and sent all the same where somebody wants it.
  @Test(
    arguments: [
      ("https://bücher.test/", .notASCII), ("https://corp.test/café", .notASCII),
      ("https://corp.test/?q=ü", .notASCII),
      ("https://corp.test/cafe\u{301}", .notASCII), ("https://corp.test/\u{301}cb", .notASCII),
      ("com.corp.app:/ü", .notASCII), ("https://ü@corp.test/", .notASCII),
      ("https://corp.test/[id]", .brackets), ("https://corp.test/?a[]=1", .brackets),
      ("http://corp.test/cb", .plainHTTP), ("HTTP://corp.test/", .plainHTTP),
      ("http://localhost.corp.test/", .plainHTTP),
      ("http://127.0.0.1.corp.test/", .plainHTTP), ("http://box/cb", .plainHTTP),
      ("http://192.0.2.1/", .plainHTTP),
      ("http://172.32.0.1/", .plainHTTP), ("http://[2001:db8::1]/", .plainHTTP),
      ("http://bücher.test/", .plainHTTP),
      ("http://[::ffff:8.8.8.8]/", .plainHTTP), ("http://134744072/", .plainHTTP),
      ("http://*.corp.test/", .plainHTTP),
      ("https://user:pw@corp.test/", .userInfo), ("https://corp.test@evil.test/", .userInfo),
      ("http://a@localhost/", .userInfo),
      ("https://*.corp.test/", .wildcard), ("https://corp.test/*", .wildcard),
      ("https://corp.test/?a=*", .wildcard),
      ("https://$APP.corp.test/", .variable), ("https://corp.test/$HOME", .variable),
      ("https://corp.test/$(id)", .variable),
      ("https://.corp.test/", .hostName), ("https://corp..test/", .hostName),
      ("https://-corp.test/", .hostName),
      ("https://corp-.test/", .hostName), ("https://a,b.test/", .hostName), ("https://a~b.test/", .hostName),
      ("https://\(String(repeating: "a", count: 64)).test/", .hostName), ("https://xn--a.test/", .hostName),
      ("https://\(String(repeating: "abcdefg.", count: 32))test/", .hostName),
      ("https://127.1/", .oddAddress), ("https://2130706433/", .oddAddress),
      ("http://0x7f.0.0.1/", .oddAddress),
      ("http://0177.0.0.1/", .oddAddress), ("http://[fe80::1%25eth0]/", .oddAddress),
      ("https://[v1.a:b]/", .oddAddress),
      ("http://169.254.169.254/", .unroutable), ("http://[fe80::1]/", .unroutable),
      ("http://0.0.0.0:5000", .unroutable),
      ("https://[::]/", .unroutable), ("https://224.0.0.1/", .unroutable),
      ("https://255.255.255.255/", .unroutable),
      ("https://ex\u{430}mple.test/", .mixedScript), ("https://xn--exmple-4nf.test/", .mixedScript),
      ("https://\u{430}\u{440}\u{440}\u{4cf}\u{435}.test/", .mixedScript),
      ("https://c\u{3bf}rp.test/", .mixedScript),
      ("https://b%C3%BCcher.test/", .encodedHost), ("https://corp%2Dx.test/", .encodedHost),
      ("https://corp.test/%0d%0aX", .encodedControl), ("https://corp.test/?a=%00", .encodedControl),
      ("https://corp.test/a/../cb", .dotSegments), ("https://corp.test/%2E%2e/cb", .dotSegments),
      ("https://corp.test/..%2Fadmin", .dotSegments), ("https://corp.test/a/%2e%2e%5Cadmin", .dotSegments),
      ("https://corp.test/./", .dotSegments), ("com.corp.app:/a/..", .dotSegments),
      ("https://corp.test/?next=https://other.test", .openRedirector),
      ("https://corp.test/?u=//other.test", .openRedirector),
      ("https://corp.test/?next=/a&u=https://other.test", .openRedirector),
      ("https://corp.test/?x=https%3A%2F%2Fother.test", .openRedirector),
      ("https://corp.test/to/https://other.test", .openRedirector),
      ("https://corp.test/cb,", .strayEnd), ("https://corp.test/cb.", .strayEnd),
      ("https://corp.test/cb).", .strayEnd),
      ("urn:ietf:wg:oauth:2.0:oob", .outOfBand), ("URN:ietf:wg:oauth:2.0:oob:auto", .outOfBand),
      ("com.corp.app://", .emptyAuthority), ("com.corp.app://?x=1", .emptyAuthority),
      ("https://YOUR_APP.herokuapp.com/cb", .template), ("https://your-app-name.corp.test/cb", .template),
      ("https://yourdomain.test/", .template), ("https://APP_NAME.corp.test/", .template),
      ("https://APP.corp.test/", .template), ("https://api.your-company.test/cb", .template),
      ("https://corp.test/:id/cb", .template), ("https://corp.test/:provider", .template),
      ("https://corp.test/cb?t=:tenant", .template), ("https://corp.test/YOUR_PATH", .template),
      ("https://corp.test/cb?id=your_client_id", .template), ("https://corp.test/%7Bid%7D/cb", .template),
      ("https://corp.test/%24%7BTENANT_ID%7D", .template), ("https://corp.test/a%3Cid%3E", .template),
      ("com.corp.app:/:id", .template),
      ("https://corp.test/cb%20", .encodedBlank), ("https://corp.test/%20cb", .encodedBlank),
      ("https://corp.test/cb%20?a=b", .encodedBlank), ("https://corp.test/cb?a=b%20", .encodedBlank),
      ("https://corp.test/c%E2%80%8Bb", .encodedBlank), ("https://corp.test/cb%C2%A0", .encodedBlank),
      ("https://corp.test/%EF%BB%BFcb", .encodedBlank), ("https://corp.test/cb%e3%80%80", .encodedBlank),
      ("https://corp.test/cb'", .strayEnd),
      ("myapp://callback", .schemeWithoutDot), ("myapp:cb", .schemeWithoutDot),
      ("htps://corp.test/", .schemeWithoutDot),
    ] as [(String, RedirectURIFinding.Code)]
  )
  func `warns of what is risky`(text: String, code: RedirectURIFinding.Code) {
    let findings = RedirectURI.findings(in: text)
    #expect(findings.contains { $0.code == code }, "\(findings)")
    #expect(findings.first?.severity == .warning)
  }

  /// What is worth knowing: nobody is asked.
  @Test(
    arguments: [
      ("http://localhost:3000/cb", .localhost), ("https://app.localhost/", .localhost),
      ("http://localhost./", .trailingDot),
      ("http://192.168.1.5/cb", .privateNetwork), ("http://10.1.2.3/", .privateNetwork),
      ("http://172.31.0.1/", .privateNetwork),
      ("http://[fd12::1]/", .privateNetwork), ("http://[::ffff:10.0.0.1]/", .privateNetwork),
      ("http://printer.local/", .privateNetwork), ("https://100.64.0.1/", .privateNetwork),
      ("https://203.0.113.7/cb", .address), ("https://[2001:db8::1]/", .address), ("https://box/", .oneLabel),
      ("HTTPS://corp.test/cb", .capitals), ("https://CORP.test/", .capitals), ("Com.Corp:/cb", .capitals),
      ("https://corp.test:443/cb", .defaultPort), ("https://corp.test:/cb", .defaultPort),
      ("http://127.0.0.1:80/", .defaultPort), ("https://corp.test:08443/", .defaultPort),
      ("https://corp.test./cb", .trailingDot), ("https://xn--bcher-kva.test/", .punycode),
      ("https://corp.test", .noPath),
      ("https://corp.test?a=b", .noPath), ("com.corp.app://callback", .privateUseAuthority),
      ("https://corp.test/?return_to=/home", .redirectParameter),
      ("https://corp.test/?a=b&next=", .redirectParameter), ("https://corp.test/?URL", .redirectParameter),
      ("https://corp.test/?code=", .reservedParameter), ("https://corp.test/?code", .reservedParameter),
      ("https://corp.test/cb?a=b&state=c", .reservedParameter),
      ("https://corp.test:3000/cb?state=c", .reservedParameter),
      ("com.example.app:/cb?code=1", .reservedParameter), ("https://127.0.0.1.:3000/cb", .trailingDot),
      ("https://oauth.pstmn.io/v1/cb", .sharedHost),
      ("https://abc.ngrok.io/", .sharedHost),
    ] as [(String, RedirectURIFinding.Code)]
  )
  func `notes what is worth knowing`(text: String, code: RedirectURIFinding.Code) {
    let findings = RedirectURI.findings(in: text)
    #expect(findings.contains { $0.code == code }, "\(findings)")
    #expect(findings.allSatisfy { $0.severity == .note })
  }

  @Test(arguments: [
    (" https://corp.test/cb\r\n", "https://corp.test/cb"),
    ("['https://corp.test/cb'],", "https://corp.test/cb"),
    ("https://corp.test/a b", "https://corp.test/a%20b"),
    ("https://corp.test/%20a%20b%20/c?d=%E2%80%8Be%20", "https://corp.test/a%20b/c?d=e"),
    ("https://corp.test\\a\\b", "https://corp.test/a/b"),
    ("https://corp.test/^", "https://corp.test/%5E"), ("https://corp.test/100%", "https://corp.test/100%25"),
    ("corp.test/cb", "https://corp.test/cb"), ("//corp.test/cb", "https://corp.test/cb"),
    ("localhost:5000/cb", "http://localhost:5000/cb"), ("[::1]:5000/", "http://[::1]:5000/"),
    ("http://::1/cb", "http://[::1]/cb"), ("CALLBACK=https://corp.test/cb", "https://corp.test/cb"),
    ("https//corp.test/cb", "https://corp.test/cb"), ("https:/corp.test/cb?a", "https://corp.test/cb?a"),
    ("https:corp.test", "https://corp.test"), ("https://http://corp.test/cb?a", "http://corp.test/cb?a"),
    ("my_app://cb", "my-app://cb"), ("https://corp.test/cb#/top?a", "https://corp.test/cb"),
    ("https://münchen.test/", "https://xn--mnchen-3ya.test/"),
    ("https://MÜNCHEN.test/", "https://xn--mnchen-3ya.test/"),
    ("https://mu\u{308}nchen.test/", "https://xn--mnchen-3ya.test/"),
    ("https://ü:ü@corp.test:8443/ü?ü=ü", "https://%C3%BC:%C3%BC@corp.test:8443/%C3%BC?%C3%BC=%C3%BC"),
    ("https://\u{ff43}orp\u{3002}test/", "https://corp.test/"),
    ("https://corp.test/rückruf", "https://corp.test/r%C3%BCckruf"),
    ("https://corp.test/[a]", "https://corp.test/%5Ba%5D"),
    ("https://user:pw@corp.test/", "https://corp.test/"),
    ("https://127.1:8443/", "https://127.0.0.1:8443/"),
    ("https://b%C3%BCcher.test/", "https://xn--bcher-kva.test/"),
    ("https://corp.test/a/./b/../c", "https://corp.test/a/c"),
    ("https://corp.test/../..", "https://corp.test/"),
    ("https://corp.test/cb),.", "https://corp.test/cb"), ("htps://corp.test/cb", "https://corp.test/cb"),
    ("HTTPS://Corp.test/CB", "https://corp.test/CB"), ("https://corp.test:443/cb", "https://corp.test/cb"),
    ("https://corp.test:/cb", "https://corp.test/cb"),
    ("https://corp.test:08443/", "https://corp.test:8443/"),
    ("https://corp.test./cb", "https://corp.test/cb"),
  ])
  func `says what would be right`(text: String, right: String) {
    let findings = RedirectURI.findings(in: text)
    #expect(findings.contains { $0.correction == right }, "\(findings.map(\.text))")
    #expect(findings.first.map { $0.text.contains("“\($0.correction ?? right)”") } == true)
  }

  @Test(arguments: [
    "https://co rp.test/cb", "https://corp.test:8 0/cb", "http://lo^calhost/", "http://lo`calhost/",
    "http://lo\"calhost/",
    "https://a|b.test/", "https://%s.test/cb", "C:\\cb", "d:\\a\\b", "http s://corp.test", "my app://cb",
    "^https://a.test/cb$", "https:／／a.test/cb", "https://a%zz.test/cb", "https://(a|b).test/cb",
    "https://.*\\.test/cb",
    "https://a.test/<%= x %>", "https://a.test/%{x}", "https://①.test/cb", "https://ſ.test/",
    "https://a.test․x/",
    "https://a.test／x/cb", "https://℀.test/", "https://㎏.test/",
    "[\"https://a.test/cb\",\"https://b.test/cb\"]",
    "https://corp.test/a b\nc", "https://$HOST:443/cb", "https://*.corp.test:443/cb", "http:\\",
  ])
  func `offers nothing where nothing is known to be right`(text: String) {
    let findings = RedirectURI.findings(in: text)
    #expect(!findings.isEmpty && findings.allSatisfy { $0.correction == nil }, "\(findings.map(\.text))")
  }

  /// What is offered is right as a whole, whatever else was wrong.
  @Test(arguments: [
    ("\\\\a.test\\cb", "https://a.test/cb"), ("https:\\a.test", "https://a.test"),
    ("https:\\\\a.test\\cb", "https://a.test/cb"), ("https///10.0.0.1/", "https://10.0.0.1/"),
    ("https://[::1%eth0]/cb", "https://[::1]/cb"), ("https://corp.test/a b#c", "https://corp.test/a%20b"),
    ("\"https://corp.test/a b\" ", "https://corp.test/a%20b"),
    ("URL: https://corp.test/cb", "https://corp.test/cb"),
    ("Callback URL:\thttps://corp.test/cb", "https://corp.test/cb"),
    ("callback https://corp.test/cb", "https://corp.test/cb"),
    ("[sign in](https://corp.test/cb)", "https://corp.test/cb"),
    ("[https://a.test/](https://a.test/)", "https://a.test/"),
    ("[sign in](com.corp.app:/cb)", "com.corp.app:/cb"),
    ("https://https//corp.test/cb", "https://corp.test/cb"),
    ("http://https//corp.test/cb?a", "https://corp.test/cb?a"),
    ("https://STRAßE.test/", "https://xn--strae-oqa.test/"),
    ("https://\u{212a}.test/", "https://k.test/"),
  ])
  func `what is offered is right as a whole`(text: String, right: String) {
    let corrections = RedirectURI.findings(in: text).compactMap(\.correction)
    #expect(corrections.contains(right), "\(corrections)")
    #expect(RedirectURI.findings(in: right).allSatisfy { $0.severity != .error })
  }

  @Test(arguments: [
    "https://a.test/cb,com.corp.app:/cb", "com.corp.app:/cb,com.corp.app:/cb2",
    "com.corp.app://cb,com.other://cb",
    "com.corp.app://cb com.other://cb", "https://a.test/cb|com.corp.app:/cb",
    "https://a.test/cb; com.corp.app:/cb",
    "myapp:/a,myapp:/b", "https://a.test/cb,myapp://cb", "com.corp.app:/cb\ncom.corp.app:/cb2",
    "https://a.test/cb com.corp.app:/cb", "com.corp.app:/cb,https://a.test/cb",
    "https://a.test,https://b.test",
    "[\"https://a.test/cb\",\"https://b.test/cb\"]", "URLs: https://a.test/cb, https://b.test/cb",
    "https://a.test/cb or https://b.test/cb", "com.corp.app:/cb https://b.test/cb",
  ])
  func `sees several URIs, of whichever scheme`(text: String) {
    #expect(codes(text).first == .several)
  }

  @Test(arguments: [
    "https://a.test/cb?next=x,y", "https://a.test/a,b:c", "https://a.test/a,b:c/d",
    "https://a.test/cb;v=1,a.b",
    "com.corp.app:/a,b", "a+b.c:/cb", "https://a.test/cb?a=b,c:/d", "https://a.test/cb,b.test/cb",
    "https://a.test/cb;b:1",
    "com.corp.app:/cb?x=a.b:c", "https://a.test/,:/", "https://a.test/x,.a:/", "https://a.test/x,1.a:/",
  ])
  func `takes no list in a URI for several`(text: String) {
    #expect(!codes(text).contains(.several))
  }

  @Test(
    arguments: [
      ("URL: https://corp.test/cb", .notAbsolute, "“URL:” stands before it"),
      ("https://[app].herokuapp.com/cb", .placeholder, "“[app]”"),
      ("https://[your-app]-x.test/", .placeholder, "“[your-app]”"),
      ("https://[::1]x/cb", .ipLiteral, "nothing but a port may follow “[::1]”"),
      ("https://[a-z]+.test/cb", .ipLiteral, "the whole of an IPv6 address"),
      ("https://[::1/cb", .ipLiteral, "left open"),
      ("[link](https://corp.test/cb)", .quoted, "brackets"),
      ("https://https//corp.test/cb", .schemeTwice, "twice"),
      ("https://a.test／x/cb", .unreadableHost, "“／” stands for a sign that no host has"),
      ("https://①.test/", .notASCII, "“①” in its host is another letter to browsers"),
    ] as [(String, RedirectURIFinding.Code, String)]
  )
  func `blames the right thing`(text: String, code: RedirectURIFinding.Code, words: String) {
    let findings = RedirectURI.findings(in: text)
    #expect(findings.first?.code == code, "\(findings)")
    #expect(findings.first?.reason.contains(words) == true, "\(findings.map(\.reason))")
  }

  @Test(arguments: [
    ("https://corp.test/c\u{1}", "U+0001"), ("https://corp.test/\u{200b}cb", "U+200B) at position 19"),
    ("https://corp.test/\u{202e}cb", "turns the direction"),
    ("https://corp.test/c\u{a0}b", "no-break space (U+00A0)"),
    ("\u{feff}https://corp.test/", "byte order mark"),
    ("https://corp.test/cb\r", "ends with a carriage return"),
    ("https://<app>.test/", "“<app>”"), ("https://${APP}.test/", "“${APP}”"), ("my_app://cb", "underscore"),
    ("https://ex\u{430}mple.test/", "U+0430"), ("https://xn--bcher-kva.test/", "“bücher.test”"),
    ("https://user:pw@corp.test/", "the host is “corp.test”"),
  ])
  func `says where and what`(text: String, words: String) {
    #expect(RedirectURI.findings(in: text).contains { $0.reason.contains(words) })
  }

  @Test func `never repeats a password`() {
    for finding in RedirectURI.findings(in: "https://user:hunter2@corp.test/") {
      #expect(!finding.text.contains("hunter2"))
    }
  }

  @Test func `says all of it, errors first`() {
    #expect(codes("http://corp.test:80/*#top") == [.fragment, .plainHTTP, .wildcard, .defaultPort])
  }
}
