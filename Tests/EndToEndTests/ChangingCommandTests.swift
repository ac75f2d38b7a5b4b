import FoundationEssentials
import Testing

/// `clientele create`, `update`, `rotate` and `delete`, as a script runs them.
@Suite struct ChangingCommandTests {
  private static let uri = "https://new.example.com/callback"

  @Test func `create prints the id and the secret`() async throws {
    try await SandboxProcess.running { sandbox in
      for options in [[], ["--shell"]] as [[String]] {
        let name = "New \(options.count)"
        let outcome = try await sandbox.clientele("create", [name, Self.uri] + options)
        let client = try await sandbox.client(named: name)
        #expect(outcome.status == 0)
        #expect(
          outcome.standardOutput == "HEROKU_OAUTH_ID=\(client.id)\nHEROKU_OAUTH_SECRET=\(client.secret)\n"
        )
        #expect(outcome.standardError == "Created “\(name)” (\(client.id)).\n")
        #expect(client.redirectURI == Self.uri)
      }
      let json = try await sandbox.clientele("create", "New JSON", Self.uri, "--json")
      let client = try await sandbox.client(named: "New JSON")
      let printed = try JSONDecoder().decode(SandboxProcess.Client.self, from: Data(json.standardOutput.utf8))
      #expect(printed.secret == client.secret)
      #expect(!json.standardError.contains(client.secret))
    }
  }

  @Test func `a redirect URI that cannot work is not sent, and a risky one is`() async throws {
    try await SandboxProcess.running(clients: 0) { sandbox in
      for uri in ["callback", "https://example.com/#fragment", ""] {
        let outcome = try await sandbox.clientele("create", "New", uri)
        #expect(outcome.status == 64)
        #expect(outcome.standardOutput == "")
        #expect(outcome.standardError.contains("Nothing was sent"))
      }
      #expect(try await sandbox.clients().isEmpty)
      // What the sandbox makes of it is its own affair: it was warned of, and sent.
      let risky = try await sandbox.clientele("create", "New", "http://example.com/cb")
      #expect(risky.standardError.hasPrefix("Warning: the redirect URI “http://example.com/cb”: plain http"))
      #expect(risky.status == 6 || risky.status == 0)
    }
  }

  @Test func `a creation whose outcome is unknown says so, and is not repeated`() async throws {
    try await SandboxProcess.running(clients: 0, arguments: ["--fault", "reset-after"]) { sandbox in
      let outcome = try await sandbox.clientele("create", "New", Self.uri)
      #expect(outcome.status == 9)
      #expect(outcome.standardOutput == "")
      #expect(outcome.standardError.contains("not known whether “New” was created"))
      #expect(try await sandbox.clients().map(\.name) == ["New"])
    }
  }

  @Test func `update changes what it is told to, in silence`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try #require(try await sandbox.clients().first)
      let outcome = try await sandbox.clientele("update", client.id, "--name", "Renamed", "--url", Self.uri)
      #expect(outcome.status == 0)
      #expect(outcome.standardOutput == "")
      #expect(outcome.standardError == "Updated “Renamed” (\(client.id)).\n")
      #expect(try await sandbox.client(named: "Renamed").redirectURI == Self.uri)
      let again = try await sandbox.clientele("update", "Renamed", "-n", "Renamed")
      #expect(again.status == 0)
      #expect(again.standardError.contains("nothing was sent"))
      let nothing = try await sandbox.clientele("update", client.id)
      #expect(nothing.status == 64)
      #expect(nothing.standardError.contains("No changes provided: give --name"))
      let broken = try await sandbox.clientele("update", client.id, "--url", "callback")
      #expect(broken.status == 64)
      #expect(try await sandbox.client(named: "Renamed").redirectURI == Self.uri)
    }
  }

  @Test func `rotate prints the new secret`() async throws {
    try await SandboxProcess.running { sandbox in
      let client = try await sandbox.created(named: "Rotated")
      var old = client.secret
      for options in [[], ["--json"], ["--shell"]] as [[String]] {
        let outcome = try await sandbox.clientele("rotate", [client.id] + options)
        let new = try await sandbox.client(named: client.name).secret
        #expect(outcome.status == 0)
        #expect(new != old)
        #expect(outcome.standardOutput.contains(new))
        #expect(!outcome.standardOutput.contains(old))
        #expect(!outcome.standardError.contains(new))
        old = new
      }
    }
  }

  @Test func `a rotation whose outcome is unknown says so`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "reset-after"]) { sandbox in
      let client = try #require(try await sandbox.clients().first)
      let outcome = try await sandbox.clientele("rotate", client.id)
      #expect(outcome.status == 9)
      #expect(outcome.standardOutput == "")
    }
  }

  @Test(arguments: ["delete", "destroy"]) func `delete wants a confirmation`(command: String) async throws {
    try await SandboxProcess.running { sandbox in
      let before = try await sandbox.clients()
      let client = try await sandbox.created(named: "Doomed")
      for options in [[], ["--confirm", "doomed"], ["--confirm", "delete 1"]] as [[String]] {
        let outcome = try await sandbox.clientele(command, [client.id] + options)
        #expect(outcome.status == 64)
        #expect(outcome.standardError.contains("Nothing was deleted"))
      }
      #expect(try await sandbox.clients().count == before.count + 1)
      let outcome = try await sandbox.clientele(command, "Doomed", "--confirm", "Doomed")
      #expect(outcome.status == 0)
      #expect(outcome.standardOutput == "")
      #expect(outcome.standardError == "Deleted “Doomed” (\(client.id)).\n")
      #expect(try await sandbox.clients().map(\.id) == before.map(\.id))
    }
  }

  @Test func `delete of several reports each, and wants their number`() async throws {
    try await SandboxProcess.running { sandbox in
      let all = try await sandbox.clients()
      let doomed = all.prefix(3).map(\.id)
      let missing = try await sandbox.clientele("delete", doomed + ["nobody", "--confirm", "delete 4"])
      #expect(missing.status == 7)
      let wrong = try await sandbox.clientele("delete", doomed + ["--confirm", "delete 2"])
      #expect(wrong.status == 64)
      #expect(try await sandbox.clients().count == all.count)
      let outcome = try await sandbox.clientele("delete", doomed + [doomed[0], "--confirm", "delete 3"])
      #expect(outcome.status == 0)
      for id in doomed { #expect(outcome.standardError.contains("(\(id)).\n")) }
      #expect(try await sandbox.clients().map(\.id) == all.dropFirst(3).map(\.id))
    }
  }

  @Test func `delete of several looks whether one is gone whose answer was lost`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "reset-after:method=DELETE,times=1"]) { sandbox in
      let ids = try await sandbox.clients().prefix(2).map(\.id)
      let outcome = try await sandbox.clientele("delete", ids + ["--confirm", "delete 2"])
      #expect(outcome.status == 0)
      for id in ids { #expect(outcome.standardError.contains("(\(id)).\n")) }
      #expect(try await sandbox.clients().count == 10)
    }
  }

  @Test func `delete asks for the name on a terminal`() async throws {
    try await SandboxProcess.running { sandbox in
      _ = try await sandbox.created(named: "Doomed")
      let command = """
        export HEROKU_API_KEY=\(SandboxProcess.token)
        '\(try Program.path())' delete --host \(sandbox.url) Doomed; echo "status $?"
        '\(try Program.path())' delete --host \(sandbox.url) Doomed; echo "status $?"; cat
        """
      try await TerminalSession.running(command) { terminal in
        try await terminal.expect("Type Doomed to go on")
        try await terminal.type("no")
        try await terminal.press("Enter")
        try await terminal.expect("status 64")
        try await terminal.expect("a second question") { $0.components(of: "Type Doomed to go on") == 2 }
        try await terminal.type("Doomed")
        try await terminal.press("Enter")
        try await terminal.expect("status 0")
      }
      let names = try await sandbox.clients().map(\.name)
      #expect(!names.contains("Doomed"))
    }
  }

  @Test func `a client that somebody else changes meanwhile is left alone`() async throws {
    try await SandboxProcess.running(arguments: ["--fault", "edited"]) { sandbox in
      let client = try #require(try await sandbox.clients().first)
      let outcome = try await sandbox.clientele("delete", client.id, "--confirm", client.id)
      #expect(outcome.status == 6)
      #expect(outcome.standardError.contains("somebody else changed it"))
      #expect(try await sandbox.clients().contains { $0.id == client.id })
    }
  }
}

extension SandboxProcess {
  /// Creates a client, by the command that is tested elsewhere.
  fileprivate func created(named name: String) async throws -> Client {
    _ = try await clientele("create", name, "https://example.com/callback")
    return try await client(named: name)
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int {
    ranges(of: text).count
  }
}
