import FoundationEssentials
import Platform
import Subprocess
import Synchronization
import SystemPackage
import TestSupport
import Testing

/// `clientele try`, with a test in the place of the browser and of the person.
@Suite struct TryCommandTests {
  private static let away = "https://app.example.com/auth/callback"

  // MARK: It works

  @Test func `walks through a sign-in on this machine, and leaves nothing behind`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.made("Local", redirectURI: TryProcess.redirectURI())
      let (clients, authorizations) = (
        try await sandbox.clients().map(\.secret), try await sandbox.authorizations()
      )
      let outcome = try await sandbox.tried(client.id, "--scope", "read", "--scope", "identity") {
        address,
        _ in
        #expect(address.hasPrefix("\(sandbox.url)/oauth/authorize?client_id=\(client.id)&response_type=code"))
        #expect(address.contains("&scope=read%20identity&state="))
        let page = try await TryProcess.signIn(at: address)
        #expect(page.contains("Go back to the terminal"))
        return ""
      }
      #expect(outcome.status == 0, "\(outcome)")
      let steps = [
        "1. The address to sign in at", "2. The answer", "Came: a code of 36 characters",
        "State: the one that was sent", "3. The exchange of the code",
        "POST \(sandbox.url)/oauth/token with grant_type=authorization_code",
        "an access token, good for 8 hours, and a refresh token", "4. The token in use",
        "Came: alice@example.com",
        "5. The refresh", "grant_type=refresh_token", "Came: alice@example.com", "6. What is left",
        "was not there before: it is deleted", "Signing in with “Local” works.",
      ]
      var rest = outcome.standardOutput[...]
      for step in steps {
        let range = try #require(rest.firstRange(of: step), "\(step) in \(outcome.standardOutput)")
        rest = rest[range.upperBound...]
      }
      #expect(
        outcome.standardError.hasPrefix("Waiting for the browser at \(client.redirectURI), for 5 minutes")
      )
      #expect(try await sandbox.authorizations() == authorizations)
      #expect(try await sandbox.clients().map(\.secret) == clients)
      #expect(try await sandbox.client(named: "Local").redirectURI == client.redirectURI)
    }
  }

  @Test func `takes the code from the address that is typed, for a redirect URI elsewhere or with --paste`()
    async throws
  {
    try await SandboxProcess.running { sandbox in
      let authorizations = try await sandbox.authorizations()
      for (uri, options) in [(Self.away, []), (TryProcess.redirectURI(), ["--paste"])] {
        let client = try await sandbox.made(uri, redirectURI: uri)
        let arguments = ["try", client.id, "--host", sandbox.url] + options
        let outcome = try await TryProcess.run(
          arguments,
          environment: ["HEROKU_API_KEY": SandboxProcess.token]
        ) { address, _ in
          "\n\(try await TryProcess.decide("allow", at: address))\n"
        }
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.standardOutput.contains("Signing in with “\(uri)” works."))
        #expect(outcome.standardOutput.contains("it is deleted"))
      }
      #expect(try await sandbox.authorizations() == authorizations)
    }
  }

  @Test func `keeps the sign-in of somebody who uses the app already`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.made("Used", redirectURI: Self.away)
      // --keep leaves one, which the next run finds there.
      let kept = try await sandbox.tried("Used", "--keep") { address, _ in
        try await TryProcess.decide("allow", at: address) + "\n"
      }
      #expect(kept.status == 0)
      #expect(kept.standardOutput.contains("The authorization stays, as --keep says"))
      let before = try await sandbox.authorizations()
      #expect(before.count { $0.client?.id == client.id } == 1)
      let outcome = try await sandbox.tried("Used") { address, _ in
        try await TryProcess.decide("allow", at: address) + "\n"
      }
      #expect(outcome.status == 0)
      #expect(outcome.standardOutput.contains("had let “Used” in before: that authorization stays"))
      #expect(try await sandbox.authorizations() == before)
    }
  }

  @Test func `can be tried on a sandbox in the same process`() async throws {
    for arguments in [["--sandbox", "try"], ["try", "--sandbox"]] {
      let outcome = try await TryProcess.run(
        arguments + ["Production dashboard"],
        environment: ["HEROKU_API_KEY": nil]
      ) { address, _ in
        try await TryProcess.decide("allow", at: address) + "\n"
      }
      #expect(outcome.status == 0, "\(outcome)")
      #expect(outcome.standardOutput.contains("it is deleted"))
    }
  }

  @Test func `opens the browser where that is wanted, without the key to the account`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let witness = folder.path(of: "opened")
    let script =
      "#!/bin/sh\n{ echo \"$1\"; env; } > '\(witness).part'; mv '\(witness).part' '\(witness)'; echo noise; echo noise >&2"
    try folder.write(script, to: "xdg-open", mode: 0o700)
    try folder.write(script, to: "open", mode: 0o700)
    let path = "\(folder.path):/usr/bin:/bin"
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.made("Opened", redirectURI: Self.away)
      let outcome = try await sandbox.tried(client.id, "--open", environment: ["PATH": path]) { address, _ in
        while folder.text(of: "opened") == nil { try await Task.sleep(for: .milliseconds(5)) }
        let opened = try #require(folder.text(of: "opened"))
        #expect(opened.hasPrefix(address + "\n"))
        #expect(!opened.contains(SandboxProcess.token) && !opened.contains(client.secret))
        return try await TryProcess.decide("allow", at: address) + "\n"
      }
      #expect(outcome.status == 0)
      #expect(!(outcome.standardOutput + outcome.standardError).contains("noise"))
    }
  }

  @Test func `a terminal is asked whether a browser is to be opened, and for the address until it is one`()
    async throws
  {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let script =
      "#!/bin/sh\necho \"$1\" > '\(folder.path(of: "part"))'; mv '\(folder.path)/part' '\(folder.path)/opened'"
    try folder.write(script, to: "xdg-open", mode: 0o700)
    try folder.write(script, to: "open", mode: 0o700)
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.made("Away", redirectURI: Self.away)
      let command =
        "DISPLAY=:9 PATH='\(folder.path)':$PATH HEROKU_API_KEY=\(SandboxProcess.token) '\(try Program.path())' "
        + "try \(client.id) --host \(sandbox.url); echo \"left with $?\"; sleep 60"
      for opens in [false, true] {
        try await TerminalSession.running(command, columns: 200) { terminal in
          let screen = try await terminal.expect("Press Return to open it in a browser")
          #expect(folder.text(of: "opened") == nil)
          if !opens { try await terminal.type("no") }
          try await terminal.press("Enter")
          try await terminal.expect("Address:")
          try await terminal.type("app.example.com")
          try await terminal.press("Enter")
          try await terminal.expect("That is no address: copy it whole")
          let address = try #require(screen.split(separator: "\n").first { $0.contains("/oauth/authorize?") })
          try await terminal.type(String(address.drop { $0 == " " }))
          try await terminal.press("Enter")
          try await terminal.expect("That is the address to sign in at")
          let callback = try await TryProcess.decide("allow", at: String(address.filter { $0 != " " }))
          try await terminal.type(callback)
          try await terminal.press("Enter")
          try await terminal.expect("left with 0")
          while opens, folder.text(of: "opened") == nil { try await Task.sleep(for: .milliseconds(5)) }
          if opens { #expect(folder.text(of: "opened") == address.filter { $0 != " " } + "\n") }
        }
        #expect((folder.text(of: "opened") != nil) == opens)
      }
    }
  }

  // MARK: It does not

  @Test func `says of a refusal what it is, and makes nothing of it`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.made("Local", redirectURI: TryProcess.redirectURI())
      let authorizations = try await sandbox.authorizations()
      let outcome = try await sandbox.tried(client.id) { address, _ in
        let page = try await TryProcess.signIn("deny", at: address)
        #expect(page.contains("That did not work"))
        return ""
      }
      #expect(outcome.status == 6)
      #expect(outcome.standardOutput.contains("Came: the error access_denied"))
      #expect(outcome.standardOutput.contains("Error: The person has refused"))
      #expect(!outcome.standardOutput.contains("The exchange") && !outcome.standardOutput.contains("works"))
      #expect(outcome.standardError.hasSuffix("Signing in with “Local” does not work: step 2 says why.\n"))
      #expect(try await sandbox.authorizations() == authorizations)
    }
  }

  @Test(
    arguments: [
      ("other-state", "State: another one", "Error: The state is not the one that was sent"),
      ("no-state", "State: none", "Warning: It has no state"),
      ("no-code", "Came: no code", "neither a code nor an error"),
      ("expired-code", "Came: a code", "Error: The code or refresh token is used up, has expired"),
    ]
  )
  func `says what is wrong with an odd answer, and exchanges nothing of another state`(
    fault: String,
    came: String,
    words: String
  ) async throws {
    let arguments = ["--fault", "odd-callback:as=\(fault)"]
    try await SandboxProcess.running(arguments: arguments) { sandbox in
      let client = try await sandbox.made("Local", redirectURI: TryProcess.redirectURI())
      let authorizations = try await sandbox.authorizations()
      let outcome = try await sandbox.tried(client.id) { address, _ in
        try await TryProcess.signIn(at: address)
        return ""
      }
      #expect(outcome.status == 6, "\(outcome)")
      #expect(outcome.standardOutput.contains(came) && outcome.standardOutput.contains(words), "\(outcome)")
      #expect(outcome.standardOutput.contains("The exchange") == (fault == "expired-code"))
      #expect(try await sandbox.authorizations() == authorizations)
    }
  }

  @Test func `says that the secret has been rotated meanwhile`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.made("Local", redirectURI: TryProcess.redirectURI())
      let outcome = try await sandbox.tried(client.id) { address, _ in
        _ = try await sandbox.send("POST", "/oauth/clients/\(client.id)/actions/rotate-credentials")
        try await TryProcess.signIn(at: address)
        return ""
      }
      #expect(outcome.status == 6)
      #expect(outcome.standardOutput.contains("Error: The client secret is not the client’s"))
      #expect(outcome.standardError.contains("step 3 says why"))
    }
  }

  @Test func `takes the authorization back also where a later step has failed`() async throws {
    // The tokens are made, and the answer is lost; nothing is sent twice.
    try await SandboxProcess.running(arguments: ["--fault", "reset-after:method=POST"]) { sandbox in
      let client = try await sandbox.made("Local", redirectURI: TryProcess.redirectURI())
      let authorizations = try await sandbox.authorizations()
      let outcome = try await sandbox.tried(client.id) { address, _ in
        try await TryProcess.signIn(at: address)
        return ""
      }
      #expect(outcome.status == 8, "\(outcome)")
      #expect(outcome.standardOutput.contains("Whether it was done is not known"))
      #expect(outcome.standardOutput.contains("was not there before: it is deleted"))
      #expect(try await sandbox.authorizations() == authorizations)
    }
  }

  @Test func `where the answer to the deletion is lost, the list tells whether it was done`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "reset-after:method=DELETE"]) { sandbox in
      let client = try await sandbox.made("Local", redirectURI: TryProcess.redirectURI())
      let authorizations = try await sandbox.authorizations()
      let outcome = try await sandbox.tried(client.id) { address, _ in
        try await TryProcess.signIn(at: address)
        return ""
      }
      #expect(outcome.status == 0, "\(outcome)")
      #expect(outcome.standardOutput.contains("was not there before: it is deleted"))
      #expect(try await sandbox.authorizations() == authorizations)
    }
  }

  @Test func `what is typed has to be the address that the browser arrived at`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.made("Away", redirectURI: Self.away)
      for (text, words) in [
        ("", "There is no address"), ("PLANTED-5ecret", "That is no address"),
        ("https://app.example.com/?x=PLANTED-5ecret", "nothing of the authorization flow"),
        ("https://id.heroku.com/oauth/authorize?client_id=PLANTED-5ecret", "the address to sign in at"),
      ] {
        let outcome = try await sandbox.tried(client.id) { _, _ in text + "\n" }
        #expect(outcome.status == 64)
        #expect(outcome.standardError.contains(words), "\(outcome.standardError)")
        #expect(!(outcome.standardOutput + outcome.standardError).contains("5ecret"))
      }
    }
  }

  @Test(
    arguments: [
      ["https://app.example.com/cb?code=PLANTED-5ecret"], ["--scope", "code=PLANTED-5ecret"],
      ["HRKU-PLANTED-5ecret"],
    ]
  )
  func `an argument with a code in it is refused, and not repeated`(arguments: [String]) async throws {
    for command in [
      ["try", "Away"], ["--sandbox", "try", "Away"], ["explain", "https://a.example/cb?error=x"],
    ] {
      let outcome = try await TryProcess.run(command + arguments)
      #expect(outcome.status == 64)
      #expect(outcome.standardError.contains("the history of the shell"))
      #expect(!(outcome.standardOutput + outcome.standardError).contains("5ecret"))
    }
  }

  @Test func `takes the authorization back also where nobody reads any more`() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.made("Local", redirectURI: TryProcess.redirectURI())
      let authorizations = try await sandbox.authorizations()
      let script = """
        '\(try Program.path())' try \(client.id) --host \(sandbox.url) | {
          while read -r line; do
            case $line in http*/oauth/authorize*) echo "$line" > "$1.part"; mv "$1.part" "$1"; break;; esac
          done
        }
        """
      let reading = Task {
        try await Subprocess.run(
          .path("/bin/sh"),
          arguments: ["-c", script, "sh", folder.path(of: "address")],
          environment: .inherit.updating([
            "HEROKU_API_KEY": SandboxProcess.token, "XDG_STATE_HOME": try Program.stateHome(), "DISPLAY": nil,
          ]),
          output: .discarded,
          error: .string(limit: 1 << 16)
        )
      }
      while folder.text(of: "address") == nil { try await Task.sleep(for: .milliseconds(5)) }
      let address = try #require(folder.text(of: "address")).filter { $0 != "\n" }
      try await TryProcess.signIn(at: address)
      let outcome = try await reading.value
      #expect(outcome.terminationStatus.isSuccess && !outcome.standardError.contains("does not work"))
      #expect(try await sandbox.authorizations() == authorizations)
    }
  }

  @Test func `a port in use is said before anybody is asked`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.made("Local", redirectURI: TryProcess.redirectURI())
      let outcome = try await sandbox.tried(client.id) { _, _ in
        let second = try await sandbox.tried(client.id)
        #expect(second.status == 4)
        #expect(second.standardOutput == "")
        #expect(second.standardError.contains("Another program listens on port"))
        #expect(second.standardError.contains("Nothing was done. With --paste"))
        try await TryProcess.go(to: client.redirectURI + "?error=access_denied")
        return ""
      }
      #expect(outcome.status == 6)
    }
  }

  @Test func `does not wait for ever`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.made("Local", redirectURI: TryProcess.redirectURI())
      let outcome = try await sandbox.tried(client.id, "--patience", "1")
      #expect(outcome.status == 8)
      #expect(outcome.standardError.contains("No browser has come back in 1 second."))
      #expect(outcome.standardOutput.contains("2. What is left\n   Nothing."))
    }
  }

  @Test func `a signal in the middle says what may be left`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.made("Local", redirectURI: TryProcess.redirectURI())
      let outcome = try await sandbox.tried(client.id) { _, process in
        kill(process, SIGINT)
        return ""
      }
      #expect(outcome.status == 130)
      #expect(outcome.standardError.contains("Interrupted. If “Local” was let in already, that stays"))
    }
  }

  @Test func `nothing is tried in read-only mode, nor with a scope that Heroku has not`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.made("Away", redirectURI: Self.away)
      let readOnly = try await sandbox.tried(client.id, "--read-only", "--log", "-")
      #expect(readOnly.status == 6)
      #expect(readOnly.standardOutput == "")
      #expect(
        readOnly.standardError.contains("signing in makes an authorization")
          && !readOnly.standardError.contains("GET")
      )
      let scope = try await sandbox.tried(client.id, "--scope", "openid")
      #expect(scope.status == 64)
      #expect(scope.standardError.contains("Heroku has no scope “openid”"))
      #expect(try await sandbox.tried("nobody").status == 7)
      let both = try await TryProcess.run(["try", "x", "--sandbox", "--host", sandbox.url])
      #expect(both.status == 64)
    }
  }

  @Test func `a secret that is withheld cannot be tried`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "withheld-secret"]) { sandbox in
      let client = try #require(try await sandbox.clients().first)
      let outcome = try await sandbox.tried(client.id)
      #expect(outcome.status == 6)
      #expect(outcome.standardOutput == "" && outcome.standardError.contains("withholds the secret"))
    }
  }

  // MARK: Nothing is told

  @Test(arguments: ["allow", "deny"]) func `neither a code, a token nor a secret is written anywhere`(
    decision: String
  )
    async throws
  {
    let faults = [nil, "odd-callback:as=expired-code", "502:method=POST,skip=1", "truncated:method=POST"]
    for fault in faults {
      for uri in [TryProcess.redirectURI(), Self.away] {
        let home = try TemporaryFolder()
        defer { home.remove() }
        try await SandboxProcess.running(arguments: fault.map { ["--fault", $0] } ?? []) { sandbox in
          let client = try await sandbox.made(uri, redirectURI: uri)
          let codes = Mutex<[String]>([])
          let outcome = try await sandbox.tried(
            client.id,
            "--log",
            home.path(of: "log"),
            environment: [
              "HOME": home.path, "XDG_STATE_HOME": home.path(of: "state"),
              "XDG_CACHE_HOME": home.path(of: "cache"),
            ]
          ) { address, _ in
            let callback = try await TryProcess.decide(decision, at: address)
            if let code = callback.firstMatch(of: /code=([^&]+)/) {
              codes.withLock { $0.append(String(code.1)) }
            }
            if uri != Self.away { try await TryProcess.go(to: callback) }
            return callback + "\n"
          }
          let planted = codes.withLock { $0 } + SandboxProcess.tokens + [client.secret, "HRKU-"]
          let names = try FileManager.default.subpathsOfDirectory(atPath: home.path)
          let files = names.compactMap { home.text(of: $0) }
          for text in files + [outcome.standardOutput, outcome.standardError] {
            for secret in planted { #expect(!text.contains(secret), "\(fault ?? "") \(uri)") }
          }
          // A refresh token has the form of an id: there is no other than the client’s.
          let uuids = (outcome.standardOutput + outcome.standardError)
            .matches(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/).map { String($0.output.0) }
          let requests = outcome.standardOutput.matches(of: /Request ([0-9a-f-]{36})/).map {
            String($0.output.1)
          }
          #expect(Set(uuids).subtracting(requests + [client.id]).isEmpty, "\(fault ?? "")")
          #expect(names.contains("log"))
          #expect(names.allSatisfy { !$0.contains("journal") })
          #expect(codes.withLock { $0.isEmpty } == (decision == "deny"))
        }
      }
    }
  }
}
